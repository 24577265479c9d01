/* Checking a decision seal (decided.h): its form, that it stands on seals of
 * the bundle, that outcomes follow from counts and rules, that what stands
 * follows from carried motions, that amounts follow from prizes, and that
 * motions say rightly whether they depart from the ranking. */
#pragma once

#include "model/decided.h"
#include "model/verify.h"

/* Reads the block; false: *fault says what is wrong in which of its lines. */
bool verify_decided(struct arena *mem, const char *body, size_t bytes,
                    const struct verify *v, struct decided *d,
                    struct sealed_fault *fault);

/* What only the whole bundle shows, once rankings have their lots. NULL, or a
 * sentence. */
const char *verify_decided_whole(struct arena *mem, const struct verify *v,
                                 const struct decided *d);

/* A motion whose mark of departing cannot be right. NULL, or a sentence. Said
 * only where the bundle proves it: who competed at that instant is known of
 * nominees, and of rounds that are one category's. */
const char *verify_departures(struct arena *mem, const struct verify *v,
                              const struct decided *d);
