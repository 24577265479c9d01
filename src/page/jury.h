/* A juror's pages: the queue, the declaration before reading, the score
 * sheet. */
#pragma once

struct ctx;

void get_jury(struct ctx *c);
void get_jury_entry(struct ctx *c);
void post_jury_entry(struct ctx *c);
void post_jury_conflict(struct ctx *c);
void post_jury_abstain(struct ctx *c);
void post_jury_reopen(struct ctx *c);
