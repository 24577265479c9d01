/* Uploaded files: type by content, stored by digest under files/. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    FILE_IMAGE_BYTES_MAX = 12 * 1000 * 1000,
    FILE_DOCUMENT_BYTES_MAX = 20 * 1000 * 1000,
    FILE_UPLOADS_MAX = 40 /* of a person, in an hour */
};

enum file_outcome {
    FILE_STORED,
    FILE_TYPE,   /* by its content something else than is asked for */
    FILE_LARGE,  /* over FILE_IMAGE_BYTES_MAX or FILE_DOCUMENT_BYTES_MAX */
    FILE_MANY,   /* over FILE_UPLOADS_MAX */
    FILE_PROBLEM /* the disk failed; logged */
};

/* Stores an image (PNG, JPEG, WebP, SVG) and queues a job that re-encodes it.
 * *id on success. Only
 * the re-encoded renditions are ever shown; the original is served as an
 * attachment to those who may have it. Write transaction; bytes that it left
 * on the disk without being committed belong to nobody and do no harm. */
enum file_outcome file_store_image(const struct world *w, const char *name,
                                   const char *data, size_t bytes, int64_t *id);
/* The same for a PDF, whose pages a job makes: see model/document.h. */
enum file_outcome file_store_document(const struct world *w, const char *name,
                                      const char *data, size_t bytes,
                                      int64_t *id);

/* Path of the bytes of a digest: HOME/files/DIGEST */
char *file_path(const struct world *w, const char *digest);

/* Puts bytes under files/, safely on the disk; equal bytes are one file. The
 * digest, or NULL if the disk failed (logged). No transaction needed. */
const char *file_keep(const struct world *w, const void *data, size_t bytes);

/* The same for a finished picture at that path; *bytes is its size. */
const char *file_keep_copy(const struct world *w, const char *path,
                           int64_t *bytes);

struct file {
    int64_t id;
    const char *digest, *name, *type; /* type: by content */
    int64_t bytes;
    const char *render_state; /* "none", "waiting", "done", "failed" */
};
bool file_by_id(const struct world *w, int64_t id, struct file *f);

struct file_rendition {
    const char *size; /* "thumb", "screen", "print" */
    const char *digest, *type;
    int64_t bytes, width, height; /* pixels */
};
/* The re-encoded image in that size; false if it is not ready. */
bool file_rendition(const struct world *w, int64_t id, const char *size,
                    struct file_rendition *r);
/* The image is re-encoded: its renditions, whose bytes are kept already. */
void file_rendered(const struct world *w, int64_t id,
                   const struct file_rendition *list, size_t count);
/* Takes over the renditions of another upload of the same bytes, if there is
 * one with renditions of that type; false if not. */
bool file_render_like_twin(const struct world *w, int64_t id, const char *type);
/* It cannot be; `problem` in English, for the log. */
void file_render_failed(const struct world *w, int64_t id, const char *problem);
