/* Previews on pages: what a page's script is told, the pictures, and the part
 * of a page that shows them. Whoever calls this has asked who may.
 *
 * A place with the path P has three routes:
 *   POST P             wants it anew (preview_want()), then preview_answer()
 *   GET  P             a page of its own: preview_page()
 *   GET  P/page/:page  preview_send()
 * and puts html_preview() (preview_view.h) on its own page, with preview.js
 * among the scripts. */
#pragma once

#include "page/ctx.h"
#include "page/preview_view.h"

/* For the script, JSON: {"state": "none" | "wanted" | "done" | "failed",
 * "pages": 2, "page": [{"src": "P/page/…", "alt": "…"}]}. `name` is whose pages
 * they are, for alternative texts. */
void preview_answer(struct ctx *c, const char *key, const char *path,
                    const char *name);
/* The picture of the page in the path's part "page"; else 404. */
void preview_send(struct ctx *c, const char *key);
/* What html_preview() shows of it. */
struct preview_view preview_show(struct ctx *c, const char *key,
                                 const char *path, const char *name);
