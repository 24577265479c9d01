/* Winners and nominees as everybody may see them. */
#pragma once

#include "model/public.h"
#include "page/gallery_view.h"

struct ctx;
struct edition;

enum { GALLERY_PAGE = 24 };

/* The first page of them as far as they are public now; nothing before that. */
void gallery_load(struct ctx *c, const struct edition *e,
                  struct gallery_view *v);
/* One page, from 0, of those that match. */
void gallery_choose(struct ctx *c, const struct edition *e,
                    const struct public_shown *shown, size_t page,
                    struct gallery_view *v);

/* The reader's language if there is anything in it, else the other. */
struct gallery_text gallery_pick(const struct ctx *c, struct publish_text text);
/* The first paragraph, cut after a word. */
const char *gallery_teaser(struct arena *mem, const char *text);
/* "Winner, Crafts": what it is, in the reader's language. */
const char *gallery_honour(const struct ctx *c, const struct publish_entry *e);
