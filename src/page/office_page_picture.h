/* The pictures of a company's page: what the office prints in place of those of
 * the nomination. */
#pragma once

#include "page/brochure_picture_view.h"
#include "page/ctx.h"

/* The form of that slot: "photo" or "logo". `path`: where it is sent. */
struct brochure_picture_view office_page_picture(struct ctx *c,
                                                 const char *path,
                                                 int64_t entry_id,
                                                 const char *slot);
/* Was one of these forms sent? */
bool office_page_picture_asked(const struct ctx *c);
/* Takes it, and redirects to `path`; false: it has errors, and the page is to
 * be shown again. Write transaction. */
bool office_page_picture_take(struct ctx *c, const char *path,
                              int64_t entry_id);
