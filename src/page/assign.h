/* Who scores what, by calculation: choose a way, look at the proposal, store
 * it. By hand it is page/matrix.h. */
#pragma once

struct ctx;

void get_assign(struct ctx *c);
void post_assign(struct ctx *c);
