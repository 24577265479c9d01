/* Checking a sealed bundle from the file alone: no home, no database, no
 * network. Everything in it is recomputed; the first thing that does not fit
 * ends the check. */
#pragma once

#include "model/sealed.h"

struct verify_seal {
    struct sealed sealed;
    struct sealed_count count;
    const char *digest;
    const char *marks; /* digest of rules and marks */
};

struct verify_decision {
    const char *entry, *kind, *category; /* category NULL: none */
};

struct verify_lot {
    const char *round, *phrase, *marks;
    int64_t rank;
    size_t entries;
};

struct verify {
    const char *key; /* that signed everything, hex */
    const struct verify_seal *seal;
    size_t seal_count;
    const struct verify_lot *lot;
    size_t lot_count;
    const struct verify_decision *decision;
    size_t decision_count;
    size_t receipts; /* that fit their marks */
    /* what does not fit */
    size_t line;
    const char *fault;
};

/* `key` NULL: any, as long as it is one for all blocks. false: see the fault.
 */
bool verify_bundle(struct arena *mem, const char *text, size_t bytes,
                   const char *key, struct verify *v);
