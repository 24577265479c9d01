/* Pages about the contents of an edition's brochure. */
#pragma once

#include "page/ctx.h"

struct edition;
struct brochure_caption;

/* The edition of the path. The brochure says who won: closed to who has a
 * conflict in the edition, until everybody may know. false: the reply says so.
 */
bool brochure_place(struct ctx *c, struct edition *e);
/* "/office/edition/2026/brochure/PAGE" */
const char *brochure_page_path(const struct ctx *c, const struct edition *e,
                               const char *page);
/* "/office/edition/2026/brochure/partner/7"; id 0: "…/partner/new" */
const char *brochure_item_path(const struct ctx *c, const struct edition *e,
                               const char *noun, int64_t id);
/* The number in the path's part of that name, 0 for "new"; false: it is
 * neither. */
bool brochure_place_id(const struct ctx *c, const char *name, int64_t *id);

/* A line, or several, that a form sent: not longer than so many characters.
 * A longer one is noted beside the field.
 */
const char *brochure_line(struct ctx *c, const char *field, int characters_max);
const char *brochure_lines(struct ctx *c, const char *field,
                           int characters_max);
/* Shows what is stored, unless the form was sent with that field. */
void brochure_fill(struct ctx *c, const char *field, const char *stored);
