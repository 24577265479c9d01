/* The ballots as dense rows, juror by juror, one value for each entry: a
 * replicate of the bootstrap is a sum of rows, which the compiler turns into
 * vectors. What comes out is a key for each entry, the smaller the better.
 *
 * Values are T without what all have in common: the least is taken away and
 * the rest divided by the greatest common divisor, which changes no order. In
 * single precision while that is exact; then keys alone tell entries apart,
 * and equal keys are equal scores. Else in double precision: keys only bring
 * near what is near, and scores decide. */
#pragma once

#include "model/tally_panel.h"

enum { TALLY_ROWS_AT_ONCE = 4 };

/* The jurors of a replicate, ascending, and how often each was drawn; then the
 * first of them again, no times, up to a multiple of TALLY_ROWS_AT_ONCE. Nobody
 * who was not drawn may stand here: lowest and highest do not look at times. */
struct tally_drawn {
    size_t count;
    uint32_t *juror;
    float *times;
};

struct tally_rows;

/* With `leniency`, of each juror, values are points less leniency. Returns NULL
 * when neither precision is exact; never with `leniency`. */
struct tally_rows *tally_rows_new(struct arena *mem,
                                  const struct tally_panel *panel, bool trimmed,
                                  const double *leniency);

/* The key of an entry that has no score; all others are below. */
int32_t tally_rows_none(const struct tally_rows *rows);

/* Sets each entry's key. Returns their scores, which mean nothing for an entry
 * that has none; NULL when keys are enough. */
const double *tally_rows_keys(struct tally_rows *rows,
                              const struct tally_drawn *drawn, int32_t *key);
