/* What the minutes of a meeting say, as one line of JSON: everything that
 * happened, and nothing that did not; both languages of every name. What is
 * printed (minutes_words.h) is a view of it, and it is what is signed.
 *
 * lorbeer "minutes", version 2, number (0); then
 * - edition, meeting, rule: rules of voting as they were fixed
 * - people, absent: with times, and for whom a stand-in came
 * - start: seats, quorum and who was there at the first item
 * - chairs: who led from when on
 * - entries: nominations by code; a blind edition has no names
 * - rounds: rules and how they changed, seal, visits, ranking, ties, lots,
 *   ballots taken back, what second marks would change
 * - items: who was out, notes, and the motions in each
 * - decisions: what was carried and stands
 *
 * Whoever is named is named by his code in `people`. Parts without anything in
 * them are left out. Documents of version 1 have no visits, notes and second
 * marks, and one change of rules as an object; they are read the same. */
#pragma once

#include "model/world.h"

struct json_out;

/* NULL: there is no such meeting, or it is not closed. The same meeting has the
 * same text. */
const char *minutes_document(const struct world *w, int64_t meeting_id);

/* An addendum to it: what it corrects, why, and what holds instead. */
struct minutes_addition {
    int64_t number;
    const char *text, *reason; /* cleaned */
};
const char *minutes_addendum_document(const struct world *w, int64_t meeting_id,
                                      const struct minutes_addition *addition);

/* Writes a member unless it is "" or NULL. */
void minutes_text_member(struct json_out *j, const char *key, const char *text);
