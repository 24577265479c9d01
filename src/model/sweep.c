/* Erasing files: see sweep.h.
 *
 * Two steps for each file. First one transaction says that it is gone; then a
 * second one looks whether equal bytes are needed by anything else, and removes
 * them while it holds the lock: an upload of the same bytes, which would find
 * them and not write them anew, waits for it. Whoever dies in between leaves
 * bytes that belong to nobody. */
#include "model/sweep.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/log.h"
#include "db/db.h"
#include "gen/sql_sweep.h"
#include "gen/sql_sweep_write.h"
#include "model/audit.h"
#include "model/file.h"
#include "model/upload.h"

enum { DAY_S = 24 * 60 * 60 };

static bool commit(const struct world *w)
{
    if (db_commit(w->db))
        return true;
    log_event("sweep", "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return false;
}

static bool note_changes(const struct world *w)
{
    struct sql_sweep_changes_row row = {0};
    if (!sql_sweep_changes(w->db, &row) || row.count == 0)
        return true;
    if (!db_begin(w->db, DB_WRITE))
        return commit(w);
    sql_sweep_unmark(w->db);
    sql_sweep_mark(w->db, w->now);
    return commit(w);
}

static void log_erasure(const struct world *w,
                        const struct sql_sweep_due_row *f)
{
    struct json_out json;
    struct buf payload;
    buf_init(&payload, w->mem);
    json_out_start(&json, &payload, 0);
    json_object(&json, NULL);
    json_text(&json, "name", f->name);
    json_text(&json, "digest", f->digest);
    json_object_end(&json);
    audit_add(w, "file.erase", "file", f->id, payload.data);
}

void sweep_bytes(const struct world *w, const char *digest)
{
    struct sql_sweep_used_row used;
    const char *path = file_path(w, digest);
    if (sql_sweep_used(w->db, digest, &used) || db_failed(w->db))
        return;
    if (unlink(path) != 0 && errno != ENOENT)
        log_event("sweep", "path", path, "problem", strerror(errno), NULL);
}

static bool erase(const struct world *w, const struct sql_sweep_due_row *f)
{
    struct sql_sweep_digests_row *digest;
    if (!db_begin(w->db, DB_WRITE))
        return commit(w);
    size_t count = sql_sweep_digests(w->db, f->id, &digest);
    sql_sweep_drop_renditions(w->db, f->id);
    sql_sweep_drop_pages(w->db, f->id);
    sql_sweep_gone(w->db, f->id, w->now);
    log_erasure(w, f);
    if (!commit(w))
        return false;
    if (db_begin(w->db, DB_WRITE))
        for (size_t i = 0; i < count; i++)
            sweep_bytes(w, digest[i].digest);
    commit(w);
    return true;
}

size_t sweep_files(const struct world *w)
{
    struct sql_sweep_due_row *due;
    size_t erased = 0;
    if (!note_changes(w))
        return 0;
    size_t count =
        sql_sweep_due(w->db, w->now - (int64_t)UPLOAD_KEPT_DAYS * DAY_S, &due);
    for (size_t i = 0; i < count; i++)
        erased += erase(w, &due[i]);
    return erased;
}
