/* Who scores what: the table of check boxes on a round's page. */
#pragma once

#include "model/round.h"
#include "page/ctx.h"
#include "page/round_view.h"

/* The part of the matrix that ?page= asks for. */
void matrix_fill(struct ctx *c, const struct round *r, struct matrix_view *v);

/* Applies a sent matrix: only what was shown in it can change. In an open
 * round nothing is taken away. */
void matrix_apply(struct ctx *c, const struct round *r);

/* Back to where the form was. */
const char *matrix_path(const struct ctx *c, const struct round *r);
