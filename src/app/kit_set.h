/* Sets a piece of the kit in a confined child: data.json and pictures in, one
 * file out. Knows no database. Like app/render.c, with the templates of
 * assets/kit, and those of the house (HOME/templates) in place of them. */
#pragma once

#include "app/render.h"
#include "app/render_notes.h"
#include "model/kit.h"

struct kit_order {
    const char *home;
    const struct kit *kit;
    const char *output; /* the finished file; replaced only by a whole one */
    struct render_notes *notes; /* pictures left out, added; NULL: not kept */
};

/* Works until it is done, at most RENDER_SECONDS for each step. The same order
 * gives the same bytes. outcome->pages: of a PDF, or how many pictures. */
void kit_set(const struct render_tools *tools, const struct kit_order *order,
             const struct render_watch *watch, struct render_outcome *outcome);

/* The digest of all that has a part in it besides the data: the templates and
 * the program of assets/kit, kit.typ and pictures.mjs of assets/brochure,
 * HOME/templates. */
const char *kit_set_digest(struct arena *mem, const struct render_tools *tools,
                           const char *home);
