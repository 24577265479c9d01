/* Nominees, winners and commendations; the audit log keeps each with what it
 * said before. */
#include "model/honour.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_honour.h"
#include "gen/sql_honour_write.h"
#include "model/address.h"
#include "model/audit.h"

struct honour {
    const char *kind, *category, *reason_de, *reason_en; /* NULL: none */
    const char *motion;
    const char *all; /* digest of all honours of the nomination */
};

const char *honour_digest(const struct world *w, int64_t entry_id)
{
    struct sql_honour_of_entry_row *row;
    size_t count = sql_honour_of_entry(w->db, entry_id, &row);
    struct buf text;
    buf_init(&text, w->mem);
    for (size_t i = 0; i < count; i++) {
        buf_addf(&text, "%s\n%s\n%zu %s\n%zu %s\n%" PRId64 "\n", row[i].kind,
                 row[i].category ? row[i].category : "",
                 strlen(row[i].reason_de), row[i].reason_de,
                 strlen(row[i].reason_en), row[i].reason_en, row[i].decided_at);
        if (row[i].motion_id != NULL) /* else as before there were motions */
            buf_addf(&text, "motion %" PRId64 "\n", *row[i].motion_id);
    }
    return secret_digest(w->mem, text.data, text.bytes);
}

static struct honour find(const struct world *w, int64_t entry_id,
                          const char *kind)
{
    struct sql_honour_get_row row;
    if (!sql_honour_get(w->db, entry_id, kind, &row))
        return (struct honour){.all = honour_digest(w, entry_id)};
    return (struct honour){
        .kind = kind,
        .category = row.category,
        .reason_de = row.reason_de,
        .reason_en = row.reason_en,
        .motion = row.motion_id
                      ? arena_printf(w->mem, "%" PRId64, *row.motion_id)
                      : NULL,
        .all = honour_digest(w, entry_id),
    };
}

static void keep_trace(const struct world *w, const char *action,
                       int64_t entry_id, const struct honour *before,
                       const struct honour *after)
{
    const struct audit_field fields[] = {
        {"kind", before->kind, after->kind},
        {"category", before->category, after->category},
        {"reason_de", before->reason_de, after->reason_de},
        {"reason_en", before->reason_en, after->reason_en},
        {"motion", before->motion, after->motion},
        {"honours", before->all, after->all},
    };
    audit_change(w, action, "entry", entry_id, fields,
                 sizeof fields / sizeof *fields);
}

static bool put(const struct world *w, int64_t entry_id,
                const struct honour_decision *d)
{
    struct honour before = find(w, entry_id, d->kind);
    if (sql_honour_put(w->db, entry_id, d->kind,
                       d->category_id != 0 ? &d->category_id : NULL,
                       d->reason_de, d->reason_en,
                       d->motion_id != 0 ? &d->motion_id : NULL, world_actor(w),
                       w->now) == 0)
        return false;
    struct honour after = find(w, entry_id, d->kind);
    keep_trace(w, "honour.set", entry_id, &before, &after);
    address_give(w, entry_id);
    return true;
}

/* Whoever wins is a nominee. Who was nominated stays as he was, in that
 * category and since that time: nominees may be public already, winners not
 * yet. */
static bool put_nominee(const struct world *w, int64_t entry_id,
                        const struct honour_decision *winner)
{
    struct sql_honour_get_row row;
    struct honour_decision d = *winner;
    if (sql_honour_get(w->db, entry_id, "nominee", &row))
        return true;
    d.kind = "nominee";
    d.reason_de = d.reason_en = "";
    return put(w, entry_id, &d);
}

/* The statement that names one counts the others, so that the bound holds
 * whoever names at the same time. */
enum honour_outcome honour_decide(const struct world *w, int64_t entry_id,
                                  const struct honour_decision *decision)
{
    struct sql_honour_admitted_row row;
    if (!sql_honour_admitted(w->db, entry_id, &row))
        return HONOUR_NOT_ADMITTED;
    if (str_equal(decision->kind, "winner") &&
        !put_nominee(w, entry_id, decision))
        return HONOUR_FULL;
    return put(w, entry_id, decision) ? HONOUR_OK : HONOUR_FULL;
}

enum honour_outcome honour_set(const struct world *w, int64_t entry_id,
                               const char *kind, int64_t category_id,
                               const char *reason_de, const char *reason_en)
{
    return honour_decide(
        w, entry_id,
        &(struct honour_decision){kind, category_id, reason_de, reason_en, 0});
}

static void drop(const struct world *w, int64_t entry_id, const char *kind)
{
    struct honour before = find(w, entry_id, kind);
    if (sql_honour_drop(w->db, entry_id, kind) == 0)
        return;
    struct honour none = find(w, entry_id, kind);
    keep_trace(w, "honour.remove", entry_id, &before, &none);
}

enum honour_outcome honour_remove(const struct world *w, int64_t entry_id,
                                  const char *kind)
{
    struct sql_honour_in_round_row row;
    bool nominee = str_equal(kind, "nominee");
    if (nominee && sql_honour_in_round(w->db, entry_id, &row))
        return HONOUR_IN_ROUND;
    drop(w, entry_id, kind);
    if (!nominee)
        return HONOUR_OK;
    drop(w, entry_id, "winner");
    sql_honour_unassign(w->db, entry_id);
    return HONOUR_OK;
}

struct honour_limit honour_limit(const struct world *w, int64_t edition_id)
{
    struct sql_honour_limit_row row = {0};
    sql_honour_limit(w->db, edition_id, &row);
    return (struct honour_limit){row.nominees_max, row.named};
}

bool honour_set_limit(const struct world *w, int64_t edition_id, int64_t most)
{
    struct honour_limit limit = honour_limit(w, edition_id);
    if (most > 0 && limit.named > most)
        return false;
    sql_honour_set_limit(w->db, edition_id, most);
    const struct audit_field field = {
        "nominees_max", arena_printf(w->mem, "%" PRId64, limit.most),
        arena_printf(w->mem, "%" PRId64, most)};
    audit_change(w, "honour.limit", "edition", edition_id, &field, 1);
    return true;
}
