/* Reading packs, their orders and their end: see pack.h. What is in them:
 * pack_print.c. */
#include "model/pack.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_pack.h"
#include "gen/sql_pack_write.h"
#include "model/audit.h"
#include "model/pack_print.h"
#include "model/sweep.h"

enum { ATTEMPTS_MAX = 3, SILENT_S = 5 * 60, DAY_S = 24 * 60 * 60 };

static struct pack pack_from(const struct sql_pack_of_row *row)
{
    struct pack pack = {
        .id = row->id,
        .meeting_id = row->meeting_id,
        .jury_member_id = row->jury_member_id,
        .lang = LANG_DE,
        .notes = row->notes != 0,
        .state = row->state,
        .input = row->input,
        .digest = row->digest,
        .bytes = row->bytes,
        .attempts = row->attempts,
        .ordered_at = row->ordered_at,
        .done_at = row->done_at,
    };
    lang_from_code(row->language, &pack.lang);
    return pack;
}

bool pack_of(const struct world *w, int64_t meeting_id, int64_t jury_member_id,
             struct pack *pack)
{
    struct sql_pack_of_row row;
    if (!sql_pack_of(w->db, meeting_id, jury_member_id, &row))
        return false;
    *pack = pack_from(&row);
    return true;
}

static bool pack_by_id(const struct world *w, int64_t id, struct pack *pack)
{
    struct sql_pack_by_id_row row;
    return sql_pack_by_id(w->db, id, &row) &&
           pack_of(w, row.meeting_id, row.jury_member_id, pack);
}

bool pack_is_under_way(const struct pack *pack)
{
    return str_equal(pack->state, "waiting") ||
           str_equal(pack->state, "running");
}

bool pack_is_good(const struct world *w, const struct pack *pack)
{
    return str_equal(pack->state, "done") &&
           str_equal(pack->input, pack_input_digest(w, pack));
}

/* --- ordering ---------------------------------------------------------------
 */

void pack_order(const struct world *w, int64_t meeting_id,
                int64_t jury_member_id, enum lang lang, bool notes)
{
    sql_pack_order(w->db, meeting_id, jury_member_id, lang_code(lang), notes,
                   world_actor(w), w->now);
    audit_add(w, "pack.order", "jury_member", jury_member_id, NULL);
}

size_t pack_order_all(const struct world *w, int64_t meeting_id)
{
    struct sql_pack_people_row *row;
    size_t people = sql_pack_people(w->db, meeting_id, &row), count = 0;
    for (size_t i = 0; i < people; i++) {
        struct pack pack = {.notes = false};
        enum lang lang = LANG_DE;
        bool known = pack_of(w, meeting_id, row[i].jury_member_id, &pack);
        if (known && (pack_is_under_way(&pack) || pack_is_good(w, &pack)))
            continue;
        lang_from_code(row[i].language, &lang);
        pack_order(w, meeting_id, row[i].jury_member_id,
                   known ? pack.lang : lang, pack.notes);
        count++;
    }
    return count;
}

void pack_drop(const struct world *w, int64_t jury_member_id)
{
    struct sql_pack_of_juror_row *row;
    size_t count = sql_pack_of_juror(w->db, jury_member_id, &row);
    for (size_t i = 0; i < count; i++) {
        sql_pack_drop(w->db, row[i].id);
        if (*row[i].digest != '\0')
            sweep_bytes(w, row[i].digest);
    }
}

/* --- making -----------------------------------------------------------------
 */

int64_t pack_next(const struct world *w)
{
    struct sql_pack_next_row row;
    return sql_pack_next(w->db, w->now - SILENT_S, &row) ? row.id : 0;
}

/* Bytes of an earlier one go first: they hold what may not be read any more. */
bool pack_claim(const struct world *w, int64_t id, struct pack *pack)
{
    if (sql_pack_claim(w->db, id, w->now - SILENT_S, w->now) == 0 ||
        !pack_by_id(w, id, pack))
        return false;
    if (*pack->digest != '\0') {
        sql_pack_forget(w->db, id);
        sweep_bytes(w, pack->digest);
    }
    return true;
}

void pack_made(const struct world *w, const struct pack *pack,
               const char *input, const char *digest, int64_t bytes)
{
    if (sql_pack_made(w->db, pack->id, pack->attempts, pack->ordered_at, input,
                      digest, bytes, w->now) == 0)
        sweep_bytes(w, digest);
}

void pack_unmade(const struct world *w, const struct pack *pack,
                 const char *problem, bool broken_off)
{
    bool again = broken_off || pack->attempts < ATTEMPTS_MAX;
    sql_pack_unmade(w->db, pack->id, again ? "waiting" : "failed", problem);
}

void pack_requeue(const struct world *w)
{
    sql_pack_requeue(w->db);
}

/* --- erasing ----------------------------------------------------------------
 */

static bool commit(const struct world *w)
{
    if (db_commit(w->db))
        return true;
    log_event("pack", "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return false;
}

static bool erase(const struct world *w, int64_t id, const int64_t *closed_at)
{
    struct pack pack;
    bool erased = false;
    if (!db_begin(w->db, DB_WRITE))
        return commit(w) && false;
    bool over =
        closed_at != NULL && *closed_at < w->now - (int64_t)PACK_DAYS * DAY_S;
    if (pack_by_id(w, id, &pack) && str_equal(pack.state, "done") &&
        (over || !pack_is_good(w, &pack))) {
        sql_pack_erase(w->db, id);
        audit_add(w, "pack.erase", "jury_member", pack.jury_member_id, NULL);
        sweep_bytes(w, pack.digest);
        erased = true;
    }
    return commit(w) && erased;
}

size_t pack_sweep(const struct world *w)
{
    struct sql_pack_done_row *row;
    size_t rows = sql_pack_done(w->db, &row), count = 0;
    for (size_t i = 0; i < rows; i++)
        count += erase(w, row[i].id, row[i].closed_at);
    if (db_failed(w->db))
        commit(w);
    return count;
}
