/* What is in a reading pack: data for assets/brochure/pack.typ. */
#pragma once

#include "model/pack.h"

struct pack_image {
    const char *name; /* as in data.json: "images/17.jpg" */
    const char *path; /* of the re-encoded picture */
};

struct pack_print {
    const char *data; /* data.json: assets/brochure/README.md */
    size_t data_bytes;
    const struct pack_image *image;
    size_t image_count;
    int64_t created_at; /* when it was ordered */
    const char *input;  /* see pack_input_digest() */
};

/* false: the meeting or the juror is gone. */
bool pack_input(const struct world *w, const struct pack *pack,
                struct pack_print *print);

/* Over all that he may read just now, without what is his own: as long as it is
 * the same, a pack that was made may be given to him. */
const char *pack_input_digest(const struct world *w, const struct pack *pack);
