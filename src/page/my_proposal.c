/* What a company reads of the proposals that it has accepted. Who stays unnamed
 * is not selected for it at all. */
#include "page/my_form.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_proposal.h"

static const char *sources(struct ctx *c, int64_t id)
{
    struct sql_proposal_sources_row *row;
    struct buf out;
    size_t count = sql_proposal_sources(c->world.db, id, &row);
    buf_init(&out, c->world.mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&out, "%s%s", i > 0 ? ", " : "",
                 str_empty(row[i].name)
                     ? T("a person who wishes to stay unnamed")
                     : row[i].name);
    return out.data;
}

static void load_reasons(struct ctx *c, int64_t id, struct my_proposal *p)
{
    struct sql_proposal_reasons_row *row;
    size_t count = sql_proposal_reasons(c->world.db, id, &row);
    const char **list = arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = row[i].reason;
    p->reason = list;
    p->reason_count = count;
}

void my_load_proposals(struct ctx *c, struct my_entry_view *v)
{
    struct sql_proposal_of_organisation_row *row;
    size_t count = sql_proposal_of_organisation(c->world.db, v->edition.id,
                                                v->entry.organisation_id, &row);
    struct my_proposal *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct my_proposal){
            .category = PICK(row[i].name_de, row[i].name_en),
            .sources = sources(c, row[i].id),
        };
        load_reasons(c, row[i].id, &list[i]);
    }
    v->proposal = list;
    v->proposal_count = count;
}
