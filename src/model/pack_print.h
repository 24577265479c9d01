/* What is in a reading pack: data for assets/brochure/pack.typ. */
#pragma once

#include "model/pack.h"
#include "model/print_image.h"

struct pack_print {
    const char *data; /* data.json: assets/brochure/README.md */
    size_t data_bytes;
    struct print_images images;
    int64_t created_at; /* when it was ordered */
    const char *input;  /* see pack_input_digest() */
};

/* false: the meeting or the juror is gone. */
bool pack_input(const struct world *w, const struct pack *pack,
                struct pack_print *print);

/* Over all that he may read just now, without what is his own: as long as it is
 * the same, a pack that was made may be given to him. */
const char *pack_input_digest(const struct world *w, const struct pack *pack);
