/* Is a round within the rules and bounds? Lists everything that is not. */
#pragma once

#include "model/tally.h"

#define TALLY_STEP_ONE (UINT64_C(1) << 42) /* the inverse of 1 */

/* A criterion's scale, made ready for the loop over the marks. */
struct tally_scale {
    int64_t factor;   /* of a mark above lo, to its share of T: weight * L/D */
    uint64_t inverse; /* of the step: see tally_scale_off() */
    int32_t lo;
    uint32_t range; /* D: hi - lo */
};

/* The round as the check saw it. */
struct tally_shape {
    struct tally_scale *scale; /* of each criterion */
    int64_t weight_sum, range; /* W, L */
    bool common;
};

/* Has its highest bit set when the mark is off the range or the grid, so that
 * a loop can gather it with one |. Exact: for a step and an offset up to 2^20,
 * offset is a multiple of step exactly when offset * ceil(2^42 / step), modulo
 * 2^42, is below ceil(2^42 / step). */
static inline uint64_t tally_scale_off(const struct tally_scale *scale,
                                       int32_t value)
{
    uint32_t offset = (uint32_t)value - (uint32_t)scale->lo;
    uint64_t rest = offset * scale->inverse & (TALLY_STEP_ONE - 1);
    return ((uint64_t)scale->range - offset) | ~(rest - scale->inverse);
}

static inline bool tally_scale_fits(const struct tally_scale *scale,
                                    int32_t value)
{
    return tally_scale_off(scale, value) >> 63 == 0;
}

/* Checks configuration, criteria and counts; false if faults were added. */
bool tally_check(struct arena *mem, const struct tally_input *input,
                 struct tally_shape *shape, struct tally_faults *faults);

/* The configuration alone: all there is to check of a round that combines
 * others. */
void tally_check_config(struct arena *mem, const struct tally_input *input,
                        struct tally_faults *faults);

/* Adds a fault for each mark that is off its scale, and for each whose juror,
 * entry and criterion have been marked before. A criterion that is wrong
 * itself has no scale to be off. Slow: called when something is wrong. */
void tally_check_marks(struct arena *mem, const struct tally_input *input,
                       const struct tally_shape *shape,
                       struct tally_faults *faults);

/* The bounds of a declared rounding alone. */
void tally_check_rounding(struct arena *mem, const struct tally_rounding *rule,
                          struct tally_faults *faults);

/* Adds a fault; beyond TALLY_FAULTS_MAX nothing more is listed. */
void tally_check_add(struct arena *mem, struct tally_faults *faults,
                     struct tally_fault fault);

/* Ends the process unless the mark's indices are within the arrays. */
void tally_check_indices(const struct tally_input *input,
                         const struct tally_mark *mark);
