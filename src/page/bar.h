/* Who declared a conflict as a juror stays out as an organiser too.
 *
 * He sees the nomination's name, its state and who is assigned to it, because
 * the office's lists would be wrong without it; not its answers, pictures,
 * history and log, and no mark. A ranking of the others says where the missing
 * one stands, so the results of its rounds, their files, explanations, lots and
 * seals are closed to him as a whole. The page says so: another organiser can
 * do what is to be done. */
#pragma once

#include "page/ctx.h"

/* true: the visitor has a conflict there, and that is said (404). */
bool bar_entry(struct ctx *c, int64_t entry_id);
bool bar_round(struct ctx *c, int64_t round_id);
bool bar_edition(struct ctx *c, int64_t edition_id); /* any round of it */
/* The same, and nothing is said. */
bool bar_round_quietly(struct ctx *c, int64_t round_id);
bool bar_edition_quietly(struct ctx *c, int64_t edition_id);
/* Ids of all nominations with which the visitor has a conflict; how many. */
size_t bar_entries(struct ctx *c, const int64_t **entry_id);
