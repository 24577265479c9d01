/* Checking a drawing of lots. */
#pragma once

#include "model/verify.h"

/* The block's lines: was the secret fixed, do the keys follow from it, and are
 * they all those who shared the rank? The seals before it are in `v`. */
bool verify_lot(struct arena *mem, const char *body, size_t bytes,
                const struct verify *v, struct verify_lot *lot,
                struct sealed_fault *fault);
