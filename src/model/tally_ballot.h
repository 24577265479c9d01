/* Marks to ballots: which ballots are complete, and what they add up to. */
#pragma once

#include "model/tally_check.h"

/* Fills the result's entries (ballots, ranked, total), jurors (ballots),
 * ballots and criterion_total. false: a mark is off its scale or comes twice,
 * and the result is not usable. The shape is that of a round without faults. */
bool tally_ballot_count(struct arena *mem, const struct tally_input *input,
                        const struct tally_shape *shape,
                        struct tally_result *result);
