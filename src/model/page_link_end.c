/* Whom a page was sent to is nobody's business for ever: see page_link.h. */
#include "model/page_link.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/log.h"
#include "db/db.h"
#include "gen/sql_page.h"
#include "gen/sql_page_write.h"

enum { DAY_S = 24 * 60 * 60 };

static size_t over(const struct world *w, struct sql_page_link_over_row **row)
{
    return sql_page_link_over(
        w->db, w->now - (int64_t)PAGE_LINK_KEEP_DAYS * DAY_S, row);
}

static void erase(const struct world *w, const struct sql_page_link_over_row *l)
{
    sql_page_link_attempts_drop(w->db, l->id);
    sql_page_link_versions_drop(w->db, l->id);
    sql_page_link_mails_drop(w->db, l->id);
    sql_page_draft_drop(w->db, l->entry_id,
                        arena_printf(w->mem, "link %" PRId64, l->id));
    sql_page_link_erase_log(w->db, l->id);
    sql_page_link_erase(w->db, l->id);
}

size_t page_link_sweep(const struct world *w)
{
    struct sql_page_link_over_row *row;
    size_t count = over(w, &row);
    if (count == 0 && !db_failed(w->db))
        return 0; /* a look takes no lock */
    if (db_begin(w->db, DB_WRITE)) {
        count = over(w, &row);
        for (size_t i = 0; i < count; i++)
            erase(w, &row[i]);
    }
    if (db_commit(w->db))
        return count;
    log_event("page", "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return 0;
}
