/* The pictures of something that gets typeset: what data.json calls them, and
 * where they lie. */
#pragma once

#include "model/world.h"

struct secret_digest;

struct print_image {
    const char *name;  /* as in data.json: "images/17-photo.jpg" */
    const char *path;  /* of the re-encoded picture */
    const char *large; /* of a photo for print: the size that a page on the
                        * screen needs; NULL: the same */
};

struct print_images {
    struct print_image *image;
    size_t count;
    struct secret_digest *digest; /* takes the pictures' digests, or NULL */
};

/* Remembers a file's picture in one of its sizes (model/file.h) and gives
 * its name: "images/STEM.png" or ".jpg". The same name is not listed twice.
 * NULL if file_id is 0 or the picture is not re-encoded in that size. */
const char *print_image_add(const struct world *w, struct print_images *images,
                            const char *stem, int64_t file_id,
                            const char *size);
