/* Checking what was decided: only its form, for a decision is not computed. */
#pragma once

#include "model/verify.h"

struct buf;

/* The block's lines, for the edition of the seals in `v`; the decisions are
 * appended to an array of arena_grow(). */
bool verify_decisions(struct arena *mem, const char *body, size_t bytes,
                      const struct verify *v, struct verify_decision **list,
                      size_t *count, struct sealed_fault *fault);

/* Is a block what is written again? Else *fault says where it is not. */
bool verify_again(const char *body, size_t bytes, const struct buf *again,
                  struct sealed_fault *fault);
