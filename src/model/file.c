/* Uploaded files. The bytes lie under the name of their digest, so the same
 * picture twice is one file, and a file once written never changes. What is
 * not needed any more, file_sweep.c erases. */
#include "model/file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_file.h"
#include "gen/sql_file_write.h"
#include "model/audit.h"
#include "model/content.h"
#include "model/job.h"

enum {
    COPY_BYTES_MAX = 64 * 1024 * 1024,
    HOUR_S = 60 * 60,
    DAY_S = 24 * HOUR_S,
    MB = 1000 * 1000
};

bool file_is_digest(const char *name)
{
    return strlen(name) == SECRET_DIGEST_HEX - 1 &&
           strspn(name, "0123456789abcdef") == SECRET_DIGEST_HEX - 1;
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

/* --- storing --------------------------------------------------------------
 */

/* Anybody can register, and a picture that is replaced stays on the disk for
 * weeks. The shell has no bound. */
static bool too_many(const struct world *w)
{
    struct sql_file_uploads_row row = {0};
    return w->user_id != 0 &&
           sql_file_uploads(w->db, w->user_id, w->now - HOUR_S, &row) &&
           row.count >= FILE_UPLOADS_MAX;
}

/* One company must not keep the queue busy or fill the disk: what its people
 * sent together in a day, and what is kept for it in an edition. */
static enum file_outcome budget(const struct world *w,
                                const struct file_upload *u)
{
    struct sql_file_company_day_row day = {0};
    struct sql_file_company_kept_row kept = {0};
    int64_t bytes = (int64_t)u->bytes;
    if (w->user_id == 0)
        return FILE_STORED;
    if (too_many(w))
        return FILE_MANY;
    if (u->entry_id == 0)
        return FILE_STORED;
    sql_file_company_day(w->db, u->entry_id, w->now - DAY_S, &day);
    sql_file_company_kept(w->db, u->entry_id, &kept);
    if (day.count >= FILE_COMPANY_DAY_MAX ||
        day.bytes + bytes > (int64_t)FILE_COMPANY_DAY_MB * MB)
        return FILE_DAY;
    return kept.bytes + bytes > (int64_t)FILE_COMPANY_EDITION_MB * MB
               ? FILE_ROOM
               : FILE_STORED;
}

int file_bytes_max(const char *accepts)
{
    return content_among(accepts, "pdf") || content_among(accepts, "office")
               ? FILE_DOCUMENT_BYTES_MAX
               : FILE_IMAGE_BYTES_MAX;
}

static enum file_outcome judge(const struct file_upload *u,
                               const struct content *c)
{
    switch (c->fault) {
    case CONTENT_FINE:
        break;
    case CONTENT_UNKNOWN:
        return FILE_TYPE;
    case CONTENT_LOCKED:
        return FILE_LOCKED;
    case CONTENT_MACROS:
        return FILE_MACROS;
    case CONTENT_OLD:
        return FILE_OLD;
    case CONTENT_BOMB:
    case CONTENT_BROKEN:
        return FILE_BROKEN;
    }
    if (!content_among(u->accepts, c->word))
        return FILE_TYPE;
    if (u->bytes > (size_t)file_bytes_max(c->word))
        return FILE_LARGE;
    if (c->width > FILE_SIDE_MAX || c->height > FILE_SIDE_MAX ||
        (int64_t)c->width * c->height > FILE_PIXELS_MAX)
        return FILE_PIXELS;
    return FILE_STORED;
}

static void queue_job(const struct world *w, const struct content *c,
                      int64_t id)
{
    if (content_is_picture(c->type))
        job_add_image(w, id);
    else if (!content_is_office(c->type))
        job_add_document(w, id);
}

enum file_outcome file_store(const struct world *w, const struct file_upload *u,
                             int64_t *id)
{
    enum file_outcome end = budget(w, u);
    if (end != FILE_STORED)
        return end;
    if (u->bytes > (size_t)file_bytes_max(u->accepts))
        return FILE_LARGE;
    struct content c = content_look(u->data, u->bytes);
    end = judge(u, &c);
    /* an archive of a kind that is not asked for anyway: say that */
    if (end != FILE_STORED && c.fault != CONTENT_FINE &&
        !content_among(u->accepts, "office"))
        end = FILE_TYPE;
    if (end != FILE_STORED)
        return end;
    const char *digest = file_keep(w, u->data, u->bytes);
    if (digest == NULL)
        return FILE_PROBLEM;
    const int64_t width = c.width, height = c.height;
    *id = sql_file_add(
        w->db, digest,
        u->name[0] == '\0' ? "" : content_name(w->mem, u->name, c.ending),
        c.type, (int64_t)u->bytes, world_actor(w), w->now,
        content_is_office(c.type) ? "none" : "waiting",
        u->entry_id != 0 ? &u->entry_id : NULL, width > 0 ? &width : NULL,
        width > 0 ? &height : NULL);
    audit_add(w, "file.store", "file", *id,
              arena_printf(w->mem, "{\"digest\":\"%s\"}", digest));
    queue_job(w, &c, *id);
    return FILE_STORED;
}

enum file_outcome file_store_image(const struct world *w, const char *name,
                                   const char *data, size_t bytes, int64_t *id)
{
    const struct file_upload u = {name, data, bytes, content_usual("image"), 0};
    return file_store(w, &u, id);
}

enum file_outcome file_store_document(const struct world *w, const char *name,
                                      const char *data, size_t bytes,
                                      int64_t *id)
{
    const struct file_upload u = {name, data, bytes, content_usual("file"), 0};
    return file_store(w, &u, id);
}

/* --- reading ---------------------------------------------------------------
 */

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
        .gone = row.gone_at != NULL,
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
