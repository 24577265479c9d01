/* Scoring rounds as the office sees them: progress and assignment, no marks. */
#pragma once

struct ctx;

void get_rounds(struct ctx *c);
void get_round(struct ctx *c);
void post_round_open(struct ctx *c);
void post_round_close(struct ctx *c);
void post_round_combine(struct ctx *c);
void post_round_assign(struct ctx *c);
