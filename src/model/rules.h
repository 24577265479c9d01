/* The rules of a round: criteria, weights, scales, method, ladder, quorum,
 * combination. They are a numbered version; opening the round fixes it as a
 * document, one line of JSON, and from then on nothing changes it. Who wants
 * other rules needs a new round (rule_change.h). */
#pragma once

#include "model/round.h"
#include "model/tally.h"

struct rules {
    const char *round, *category; /* slug; code, or NULL for all */
    const char *disclosure;
    const char *entries; /* "nominees", or NULL for all: then the document does
                            not speak of it */
    int64_t stage, version;
    int decimals; /* of marks and scales */
    struct tally_config config;
    const struct tally_criterion *criteria;
    size_t criterion_count;
};

struct rules_frozen {
    int64_t version;
    const char *document, *digest;
    int64_t frozen_at;
};

/* As the tables have them now; the version is the frozen one, or the one that
 * it would be. NULL, or a sentence: what cannot be read. */
const char *rules_of_round(const struct world *w, const struct round *round,
                           struct rules *rules);

/* The document, without a line break. */
char *rules_write(struct arena *mem, const struct rules *rules);
/* NULL, or what is wrong with the document. Never trusts it. */
const char *rules_read(struct arena *mem, const char *document, size_t bytes,
                       struct rules *rules);

/* false: not fixed yet. */
bool rules_frozen(const struct world *w, int64_t round_id,
                  struct rules_frozen *frozen);
/* Fixes them, once; writes an entry of the log. Write transaction. */
void rules_freeze(const struct world *w, const struct round *round);
/* Do the tables still say what was fixed? NULL, or a sentence. */
const char *rules_drift(const struct world *w, const struct round *round);
