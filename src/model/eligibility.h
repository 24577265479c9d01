/* Who can take part: what is asked before the form of a nomination, what
 * follows from the answers, and which category they propose. */
#pragma once

#include "model/entry.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum { ELIGIBILITY_UNIT = 100 }; /* sizes are in hundredths */

struct eligibility_question {
    int64_t id;
    const char *code, *kind; /* 'yesno', 'size', 'winner' */
    const char *label_de, *label_en, *help_de, *help_en;
    const char *refusal_de, *refusal_en; /* why such an answer rules out */
    const char *refused;                 /* "yes", "no", or "" */
    const char *unit;                    /* of a size: "heads" or "fte" */
    const char *value;                   /* "" as long as it is not answered */
    int64_t category_id;                 /* proposed after a yes, or 0 */
    int64_t won_year; /* the database knows of an earlier win then, or 0:
                         nothing to be asked */
    bool rules_out;   /* this answer does */
};

struct eligibility {
    const char *intro_de, *intro_en;
    struct eligibility_question *question;
    size_t count;
    bool complete;       /* every question is answered; also where none is */
    bool refused;        /* an answer rules out */
    int64_t category_id; /* which the answers propose, or 0 */
};

void eligibility_load(const struct world *w, const struct entry *e,
                      struct eligibility *l);

/* Stores the answer: "yes" or "no", a size in hundredths, "" none. Each change
 * goes to the audit log. true if it is one. */
bool eligibility_answer(const struct world *w, int64_t entry_id,
                        const struct eligibility_question *q,
                        const char *value);

/* The category whose size that is, or 0. */
int64_t eligibility_category(const struct world *w, int64_t edition_id,
                             int64_t size);
