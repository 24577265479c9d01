/* A juror's pages: the queue, the declaration before reading, the score sheet
 * (what he sends from it: sheet_write.h). */
#pragma once

struct ctx;

void get_jury(struct ctx *c);
void get_jury_entry(struct ctx *c);
void post_jury_conflict(struct ctx *c);
