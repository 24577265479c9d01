/* A closed round with its result, for pages and files. */
#pragma once

#include "model/result.h"
#include "model/tally_exact.h"
#include "page/result_view.h"
#include "page/round_place.h"

struct result_place {
    struct edition edition;
    struct result result;
    const struct tally_report_score *score; /* of the input's entries */
    const struct tally_official *official;  /* NULL: there is no ranking */
    /* everything the specification has; NULL without a ranking by marks of its
     * own, and for a round too large for a page */
    const struct tally_all *all;
    /* the figures of the round's own method, also of a round too large for
     * `all`; NULL without a ranking by marks of its own */
    const struct tally_panel *own;
    struct tally_trimmed trimmed;       /* only if that is the method */
    struct tally_calibrated calibrated; /* likewise */
    const int32_t *panel; /* of the input's entries: their number in `own`,
                             -1: none; NULL without */
};

/* false: 404 is said; also to who has a conflict in the round (bar.h), and
 * while the round is open, and then the attempt is noted in the log. */
bool result_place(struct ctx *c, struct result_place *p);
/* The answer to who asks for the marks of an open round: 404, and an entry of
 * the log. */
void result_refuse_open(struct ctx *c, const struct round *round);
/* Takes another result of the same round (a narrower one). */
void result_place_set(struct ctx *c, struct result_place *p,
                      const struct result *result);
/* Adds `all` and `own`: for pages that show checks and steps. */
void result_place_all(struct ctx *c, struct result_place *p);

const char *result_points(const struct ctx *c, struct tally_fraction f,
                          int decimals);
/* A double that is no score: "0.03", "−0.40". */
const char *result_real(const struct ctx *c, double value, int decimals);
/* Names of the parts with weights and colours; how many there are. */
size_t result_criteria(struct ctx *c, const struct result *r,
                       struct result_criterion **list);
/* A part's name: a criterion, or a combined round. */
const char *result_part_name(const struct ctx *c, const struct result *r,
                             size_t part);
/* The pieces of an entry's bar, and the same in words. */
const struct result_bar *result_bars(struct ctx *c,
                                     const struct result_place *p, size_t entry,
                                     const char **text);
/* What the entry before in the ranking has more: shown with as many decimals
 * as it takes to see it. */
const char *result_gap(struct ctx *c, const struct result_place *p,
                       size_t above, size_t entry);

/* The method in a few words; rules_words.h has the text to be published. */
const char *result_method_name(const struct ctx *c, const struct result *r);

/* "A, B and C", or 20 names and how many others, of numbers in the input's
 * entries, or jurors. */
const char *result_entry_names(struct ctx *c, const struct result *r,
                               const int32_t *entry, size_t count);
const char *result_juror_names(struct ctx *c, const struct result *r,
                               const int32_t *juror, size_t count);
