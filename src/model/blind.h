/* Blind editions: where do the texts that jurors read name the company? */
#pragma once

#include "model/name_finder.h"
#include "model/world.h"

#include <stddef.h>

struct blind_place {
    int64_t entry_id;
    const char *code, *organisation;
    const char *label_de, *label_en; /* of the question */
    enum found_what what;
    const char *before, *match, *after; /* the passage */
};

/* All places in nominations that were submitted or admitted, nomination by
 * nomination; how many. Also for an edition that is not blind: the same answers
 * would be left out. */
size_t blind_check(const struct world *w, int64_t edition_id,
                   struct blind_place **place);
/* In how many nominations is there one? */
size_t blind_named(const struct blind_place *place, size_t count);
