/* What whoever speaks at the ceremony has to know about a company. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct ceremony_note {
    int64_t entry_id;
    const int64_t *position;   /* in the order of the evening; NULL: after those
                                  that have one, as in the brochure */
    const char *pronunciation; /* "" if none, like the rest */
    const char *guests;        /* a line for each place card: "name; what" */
    const char *laudator;
    const char *laudatio_de, *laudatio_en; /* "": the jury's reason */
};

/* All of an edition, by nomination. */
size_t ceremony_notes(const struct world *w, int64_t edition_id,
                      struct ceremony_note **list);
/* That of one nomination in such a list; an empty one if there is none. */
struct ceremony_note ceremony_note_of(const struct ceremony_note *list,
                                      size_t count, int64_t entry_id);
/* Stores it, logged if something of it changed. Write transaction. */
void ceremony_note_put(const struct world *w,
                       const struct ceremony_note *before,
                       const struct ceremony_note *note);
