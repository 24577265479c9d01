/* A round's result with the names people know its entries and jurors by: what
 * the files for people and machines are written from. */
#pragma once

#include "model/tally.h"

/* All borrowed. The name arrays are indexed like the input's ids; a NULL name
 * is left empty. */
struct tally_report {
    const char *round;    /* the round's title or slug; never NULL */
    const char *category; /* NULL: none */
    const char *stage;    /* NULL: none */
    const char *const *entry_names;
    const char *const *juror_names;
    const struct tally_input *input;
    const struct tally_result *result; /* NULL: the round is not scored */
};
