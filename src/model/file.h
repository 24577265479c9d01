/* Uploaded files: type by content, stored by digest under files/. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum { FILE_IMAGE_BYTES_MAX = 12 * 1024 * 1024 };

enum file_outcome {
    FILE_STORED,
    FILE_TYPE,   /* not one of PNG, JPEG, WebP, SVG by its content */
    FILE_LARGE,  /* over FILE_IMAGE_BYTES_MAX */
    FILE_PROBLEM /* the disk failed; logged */
};

/* Stores an image and queues a job that re-encodes it. *id on success. Only
 * the re-encoded renditions are ever shown; the original is served as an
 * attachment to those who may have it. */
enum file_outcome file_store_image(const struct world *w, const char *name,
                                   const char *data, size_t bytes, int64_t *id);

/* Path of the bytes of a digest: HOME/files/DIGEST */
char *file_path(const struct world *w, const char *digest);
