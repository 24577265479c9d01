/* What jobs of an edition leave under HOME/exports: found again for the same
 * input, shown, tried anew, removed when it is old. */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_job.h"
#include "gen/sql_job_write.h"
#include "model/job.h"

enum { DAY_S = 24 * 60 * 60, STRAY_S = DAY_S };

bool job_retry(const struct world *w, int64_t id)
{
    return sql_job_retry(w->db, id) > 0;
}

enum job_way job_under_way(const struct world *w, const struct job_order *order)
{
    struct sql_job_under_way_row row;
    if (!sql_job_under_way(w->db, order->edition_id, order->kind,
                           order->product, order->language, &row))
        return JOB_NOT_UNDER_WAY;
    return str_equal(row.state, "running") ? JOB_RUNS : JOB_WAITS;
}

static struct job_row row_of(const struct sql_job_list_row *row,
                             const char *kind, int64_t edition_id)
{
    return (struct job_row){
        .job = {.id = row->id,
                .kind = kind,
                .edition_id = edition_id,
                .product = row->product,
                .language = row->language,
                .state = row->state,
                .message = row->message,
                .result = row->result,
                .notes = row->notes,
                .pages = row->pages,
                .progress = row->progress,
                .result_bytes = row->result_bytes,
                .created_at = row->created_at,
                .finished_at = row->finished_at},
        .person = row->person,
        .ahead = row->ahead,
        .memory_kb = row->memory_kb,
        .seconds = row->seconds,
    };
}

size_t job_list(const struct world *w, int64_t edition_id, const char *kind,
                struct job_row **list)
{
    struct sql_job_list_row *row;
    size_t count = sql_job_list(w->db, edition_id, kind, JOB_SHOWN, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = row_of(&row[i], kind, edition_id);
    return count;
}

static bool commit(const struct world *w)
{
    if (db_commit(w->db))
        return true;
    log_event("job", "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return false;
}

void job_made(const struct world *w, int64_t id,
              const struct job_result *result)
{
    if (db_begin(w->db, DB_WRITE))
        sql_job_made(w->db, id, result->pages, result->seconds,
                     result->memory_kb, result->notes);
    commit(w);
}

static const char *place_of(const struct world *w, const char *file)
{
    return arena_printf(w->mem, "%s/exports/%s", w->home, file);
}

static bool is_whole(const struct world *w, const struct sql_job_same_row *row)
{
    struct stat info;
    return row->result_bytes > 0 &&
           lstat(place_of(w, row->result), &info) == 0 &&
           S_ISREG(info.st_mode) && info.st_size == row->result_bytes;
}

bool job_find_twin(const struct world *w, int64_t id, const char *digest,
                   struct job_twin *twin)
{
    struct sql_job_same_row *row = NULL;
    struct job job;
    size_t count = 0;
    if (db_begin(w->db, DB_WRITE) && job_by_id(w, id, &job)) {
        sql_job_set_digest(w->db, id, digest);
        count = sql_job_same(w->db, job.edition_id, job.kind, digest, &row);
    }
    if (!commit(w))
        return false;
    for (size_t i = 0; i < count; i++)
        if (is_whole(w, &row[i])) {
            *twin =
                (struct job_twin){row[i].id, row[i].result, row[i].result_bytes,
                                  row[i].pages, row[i].notes};
            return true;
        }
    return false;
}

/* The row lets go of the file first: whoever dies in between leaves a file that
 * the next look does not find, never a row whose file is missing. */
static bool remove_result(const struct world *w, const char *result)
{
    if (!db_begin(w->db, DB_WRITE))
        return commit(w);
    sql_job_drop_result(w->db, result);
    if (!commit(w))
        return false;
    if (unlink(place_of(w, result)) != 0 && errno != ENOENT)
        log_event("job", "file", result, "problem", strerror(errno), NULL);
    return true;
}

/* A finished file has its name a moment before its job has it. */
static bool is_old(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0 && S_ISREG(info.st_mode) &&
           clock_now() - info.st_mtime > STRAY_S;
}

/* What a job left that is gone with its edition, or died too early. */
static size_t remove_strays(const struct world *w)
{
    struct sql_job_has_result_row row;
    const struct dirent *item;
    size_t removed = 0;
    DIR *folder = opendir(place_of(w, ""));
    if (folder == NULL)
        return 0; /* nothing was ever made */
    while ((item = readdir(folder)) != NULL) {
        const char *path = place_of(w, item->d_name);
        if (is_old(path) && !sql_job_has_result(w->db, item->d_name, &row) &&
            !db_failed(w->db) && unlink(path) == 0)
            removed++;
    }
    closedir(folder);
    return removed;
}

size_t job_sweep(const struct world *w)
{
    struct sql_job_old_results_row *row;
    size_t removed = 0,
           count = sql_job_old_results(
               w->db, JOB_KEPT, w->now - (int64_t)JOB_KEPT_DAYS * DAY_S, &row);
    if (db_failed(w->db)) {
        commit(w);
        return 0;
    }
    for (size_t i = 0; i < count; i++)
        removed += remove_result(w, row[i].result);
    return removed + remove_strays(w);
}
