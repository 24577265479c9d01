/* Uploaded files: type by content, stored by digest under files/. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    FILE_IMAGE_BYTES_MAX = 12 * 1000 * 1000,
    FILE_DOCUMENT_BYTES_MAX = 20 * 1000 * 1000, /* of an office file, too */
    FILE_UPLOADS_MAX = 100,                     /* of a person, in an hour */
    FILE_PIXELS_MAX = 100000000,   /* as the job process takes them */
    FILE_SIDE_MAX = 20000,         /* the same */
    FILE_COMPANY_DAY_MAX = 150,    /* uploads of a company, in a day */
    FILE_COMPANY_DAY_MB = 600,     /* the same in bytes */
    FILE_COMPANY_EDITION_MB = 1500 /* of a company's files that are kept */
};

enum file_outcome {
    FILE_STORED,
    FILE_TYPE,   /* by its content something else than is asked for */
    FILE_LARGE,  /* over FILE_IMAGE_BYTES_MAX or FILE_DOCUMENT_BYTES_MAX */
    FILE_PIXELS, /* over FILE_PIXELS_MAX or FILE_SIDE_MAX */
    FILE_LOCKED, /* an office file with a password */
    FILE_MACROS, /* an office file with programs in it */
    FILE_OLD,    /* an office file of the time before 2007 */
    FILE_BROKEN, /* an archive that is damaged, or unpacks to far too much */
    FILE_MANY,   /* over FILE_UPLOADS_MAX */
    FILE_DAY,    /* over what a company may send in a day */
    FILE_ROOM,   /* over what is kept for a company in an edition */
    FILE_PROBLEM /* the disk failed; logged */
};

struct file_upload {
    const char *name, *data;
    size_t bytes;
    const char *accepts; /* words of model/content.h */
    int64_t entry_id;    /* the nomination it is for; 0: none */
};

/* Stores an upload of one of the accepted kinds under a clean name and queues
 * a job for what can be shown of it: renditions of a picture, pages of a PDF
 * (model/document.h), nothing of an office file. *id on success. The original
 * is served as an attachment, to those who may have it. Write transaction;
 * bytes that it left on the disk without being committed belong to nobody and
 * do no harm. */
enum file_outcome file_store(const struct world *w, const struct file_upload *u,
                             int64_t *id);
/* The same for a picture of any kind, and for a PDF, of no nomination. */
enum file_outcome file_store_image(const struct world *w, const char *name,
                                   const char *data, size_t bytes, int64_t *id);
enum file_outcome file_store_document(const struct world *w, const char *name,
                                      const char *data, size_t bytes,
                                      int64_t *id);
/* How large a file of that kind may be. */
int file_bytes_max(const char *accepts);

/* Is it a name that a file in HOME/files has? */
bool file_is_digest(const char *name);
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
    bool gone;                /* its bytes are erased */
};
bool file_by_id(const struct world *w, int64_t id, struct file *f);

struct file_rendition {
    const char *size; /* "thumb", "screen", "large" (photos), "print" */
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
 * one with renditions of that type, of a photo in all sizes; false if not. */
bool file_render_like_twin(const struct world *w, int64_t id, const char *type);
/* It cannot be; `problem` in English, for the log. */
void file_render_failed(const struct world *w, int64_t id, const char *problem);
