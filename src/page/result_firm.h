/* How firmly a ranking stands, for the page of a round's result. */
#pragma once

#include "page/presence_kind.h"
#include "page/result_firm_view.h"
#include "page/result_select.h"

/* With so many jurors or fewer all figures of stability are ornament
 * (section 11 of the specification). */
enum { FIRM_JURORS_FEW = 2, FIRM_ROWS_MAX = 100 };

/* "1–3", or "1" */
const char *firm_range(const struct ctx *c, int32_t best, int32_t worst);

/* The word of section 11.4, and why; nothing where it is not defined. */
void firm_word(struct ctx *c, const struct result_place *p,
               struct firm_view *v);
/* Everything else: ranges, weights, heat map, other methods. */
void firm_fill(struct ctx *c, const struct result_place *p,
               const struct selection *s, const enum result_presence *presence,
               struct firm_view *v);

/* Parts of it, each in a file of its own. */
void firm_fill_weights(struct ctx *c, const struct result_place *p,
                       const struct selection *s, struct firm_view *v);
void firm_fill_checks(struct ctx *c, const struct result_place *p,
                      const struct selection *s, struct firm_view *v);
void firm_fill_heat(struct ctx *c, const struct result_place *p,
                    const struct selection *s,
                    const enum result_presence *presence, struct firm_view *v);
