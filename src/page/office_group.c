/* The company or group that a company belongs to. Conflicts of interest are
 * proposed from it; nobody else sees it. */
#include "page/office.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_organisation.h"
#include "model/edition.h"
#include "model/entry.h"
#include "model/organisation.h"
#include "page/ctx.h"

enum { LINE_CHARACTERS_MAX = 200 };

void office_group_fill(struct ctx *c, int64_t organisation_id)
{
    struct sql_organisation_get_row row;
    if (form_value(c->form, "parent") == NULL &&
        sql_organisation_get(c->world.db, organisation_id, &row))
        form_set(c->form, "parent", row.parent);
}

void post_office_group(struct ctx *c)
{
    struct edition e;
    struct entry entry;
    if (!office_entry_find(c, &e, &entry))
        return;
    const char *parent = form_line(c->form, "parent");
    if (str_characters(parent) > LINE_CHARACTERS_MAX) {
        form_fail(c->form, "parent", T("Please use at most 200 characters."));
        office_entry_show(c, &e, &entry, 422);
        return;
    }
    organisation_set_parent(&c->world, entry.organisation_id, parent);
    ctx_redirect(c,
                 arena_printf(c->world.mem, "/office/entry/%" PRId64, entry.id),
                 T("Your changes are saved."));
}
