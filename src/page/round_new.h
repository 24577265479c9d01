/* A new round of an edition. */
#pragma once

struct ctx;

void get_round_new(struct ctx *c);
void post_round_new(struct ctx *c);
