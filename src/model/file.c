/* Uploaded files. What a file is, its content says (libmagic): neither its
 * name nor what the browser claims. The bytes lie under the name of their
 * digest, so the same picture twice is one file, and a file once written never
 * changes. The only file that knows libmagic. */
#include "model/file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <magic.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_file.h"
#include "gen/sql_file_write.h"
#include "model/audit.h"
#include "model/job.h"

enum {
    TYPE_BYTES = 64 * 1024, /* of the beginning tell the type */
    COPY_BYTES_MAX = 64 * 1024 * 1024,
    HOUR_S = 60 * 60
};

static const char *const image_types[] = {"image/png", "image/jpeg",
                                          "image/webp", "image/svg+xml", NULL};
static const char *const document_types[] = {"application/pdf", NULL};

/* One of the types, which end with NULL, or NULL. The checks that look into
 * archives, programs and office documents are off: nothing of that is taken
 * anyway. */
static const char *type_among(const char *const *types, const char *data,
                              size_t bytes)
{
    const char *known = NULL;
    int flags = MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR |
                MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_CSV |
                MAGIC_NO_CHECK_JSON | MAGIC_NO_CHECK_APPTYPE |
                MAGIC_NO_CHECK_TOKENS;
    magic_t magic = magic_open(flags);
    if (magic == NULL || magic_load(magic, NULL) != 0)
        die("libmagic: %s", magic ? magic_error(magic) : strerror(errno));
    if (bytes > TYPE_BYTES)
        bytes = TYPE_BYTES;
    const char *type = magic_buffer(magic, data, bytes);
    for (size_t i = 0; types[i] != NULL; i++)
        if (str_equal(type, types[i]))
            known = types[i];
    magic_close(magic);
    return known;
}

char *file_path(const struct world *w, const char *digest)
{
    return arena_printf(w->mem, "%s/files/%s", w->home, digest);
}

const char *file_keep(const struct world *w, const void *data, size_t bytes)
{
    const char *digest = secret_digest(w->mem, data, bytes);
    const char *path = file_path(w, digest);
    if (file_exists(path) || file_write(path, data, bytes, 0600))
        return digest;
    log_event("file", "path", path, "problem", strerror(errno), NULL);
    return NULL;
}

const char *file_keep_copy(const struct world *w, const char *path,
                           int64_t *bytes)
{
    size_t size = 0;
    char *data = file_read(path, COPY_BYTES_MAX, &size);
    if (data == NULL) {
        log_event("file", "path", path, "problem", strerror(errno), NULL);
        return NULL;
    }
    const char *digest = file_keep(w, data, size);
    *bytes = (int64_t)size;
    free(data);
    return digest;
}

/* Anybody can register, and a picture that is replaced stays on the disk: it is
 * part of what was submitted once. The shell has no bound. */
static bool too_many(const struct world *w)
{
    struct sql_file_uploads_row row = {0};
    return w->user_id != 0 &&
           sql_file_uploads(w->db, w->user_id, w->now - HOUR_S, &row) &&
           row.count >= FILE_UPLOADS_MAX;
}

struct upload {
    const char *name, *data;
    size_t bytes;
};

static enum file_outcome store(const struct world *w, const struct upload *u,
                               const char *const *types, int64_t *id)
{
    if (too_many(w))
        return FILE_MANY;
    const char *type = type_among(types, u->data, u->bytes);
    if (type == NULL)
        return FILE_TYPE;
    const char *digest = file_keep(w, u->data, u->bytes);
    if (digest == NULL)
        return FILE_PROBLEM;
    const int64_t *user = world_actor(w);
    *id = sql_file_add(w->db, digest, u->name, type, (int64_t)u->bytes, user,
                       w->now);
    audit_add(w, "file.store", "file", *id,
              arena_printf(w->mem, "{\"digest\":\"%s\"}", digest));
    return FILE_STORED;
}

enum file_outcome file_store_image(const struct world *w, const char *name,
                                   const char *data, size_t bytes, int64_t *id)
{
    const struct upload u = {name, data, bytes};
    if (bytes > FILE_IMAGE_BYTES_MAX)
        return FILE_LARGE;
    enum file_outcome end = store(w, &u, image_types, id);
    if (end == FILE_STORED)
        job_add_image(w, *id);
    return end;
}

enum file_outcome file_store_document(const struct world *w, const char *name,
                                      const char *data, size_t bytes,
                                      int64_t *id)
{
    const struct upload u = {name, data, bytes};
    if (bytes > FILE_DOCUMENT_BYTES_MAX)
        return FILE_LARGE;
    enum file_outcome end = store(w, &u, document_types, id);
    if (end == FILE_STORED)
        job_add_document(w, *id);
    return end;
}

bool file_by_id(const struct world *w, int64_t id, struct file *f)
{
    struct sql_file_by_id_row row;
    if (!sql_file_by_id(w->db, id, &row))
        return false;
    *f = (struct file){
        .id = row.id,
        .digest = row.digest,
        .name = row.name,
        .type = row.type,
        .bytes = row.bytes,
        .render_state = row.render_state,
    };
    return true;
}

bool file_rendition(const struct world *w, int64_t id, const char *size,
                    struct file_rendition *r)
{
    struct sql_file_rendition_row row;
    if (!sql_file_rendition(w->db, id, size, &row))
        return false;
    *r = (struct file_rendition){
        .size = size,
        .digest = row.digest,
        .type = row.type,
        .bytes = row.bytes,
        .width = row.width,
        .height = row.height,
    };
    return true;
}

void file_rendered(const struct world *w, int64_t id,
                   const struct file_rendition *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sql_file_rendition_put(w->db, id, list[i].size, list[i].digest,
                               list[i].type, list[i].bytes, list[i].width,
                               list[i].height);
    sql_file_set_render_state(w->db, id, "done", NULL);
}

bool file_render_like_twin(const struct world *w, int64_t id, const char *type)
{
    if (sql_file_copy_renditions(w->db, id, type) == 0)
        return false;
    sql_file_set_render_state(w->db, id, "done", NULL);
    return true;
}

void file_render_failed(const struct world *w, int64_t id, const char *problem)
{
    sql_file_set_render_state(w->db, id, "failed", problem);
}
