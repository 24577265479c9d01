/* Ranks from keys, ten thousand times over: a table of counts where keys are
 * dense, each with each where they are few, a radix sort else. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;
struct tally_places;

/* For `count` entries, at most 65,535 for ranks. `none`: the key of an entry
 * that has no score, above all others. `tolerance` is of scores: neighbours in
 * their order that differ by no more are equal. */
struct tally_places *tally_places_new(struct arena *mem, size_t count,
                                      int32_t none, double tolerance);

/* Sets the ranks by ascending key, 0 for none. With `score` (else NULL) those
 * of equal keys are told apart by descending score. */
void tally_places_rank(struct tally_places *places, const int32_t *key,
                       const double *score, uint16_t *rank);

/* Adds 1 to `first` of each entry with rank 1. */
void tally_places_first(const struct tally_places *places, const int32_t *key,
                        const double *score, int32_t *first);
