/* Shared ranks by exact comparison, and the median without sorting. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;

/* An entry's score: total / ballots. */
struct tally_key {
    int64_t total;   /* within 2^62 */
    int32_t ballots; /* at least 1 */
    int32_t entry;
};

/* Below 0 when a stands before b (its score is higher), 0 when the scores are
 * exactly equal, above 0 otherwise. */
int tally_rank_compare(const struct tally_key *a, const struct tally_key *b);

/* Sorts the keys by descending score, equal ones by entry (as they come in),
 * and sets rank[entry] from 1: equal scores share a rank, the following ranks
 * are skipped (1, 2, 2, 4). The keys come in ascending by entry. */
void tally_rank(struct arena *mem, struct tally_key *keys, size_t count,
                int32_t *rank);

/* Twice the median of `count` >= 1 values, whose order is changed: for an even
 * count the sum of the two in the middle. Values within 2^61. Linear in the
 * number of values for each bit in which they differ, and usually twice. */
int64_t tally_rank_twice_median(int64_t *values, size_t count);
