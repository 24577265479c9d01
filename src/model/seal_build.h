/* A closed round as it is to be sealed, read from the tables. */
#pragma once

#include "model/sealed.h"

struct seal_round {
    struct sealed sealed; /* without number, time and log */
    struct sealed_count count;
};

/* `complete`: draws the names of jurors and makes the receipts that are not
 * there yet (a write transaction); else what is missing stays missing. false:
 * the round is not closed, or combines a round without a seal. */
bool seal_build(const struct world *w, int64_t round_id, bool complete,
                struct seal_round *r);
