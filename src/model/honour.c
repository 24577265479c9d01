/* Nominees and winners, recorded by the office; the audit log keeps each. */
#include "model/honour.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_honour_write.h"
#include "model/audit.h"

static bool put(const struct world *w, int64_t entry_id, const char *kind,
                int64_t category_id, const char *reason_de,
                const char *reason_en)
{
    const int64_t *category = category_id != 0 ? &category_id : NULL;
    const int64_t *actor = w->user_id != 0 ? &w->user_id : NULL;
    return sql_honour_put(w->db, entry_id, kind, category, reason_de, reason_en,
                          actor, w->now) > 0;
}

bool honour_set(const struct world *w, int64_t entry_id, const char *kind,
                int64_t category_id, const char *reason_de,
                const char *reason_en)
{
    if (!put(w, entry_id, kind, category_id, reason_de, reason_en))
        return false;
    if (str_equal(kind, "winner"))
        put(w, entry_id, "nominee", category_id, "", "");
    audit_add(w, "honour.set", "entry", entry_id,
              arena_printf(w->mem, "{\"kind\":\"%s\",\"category\":%" PRId64 "}",
                           kind, category_id));
    return true;
}

void honour_remove(const struct world *w, int64_t entry_id, const char *kind)
{
    int64_t removed = sql_honour_drop(w->db, entry_id, kind);
    if (str_equal(kind, "nominee"))
        removed += sql_honour_drop(w->db, entry_id, "winner");
    if (removed > 0)
        audit_add(w, "honour.remove", "entry", entry_id,
                  arena_printf(w->mem, "{\"kind\":\"%s\"}", kind));
}
