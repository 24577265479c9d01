/* The form in which rules are written: from a draft to fields, and back. */
#pragma once

#include "model/rule_draft.h"
#include "page/ctx.h"

/* Criteria have rows of fields "k0_weight" …; one more row than there may be
 * criteria is read. */
enum { RULES_ROWS_MAX = TALLY_CRITERIA_MAX + 1 };

struct rules_form {
    struct rule_draft draft;
    size_t row[RULES_ROWS_MAX]; /* of each criterion of the draft */
};

/* Fills the fields, with an empty row at the end. */
void rules_form_fill(struct ctx *c, const struct rule_draft *draft);
/* How many rows were sent, or filled. */
size_t rules_form_rows(const struct ctx *c);
/* Reads the fields; what is not a number is an error at its field. `now` are
 * the rules that the form is about. */
void rules_form_read(struct ctx *c, const struct rule_draft *now,
                     struct rules_form *form);
/* The field for what is wrong with all of it. */
const char *rules_form_first(const struct rules_form *form);
/* Puts the model's faults beside their fields. */
void rules_form_faults(struct ctx *c, const struct rules_form *form,
                       const struct tally_faults *faults);

/* "k3_weight" */
const char *rules_field(struct arena *mem, size_t row, const char *what);
