/* A round's result with the names people know its entries and jurors by: what
 * the files for people and machines are written from. */
#pragma once

#include "model/tally_official.h"

/* All borrowed. The name arrays are indexed like the input's ids; a NULL name
 * is left empty. */
struct tally_report {
    const char *round;    /* the round's title or slug; never NULL */
    const char *category; /* NULL: none */
    const char *stage;    /* NULL: none */
    const char *const *entry_names;
    const char *const *juror_names;
    const struct tally_input *input;
    const struct tally_result *result;     /* NULL: the round is not scored, or
                                              combined of others */
    const struct tally_official *official; /* NULL: there is no ranking */
    const struct tally_all *all; /* for JSON; NULL: mean and median only */
    int decimals;                /* shown */
    const char *const *stages;   /* of a combined round: its rounds' slugs */
};

/* All entries in the order a list shows them: the ranked ones by final rank,
 * then the others ascending. As many as the input has. */
const int32_t *tally_report_order(struct arena *mem,
                                  const struct tally_report *report);

/* A score and its parts as a list shows them; text is NULL without a rank. */
struct tally_report_score {
    const char *text;
    int decimals;          /* of the text and the parts */
    int64_t rounded;       /* the score in units of 10^-decimals */
    const int64_t *part;   /* each part's contribution, in the same units; they
                              add up to `rounded` */
    const char *numerator; /* of the exact score; NULL: it is calibrated */
    const char *denominator;
};

/* The names of the ranking's parts: criteria, or combined rounds. */
size_t tally_report_parts(struct arena *mem, const struct tally_report *report,
                          const char *const **names);

/* The scores of all entries, indexed like the input. */
const struct tally_report_score *
tally_report_scores(struct arena *mem, const struct tally_report *report);

/* The ballot that a mark belongs to; NULL if the round is not scored. */
const struct tally_ballot *
tally_report_ballot(const struct tally_report *report,
                    const struct tally_mark *mark);
