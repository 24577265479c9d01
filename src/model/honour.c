/* Nominees and winners, recorded by the office; the audit log keeps each with
 * what it said before. */
#include "model/honour.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_honour.h"
#include "gen/sql_honour_write.h"
#include "model/audit.h"

struct honour {
    const char *kind, *category, *reason_de, *reason_en; /* NULL: none */
    const char *all; /* digest of all honours of the nomination */
};

const char *honour_digest(const struct world *w, int64_t entry_id)
{
    struct sql_honour_of_entry_row *row;
    size_t count = sql_honour_of_entry(w->db, entry_id, &row);
    struct buf text;
    buf_init(&text, w->mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&text, "%s\n%s\n%zu %s\n%zu %s\n%" PRId64 "\n", row[i].kind,
                 row[i].category ? row[i].category : "",
                 strlen(row[i].reason_de), row[i].reason_de,
                 strlen(row[i].reason_en), row[i].reason_en, row[i].decided_at);
    return secret_digest(w->mem, text.data, text.bytes);
}

static struct honour find(const struct world *w, int64_t entry_id,
                          const char *kind)
{
    struct sql_honour_get_row row;
    if (!sql_honour_get(w->db, entry_id, kind, &row))
        return (struct honour){.all = honour_digest(w, entry_id)};
    return (struct honour){kind, row.category, row.reason_de, row.reason_en,
                           honour_digest(w, entry_id)};
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
        {"honours", before->all, after->all},
    };
    audit_change(w, action, "entry", entry_id, fields,
                 sizeof fields / sizeof *fields);
}

static bool put(const struct world *w, int64_t entry_id, const char *kind,
                int64_t category_id, const char *reason_de,
                const char *reason_en)
{
    const int64_t *category = category_id != 0 ? &category_id : NULL;
    struct honour before = find(w, entry_id, kind);
    if (sql_honour_put(w->db, entry_id, kind, category, reason_de, reason_en,
                       world_actor(w), w->now) == 0)
        return false;
    struct honour after = find(w, entry_id, kind);
    keep_trace(w, "honour.set", entry_id, &before, &after);
    return true;
}

bool honour_set(const struct world *w, int64_t entry_id, const char *kind,
                int64_t category_id, const char *reason_de,
                const char *reason_en)
{
    if (!put(w, entry_id, kind, category_id, reason_de, reason_en))
        return false;
    if (str_equal(kind, "winner"))
        put(w, entry_id, "nominee", category_id, "", "");
    return true;
}

static void drop(const struct world *w, int64_t entry_id, const char *kind)
{
    struct honour before = find(w, entry_id, kind);
    if (sql_honour_drop(w->db, entry_id, kind) == 0)
        return;
    struct honour none = find(w, entry_id, kind);
    keep_trace(w, "honour.remove", entry_id, &before, &none);
}

void honour_remove(const struct world *w, int64_t entry_id, const char *kind)
{
    drop(w, entry_id, kind);
    if (str_equal(kind, "nominee"))
        drop(w, entry_id, "winner");
}
