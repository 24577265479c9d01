/* Checking that a round's seals follow from each other. */
#pragma once

#include "model/verify.h"

/* The ballots with marks by nomination and receipt; a sentence if a receipt
 * stands beside two of them. */
const char *verify_receipts(struct arena *mem, struct verify_seal *seal);

/* Is all that is in this seal, which is not counted in `v` yet, in the seals of
 * its round before, or left out for a reason that it tells? NULL, or a
 * sentence. */
const char *verify_follow(struct arena *mem, const struct verify *v,
                          const struct verify_seal *now);
