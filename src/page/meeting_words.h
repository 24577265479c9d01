/* Motions in plain words, as jurors read them and the minutes may. */
#pragma once

#include "page/meeting_place.h"

/* "Alpha GmbH and Beta AG share the prize of the category Services." */
const char *meeting_says(struct ctx *c, const struct meeting_place *p,
                         const struct motion *m);
/* "carried" … of a closed motion, NULL of others */
const char *meeting_outcome_words(struct ctx *c, const struct meeting_place *p,
                                  const struct motion *m);
/* "7 yes, 2 no, 1 abstention", NULL of one that was not counted */
const char *meeting_count(struct ctx *c, const struct meeting_place *p,
                          const struct motion *m);
/* The casting vote, "" for none */
const char *meeting_casting(struct ctx *c, const struct meeting_place *p,
                            const struct motion *m);
const char *meeting_choice_words(struct ctx *c, const struct meeting_place *p,
                                 const char *choice, int64_t entry_id);
/* The name of a category or prize; "" if there is none. */
const char *meeting_category(struct ctx *c, int64_t edition_id, int64_t id);
const char *meeting_prize(struct ctx *c, int64_t id);
/* What stands for a motion in pages: not its number in the house, whose gaps
 * would tell who was out of the room how much was moved meanwhile. */
const char *meeting_key(struct ctx *c, int64_t motion_id);
/* "Motion 4"; without the number for whom a nomination is closed. */
const char *meeting_title(struct ctx *c, const struct meeting_place *p,
                          const struct motion *m);
/* Which rounds that lie before the meeting are not closed, by name; NULL: all
 * are. */
const char *meeting_open_rounds(struct ctx *c, const struct meeting_place *p);
