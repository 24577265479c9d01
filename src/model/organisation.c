/* Companies. What a company answers belongs to its nominations (entry); here
 * is only its name, whom it belongs to and who may act for it. */
#include "model/organisation.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_organisation.h"
#include "gen/sql_organisation_write.h"
#include "model/audit.h"

int64_t organisation_create(const struct world *w, const char *name)
{
    int64_t id = sql_organisation_add(w->db, name, w->now);
    audit_add(w, "organisation.create", "organisation", id, NULL);
    return id;
}

void organisation_set_parent(const struct world *w, int64_t organisation_id,
                             const char *parent)
{
    struct sql_organisation_get_row old;
    if (!sql_organisation_get(w->db, organisation_id, &old) ||
        str_equal(old.parent, parent))
        return;
    sql_organisation_set_parent(w->db, organisation_id, parent);
    const struct audit_field fields[] = {{"parent", old.parent, parent}};
    audit_change(w, "organisation.parent", "organisation", organisation_id,
                 fields, 1);
}

void organisation_join(const struct world *w, int64_t organisation_id,
                       int64_t user_id)
{
    if (sql_organisation_join(w->db, organisation_id, user_id, w->now) > 0)
        audit_add(w, "organisation.join", "organisation", organisation_id,
                  arena_printf(w->mem, "{\"user\":%" PRId64 "}", user_id));
}
