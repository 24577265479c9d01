/* The package for a designer who sets the brochure anew: all its texts as ICML
 * and for data merge, its data as JSON, its pictures as they were uploaded, and
 * what is in it. What may not be printed is not in it (model/publish.h), nor
 * are marks, comments or contacts. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct designer_file {
    const char *name; /* in the package: "texte/e07_lichtwerk.icml" */
    const char *data;
    size_t bytes;
};

struct designer_picture {
    const char *name;   /* in the package: "bilder/e07_lichtwerk_foto.jpg" */
    const char *data;   /* in data.json: "images/17-photo.jpg" */
    const char *source; /* path of the bytes */
    bool strip;         /* they are an upload, to be given without metadata */
};

struct designer {
    const char *slug;   /* of the edition */
    int64_t created_at; /* when something of it was changed last */
    const char *digest; /* of all of it: the same input has the same */
    const struct designer_file *file;
    size_t file_count;
    const struct designer_picture *picture;
    size_t picture_count;
};

/* false if there is no such edition. Names are ASCII, in order, and none stands
 * there twice. Read transaction. */
bool designer_build(const struct world *w, int64_t edition_id,
                    struct designer *out);

/* The bytes of a picture as the package has them, to be freed with the arena;
 * NULL: they cannot be read. */
char *designer_picture_read(struct arena *mem,
                            const struct designer_picture *picture,
                            size_t *bytes);
