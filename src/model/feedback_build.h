/* From the results of rounds to letters.
 *
 * What is said is bounded by what could be computed from it. From fewer than
 * FEEDBACK_BALLOTS_LEAST ballots in the score nothing is said, and of a
 * combined round nothing if that holds for one of its parts: whoever has the
 * whole and one part has the other. The field's median is said from
 * FEEDBACK_MEDIAN_LEAST nominations on, its quartiles from
 * FEEDBACK_QUARTILES_LEAST on: with fewer, a company that knows its own value
 * can solve for those of others (from 8 on each quartile lies between two
 * nominations or at one of which nobody knows whose it is). Scores are rounded
 * as the round says and never further: more decimals, as a ranking shows them,
 * would tell that a neighbour is close. */
#pragma once

#include "model/edition.h"
#include "model/feedback.h"
#include "model/feedback_letter.h"

enum {
    FEEDBACK_BALLOTS_LEAST = 3,
    FEEDBACK_PLACE_LEAST = 3, /* nominations of which one has a rank or third */
    FEEDBACK_MEDIAN_LEAST = 5,
    FEEDBACK_QUARTILES_LEAST = 8
};

/* The closed rounds about which an edition gives feedback, counted once. */
struct feedback_set;
struct feedback_set *feedback_set(const struct world *w,
                                  const struct edition *e);
const struct world *feedback_world(const struct feedback_set *s);
const struct edition *feedback_edition(const struct feedback_set *s);

/* The letter of a nomination as it would be released now, without the office's
 * own words; false: it takes part in none of the rounds. */
bool feedback_build(const struct feedback_set *s, int64_t entry_id,
                    const char *company, struct feedback_letter *letter);
