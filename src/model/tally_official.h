/* The ranking that counts, whatever the round's method: one form for pages,
 * files and seals. Scores are fractions here; a calibrated score is the exact
 * value of its double.
 *
 * Also the last steps of the ladder, which people take: a drawing of lots or
 * the jury's word comes in as places within a tie. */
#pragma once

#include "model/tally_all.h"

struct tally_official {
    enum tally_method method;
    bool combined;            /* of other rounds; `method` says nothing then */
    enum tally_status status; /* other than TALLY_OK: no ranking */
    const int32_t *lacking;   /* entries with too few marks for the method */
    size_t lacking_count;
    size_t entries; /* of the input: the arrays below are indexed so */
    size_t parts;   /* criteria, or combined rounds */
    struct tally_fraction *score;
    /* contributions, [entry * parts + part]; they add up to the score, of a
     * calibrated one to within its rounding */
    struct tally_fraction *part;
    int32_t *rank, *rank_final;  /* 0: not ranked */
    const int64_t *twice_median; /* of T; NULL: combined */
    const int64_t *weight;       /* of each part: the ladder climbs by it */
    double tolerance;            /* of scores that count as equal; 0: exactly */
    int32_t *order; /* ranked entries by rank_final, equal ones by id */
    size_t count;
    struct tally_fraction low, high; /* of the scale */
};

/* Of a scored round, by its method. `all` may be NULL: what the method needs
 * is computed then. */
struct tally_official *tally_official(struct arena *mem,
                                      const struct tally_result *result,
                                      const struct tally_all *all);

/* Breaks ties that the ladder left: of entries that share a final rank and all
 * have a place (from 1; 0: none) the one with the smaller place comes first. */
void tally_official_decide(struct tally_official *official,
                           const int32_t *place);

/* Sets rank_final and order from the ranks and the ladder's step of parts: how
 * combined scores are ranked. */
void tally_official_ladder(struct tally_official *official,
                           const struct tally_config *config);

/* The ladder's own steps for two entries of equal rank. */
struct tally_step tally_official_climb(const struct tally_official *official,
                                       const struct tally_config *config,
                                       size_t a, size_t b);

/* What separates two ranked entries, as tally_tie() says of the mean; a
 * criterion is a part here. */
struct tally_step tally_official_tie(const struct tally_official *official,
                                     const struct tally_config *config,
                                     size_t a, size_t b);

/* --- combined stages --- */

/* One of the rounds that are combined, in the order of the declaration. */
struct tally_stage {
    const struct tally_official *official;
    int64_t share;
    /* the combined round's number of each of its entries; -1: none */
    const int32_t *entry;
};

/* final = sum of share * score / sum of shares, exactly, for entries that have
 * a score in every stage; so it stays on the scale, and the order is that of
 * the sum. NULL with *why when it cannot be had: scales that differ, a stage
 * without a ranking, or numbers from 10^30 on. */
struct tally_official *tally_combine(struct arena *mem,
                                     const struct tally_config *config,
                                     const struct tally_stage *stage,
                                     size_t stages, size_t entries,
                                     const char **why);
