/* The table of measures: see fit.h. A measure belongs to a revision of its
 * nomination, so nobody who changes an answer has to know of it. Whoever
 * changes the page alone says so: fit_stale(). */
#include "model/fit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_fit.h"
#include "gen/sql_fit_write.h"
#include "model/brochure.h"

enum { QUIET_S = 2 }; /* whoever types on is not measured at each save */

enum fit_state fit_of(const struct world *w, int64_t entry_id, struct fit *fit)
{
    struct sql_fit_get_row row;
    *fit = (struct fit){0};
    if (!sql_fit_get(w->db, entry_id, &row) || row.measured_at == NULL ||
        (str_equal(row.state, "failed") && row.fresh))
        return FIT_UNKNOWN;
    *fit = (struct fit){row.pages, row.page, row.de, row.en};
    return row.fresh ? FIT_FRESH : FIT_OLD;
}

void fit_want(const struct world *w, int64_t entry_id)
{
    sql_fit_want(w->db, entry_id);
}

void fit_stale(const struct world *w, int64_t entry_id)
{
    sql_fit_stale(w->db, entry_id);
}

void fit_stale_all(const struct world *w, int64_t edition_id)
{
    sql_fit_stale_all(w->db, edition_id);
}

size_t fit_waiting(const struct world *w, int64_t edition_id)
{
    struct sql_fit_waiting_row row = {0};
    sql_fit_waiting(w->db, edition_id, &row);
    return (size_t)row.count;
}

static bool commit(const struct world *w)
{
    if (db_commit(w->db))
        return true;
    db_rollback(w->db);
    return false;
}

bool fit_next(const struct world *w, struct fit_work *work)
{
    struct sql_fit_next_row row;
    struct buf data;
    bool built = false;
    buf_init(&data, w->mem);
    bool found =
        db_begin(w->db, DB_READ) && sql_fit_next(w->db, w->now - QUIET_S, &row);
    if (found)
        built = brochure_page(w, row.id, &data);
    if (!commit(w) || !found)
        return false;
    *work = (struct fit_work){row.id, row.revision, row.before, data.data};
    if (!built)
        fit_failed(w, work);
    return built;
}

void fit_measured(const struct world *w, const struct fit_work *work,
                  const struct fit *fit)
{
    if (db_begin(w->db, DB_WRITE))
        sql_fit_measured(w->db, work->entry_id, work->revision, work->before,
                         fit->pages, fit->page, fit->de, fit->en, w->now);
    commit(w);
}

void fit_failed(const struct world *w, const struct fit_work *work)
{
    if (db_begin(w->db, DB_WRITE))
        sql_fit_failed(w->db, work->entry_id, work->revision, work->before);
    commit(w);
}
