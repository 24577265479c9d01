/* The job table. A job is claimed by one UPDATE, so two processes never get
 * the same; it is looked for with a read first, so that an idle job process
 * takes no lock. Whoever dies at it leaves it running; the next start of the
 * job process puts it back, and after three attempts it has failed. */
#include "model/job.h"

#include "base/log.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_job.h"
#include "gen/sql_job_write.h"
#include "model/file.h"

enum { ATTEMPTS_MAX = 3, SILENT_S = 5 * 60 };

/* One company with a hundred pictures must not let all others wait: each waits
 * in a lane of its own, and of every lane one job is taken in turn. */
static const struct job_order none = {.product = "", .language = ""};

static int64_t add(const struct world *w, const char *kind,
                   const int64_t *edition_id, const int64_t *file_id,
                   const struct job_order *order)
{
    struct sql_job_lane_row waits = {.lane = ""};
    int64_t id = sql_job_add(w->db, kind, edition_id, file_id, order->product,
                             order->language, world_actor(w), w->now);
    sql_job_lane(w->db, file_id, world_actor(w), &waits);
    sql_job_turn_add(w->db, id, waits.lane);
    return id;
}

int64_t job_add_image(const struct world *w, int64_t file_id)
{
    return add(w, "image", NULL, &file_id, &none);
}

int64_t job_add_document(const struct world *w, int64_t file_id)
{
    return add(w, "document", NULL, &file_id, &none);
}

int64_t job_add(const struct world *w, const struct job_order *order)
{
    return add(w, order->kind, &order->edition_id, NULL, order);
}

bool job_by_id(const struct world *w, int64_t id, struct job *job)
{
    struct sql_job_by_id_row row;
    if (!sql_job_by_id(w->db, id, &row))
        return false;
    *job = (struct job){
        .id = row.id,
        .kind = row.kind,
        .edition_id = row.edition_id ? *row.edition_id : 0,
        .file_id = row.file_id ? *row.file_id : 0,
        .product = row.product,
        .language = row.language,
        .pages = row.pages,
        .notes = row.notes,
        .state = row.state,
        .message = row.message,
        .result = row.result,
        .progress = row.progress,
        .result_bytes = row.result_bytes,
        .created_at = row.created_at,
        .finished_at = row.finished_at,
    };
    return true;
}

bool job_cancel(const struct world *w, int64_t id)
{
    return sql_job_cancel(w->db, id, w->now) > 0;
}

/* Ends a transaction of ours. What could not be written is tried again by
 * whoever looks at the table next. */
static bool commit(const struct world *w)
{
    if (db_commit(w->db))
        return true;
    log_event("job", "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return false;
}

bool job_claim(const struct world *w, struct job *job)
{
    struct sql_job_waiting_row waiting;
    struct sql_job_claim_row claimed;
    if (!sql_job_waiting(w->db, &waiting)) {
        if (db_failed(w->db))
            commit(w);
        return false;
    }
    if (!db_begin(w->db, DB_WRITE))
        return commit(w);
    bool found =
        sql_job_claim(w->db, w->now, &claimed) && job_by_id(w, claimed.id, job);
    return commit(w) && found;
}

void job_progress(const struct world *w, int64_t id, int percent,
                  const char *message)
{
    if (db_begin(w->db, DB_WRITE))
        sql_job_beat(w->db, id, percent, message, w->now);
    commit(w);
}

bool job_cancelled(const struct world *w, int64_t id)
{
    struct sql_job_state_row row;
    if (!sql_job_state(w->db, id, &row)) {
        if (db_failed(w->db))
            commit(w);
        return false;
    }
    return str_equal(row.state, "cancelled");
}

void job_done(const struct world *w, int64_t id, const char *result,
              int64_t bytes)
{
    if (db_begin(w->db, DB_WRITE))
        sql_job_finish(w->db, id, result, bytes, w->now);
    commit(w);
}

/* The file of a failed job is not waiting any more. */
static void fail_or_wait(const struct world *w, int64_t id, const char *message,
                         bool retry)
{
    struct sql_job_state_row row;
    if (!sql_job_state(w->db, id, &row) || !str_equal(row.state, "running"))
        return;
    if (retry && row.attempts < ATTEMPTS_MAX) {
        sql_job_wait(w->db, id, message);
        return;
    }
    sql_job_fail(w->db, id, message, w->now);
    if (row.file_id != NULL)
        file_render_failed(w, *row.file_id, message);
}

void job_failed(const struct world *w, int64_t id, const char *message,
                bool retry)
{
    if (db_begin(w->db, DB_WRITE))
        fail_or_wait(w, id, message, retry);
    commit(w);
}

void job_give_back(const struct world *w, int64_t id)
{
    if (db_begin(w->db, DB_WRITE))
        sql_job_give_back(w->db, id);
    commit(w);
}

/* Running jobs that last gave a sign of life at that time or before. */
static void requeue(const struct world *w, int64_t beat_before)
{
    struct sql_job_running_row *job;
    size_t count = sql_job_running(w->db, beat_before, &job);
    if (count == 0 && !db_failed(w->db))
        return;
    if (db_begin(w->db, DB_WRITE)) {
        for (size_t i = 0; i < count; i++)
            fail_or_wait(w, job[i].id, "the job process did not get to its end",
                         true);
    }
    commit(w);
}

void job_requeue_all(const struct world *w)
{
    requeue(w, INT64_MAX);
}

void job_requeue_silent(const struct world *w)
{
    requeue(w, w->now - SILENT_S);
}
