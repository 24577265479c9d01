/* Reading what a juror typed into the sheet; faults stand beside the fields. */
#pragma once

#include "page/sheet.h"

/* The mark in a form's field, in units; NULL if it is empty, or not on the
 * criterion's scale: then the fault is noted. */
const int64_t *sheet_input_value(struct ctx *c, int decimals,
                                 const struct criterion *k, const char *field);
/* The text of a comment's field; too long is noted as a fault. */
const char *sheet_input_comment(struct ctx *c, const char *field);
/* All marks and comments of the form, in the order of the criteria. */
struct mark *sheet_input_marks(struct ctx *c, const struct jury_place *p,
                               const struct sheet *s);
/* What handing in still misses: a mark, or words that the round asks for. Each
 * is noted beside its field. */
void sheet_input_missing(struct ctx *c, const struct jury_place *p,
                         const struct sheet *s);
