/* The parts of a brochure between cover and back, in order. */
#pragma once

#include "model/brochure_design.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct brochure_part {
    int64_t id;       /* 0: not stored, as an edition has it at first */
    const char *kind; /* as in data.json: "contents" … "own" */
    bool shown;
    const char *title_de, *title_en; /* "": the usual heading */
    const char *body_de, *body_en;   /* of an own page: Markdown */
    int64_t file_id;                 /* of an own page: a picture; 0: none */
    struct brochure_caption picture;
};

/* All of them: contents, greetings, about, jury, overview, entries, specials,
 * participants, call, partners, imprint, as long as nobody has changed that.
 * What an edition file does not name stands at the end, left out. */
size_t brochure_parts(const struct world *w, int64_t edition_id,
                      struct brochure_part **list);
/* What it is called in addresses and forms: its kind; of an own page its
 * number. */
const char *brochure_part_key(const struct world *w,
                              const struct brochure_part *part);
/* By that; false if there is none. */
bool brochure_part_find(const struct world *w, int64_t edition_id,
                        const char *key, struct brochure_part *part);

/* These are write transactions and logged. */
/* One place forward (-1) or back (1). */
void brochure_part_move(const struct world *w, int64_t edition_id,
                        const char *key, int step);
void brochure_part_show(const struct world *w, int64_t edition_id,
                        const char *key, bool shown);
/* Headings and texts; `key` NULL: a new own page, in front of the imprint. Its
 * number; 0: there is none of that key. */
int64_t brochure_part_save(const struct world *w, int64_t edition_id,
                           const char *key, const struct brochure_part *part);
/* Of an own page; file 0: no picture any more. The words that go with it. */
void brochure_part_picture(const struct world *w, int64_t edition_id,
                           int64_t id, int64_t file_id);
void brochure_part_describe(const struct world *w, int64_t edition_id,
                            int64_t id, const struct brochure_caption *caption);
/* Own pages only. */
void brochure_part_delete(const struct world *w, int64_t edition_id,
                          int64_t id);
