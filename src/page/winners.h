/* The gallery of an edition, and what all public pages share. */
#pragma once

#include "page/ctx.h"

struct edition;

void get_winners(struct ctx *c);

/* The edition in the path as far as its nominees or winners are public; else
 * 404, the same for whatever is not public. */
bool winners_edition(struct ctx *c, struct edition *e);
/* Answers with the page as it was made before (page/shelf.h); called first.
 * false: it has to be made. */
bool winners_kept(struct ctx *c);
/* The reply may be kept for a while by whoever asks without an account, but
 * not beyond the next instant at which a page says more; 304 if that is what
 * the browser has. Called last, when the body is there. */
void winners_keep(struct ctx *c);
/* Fills in what the address of this page tells of both languages. `query` of
 * the page without the language: "" or "page=2&". */
void winners_meta(struct ctx *c, struct page_meta *meta, const char *query);
/* Gives a page that has no picture for those who share it the cover of the
 * edition's brochure, or (edition_id 0) of the newest, where the winners are
 * public. */
void winners_cover(const struct ctx *c, int64_t edition_id,
                   struct page_meta *meta);
