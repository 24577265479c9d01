/* A round's result, recomputed from the ballots at every call; there are no
 * stored totals. Counted are submitted ballots without a conflict. A ballot
 * begun but not submitted is listed and does not count, and so is one whose
 * juror declared a conflict later. */
#pragma once

#include "model/round.h"
#include "model/tally_report.h"

#include <stdbool.h>
#include <stddef.h>

/* An assigned ballot that is not in the calculation, and why. */
enum result_absence {
    RESULT_NOT_GIVEN, /* nothing at all */
    RESULT_DRAFT,     /* begun, not submitted */
    RESULT_ABSTAINED,
    RESULT_CONFLICTED
};

struct result_left_out {
    const char *entry, *organisation; /* code, name */
    const char *juror, *name;
    enum result_absence why;
    const char *reason; /* of an abstention, else "" */
};

struct result {
    struct round round;
    struct criterion *criteria; /* in the order of the input's criteria */
    /* report.official is NULL if the round is not scored: see faults, or the
     * status in `method` */
    struct tally_report report;
    const struct tally_official *method; /* also if its status is not ok */
    const struct result *stage; /* of a round that combines others: these */
    size_t stage_count;         /* 0: it has marks of its own */
    const char *combine_fault;  /* why they cannot be combined, or NULL */
    struct tally_input input;
    struct tally_result tally;
    struct tally_faults faults; /* why it is not scored, e.g. E_EMPTY */
    const struct result_left_out *left_out;
    size_t left_out_count;
    /* row ids, indexed like the input's entries and jurors */
    const int64_t *entry_ids, *juror_ids;
};

/* Fills *out, which must not move afterwards (the report points into it).
 * false: no such round, or it is open or replaced: marks of an open round are
 * nobody's, and those of a replaced one are kept but count nowhere. A round
 * that combines others has a result when it is closed. */
bool result_of_round(const struct world *w, int64_t round_id,
                     struct result *out);

/* The result of some of its entries among themselves, as if the others had not
 * been there: ranks, ties and checks of a category. Scores are the same. false:
 * there is no ranking, or scores depend on the others (calibrated with ballots
 * missing, combined). *out must not move afterwards. */
bool result_narrow(const struct world *w, const struct result *r,
                   const bool *keep, struct result *out);

/* Computes everything the specification has (agreement, stability, …) into
 * report.all, once; NULL for a combined or unscored round, or for one so large
 * that a page would keep others waiting and `patient` is false. */
const struct tally_all *result_all(const struct world *w, struct result *r,
                                   bool patient);
