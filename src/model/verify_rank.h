/* The rankings of a checked bundle with the drawn lots in them. */
#pragma once

#include "model/verify.h"

/* Sets `official` and `by_lot` of every seal. */
void verify_rank(struct arena *mem, struct verify *v, struct verify_seal *seal);
