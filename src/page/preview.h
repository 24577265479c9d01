/* Previews on pages: what a page's script is told, the pictures, and the part
 * of a page that shows them. Whoever calls this has asked who may.
 *
 * A place with the path P has four routes:
 *   POST P             preview_want(), then preview_wanted()
 *   GET  P             a page of its own with html_preview_page(); the handler
 *                      calls preview_reload() for who has no script
 *   GET  P/state       preview_answer()
 *   GET  P/page/:page  preview_send()
 * and puts html_preview() on the page with the form, whose scripts have
 * preview.js after keep.js and draft.js. A form that draft.js does not save
 * bears data-preview-form: preview.js sends its fields along with the wish. */
#pragma once

#include "page/ctx.h"
#include "page/preview_view.h"

/* What html_preview() shows. `name` is whose pages they are, for alternative
 * texts. */
struct preview_view preview_show(struct ctx *c, const char *key,
                                 const char *path, const char *name);

/* JSON for the script: {"state": "none" | "wanted" | "done" | "failed",
 * "text": "…", "page": [{"src": "P/page/…", "alt": "…"}]}. */
void preview_answer(struct ctx *c, const struct preview_view *v);
/* After a wish: the same, or for a button (field "see") to the page P. */
void preview_wanted(struct ctx *c, const struct preview_view *v);
/* While it is being made the page looks again by itself. */
void preview_reload(struct ctx *c, const struct preview_view *v);

/* The picture of the page in the path's part "page"; else 404. Only as <img>:
 * opened by itself it can do nothing. */
void preview_send(struct ctx *c, const char *key);
