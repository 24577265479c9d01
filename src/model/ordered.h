/* Lists that people put in order, a step at a time. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Moves one of the ids a place forward (-1) or back (1) in the list. false: it
 * is not there, or at that end already; then nothing has changed. */
bool ordered_move(int64_t *id, size_t count, int64_t which, int step);
