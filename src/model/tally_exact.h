/* Fractions, rounding to decimals, and parts that add up.
 *
 * Rounding is commercial (DIN 1333, half away from zero) and always starts
 * from the exact fraction, never from a double. */
#pragma once

#include "base/int128.h"

#include <stddef.h>

struct arena;

enum {
    TALLY_EXACT_DECIMALS_MAX = 6,
    TALLY_EXACT_PARTS_MAX = 64 /* of tally_exact_parts() */
};

/* Reduced, denominator positive; |numerator| and denominator below 10^30, so
 * that rounding does not overflow. */
struct tally_fraction {
    i128 numerator, denominator;
};

/* Reduces; the denominator must be positive. */
struct tally_fraction tally_exact(i128 numerator, i128 denominator);
/* Below 0, 0 or above 0, as a is below, equal to or above b. */
int tally_exact_compare(struct tally_fraction a, struct tally_fraction b);
/* a - b, for scores (not contributions) within the engine's bounds. */
struct tally_fraction tally_exact_minus(struct tally_fraction a,
                                        struct tally_fraction b);
/* The double's own value, less its bits below 2^-52; |value| below 10^7. */
struct tally_fraction tally_exact_of_double(double value);
double tally_exact_double(struct tally_fraction f);
/* In units of 10^-decimals, decimals 0..6. */
i128 tally_exact_round(struct tally_fraction f, int decimals);

/* Any 128-bit integer in digits. */
char *tally_exact_int(struct arena *mem, i128 value);
/* "7/1", "-3/2" */
char *tally_exact_text(struct arena *mem, struct tally_fraction f);
/* 678 with 2 is "6.78"; -5 with 1 is "-0.5"; 7 with 0 is "7". */
char *tally_exact_units(struct arena *mem, i128 units, int decimals);
/* The same without zeros at the end: 160 with 2 is "1.6". */
char *tally_exact_short(struct arena *mem, i128 units, int decimals);
/* The fraction rounded: "6.85" */
char *tally_exact_display(struct arena *mem, struct tally_fraction f,
                          int decimals);

/* Rounds parts so that they add up to `total` (their sum, rounded), by largest
 * remainder, equal remainders in the given order. `shown` has room for `count`
 * (at most 64) numbers of units. */
void tally_exact_parts(const struct tally_fraction *parts, size_t count,
                       int decimals, i128 total, i128 *shown);
