/* Checking what was decided: only its form, for a decision is not computed. */
#pragma once

#include "model/verify.h"

/* The block's lines, for the edition of the seals in `v`; the decisions are
 * appended to an array of arena_grow(). */
bool verify_decisions(struct arena *mem, const char *body, size_t bytes,
                      const struct verify *v, struct verify_decision **list,
                      size_t *count, struct sealed_fault *fault);
