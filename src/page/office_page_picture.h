/* The pictures of a company's page: what the office prints in place of those of
 * the nomination. */
#pragma once

#include "page/brochure_picture_view.h"
#include "page/ctx.h"
#include "page/release_view.h"

/* The form of that slot, "photo" or "logo", on that page, whose fields are
 * loaded. Words to the photo are written there. */
struct brochure_picture_view
office_page_picture(struct ctx *c, const struct release_view *page,
                    int64_t entry_id, const char *slot);
/* Was one of these forms sent? */
bool office_page_picture_asked(const struct ctx *c);
/* Takes it, and redirects to the page; false: it has errors, and the page is to
 * be shown again. Write transaction. */
bool office_page_picture_take(struct ctx *c, const struct release_view *page,
                              int64_t entry_id);
