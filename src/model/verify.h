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
    size_t before;     /* the round's seal before, from 1; 0: none */
    bool newest;       /* of its round */
    const struct sealed_ballot *const *receipt; /* see verify_follow.h */
    size_t receipt_count;
    /* the ranking with the lots that were drawn; NULL: there is none */
    const struct tally_official *official;
    const bool *by_lot; /* of each nomination: does a lot decide its rank? */
};

struct decided; /* decided.h */

struct verify_decision {
    const char *entry, *kind, *category; /* category NULL: none */
    bool sealed;                         /* is the nomination in a seal? */
};

struct verify_lot {
    const char *round, *phrase, *marks;
    int64_t rank;
    int64_t seal;             /* number of the first seal with these marks */
    const char *const *entry; /* the first place first */
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
    const struct decided *decided; /* the decision seal; NULL: none */
    size_t receipts;               /* that fit their marks */
    /* what does not fit */
    size_t line;
    const char *fault;
};

/* `key` NULL: any, as long as it is one for all blocks. false: see the fault.
 */
bool verify_bundle(struct arena *mem, const char *text, size_t bytes,
                   const char *key, struct verify *v);

/* Does the nomination at this place of the order share its final rank? */
bool verify_shared(const struct tally_official *o, size_t i);
