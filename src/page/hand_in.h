/* Handing in all complete drafts of a round at once. */
#pragma once

struct ctx;

void get_jury_submit(struct ctx *c);
void post_jury_submit(struct ctx *c);
