#include "page/bar.h"

#include "base/arena.h"
#include "gen/sql_hint.h"

static bool refuse(struct ctx *c, const char *company)
{
    ctx_refuse(
        c, 404,
        arena_printf(c->world.mem,
                     T("As a juror you declared a conflict of interest with "
                       "%s. The results in which it stands, with their files "
                       "and explanations, are therefore closed to you. Another "
                       "person of the award office can look at them."),
                     company));
    return true;
}

bool bar_entry(struct ctx *c, int64_t entry_id)
{
    struct sql_hint_barred_entry_row row;
    if (!sql_hint_barred_entry(c->world.db, c->visitor.id, entry_id, &row))
        return false;
    ctx_refuse(
        c, 404,
        T("As a juror you declared a conflict of interest with this company. "
          "Its nomination is therefore closed to you. Another person of the "
          "award office can look after it."));
    return true;
}

bool bar_round(struct ctx *c, int64_t round_id)
{
    struct sql_hint_barred_round_row row;
    return sql_hint_barred_round(c->world.db, c->visitor.id, round_id, &row) &&
           refuse(c, row.name);
}

bool bar_edition(struct ctx *c, int64_t edition_id)
{
    struct sql_hint_barred_edition_row row;
    return sql_hint_barred_edition(c->world.db, c->visitor.id, edition_id,
                                   &row) &&
           refuse(c, row.name);
}

bool bar_edition_quietly(struct ctx *c, int64_t edition_id)
{
    struct sql_hint_barred_edition_row row;
    return sql_hint_barred_edition(c->world.db, c->visitor.id, edition_id,
                                   &row);
}

bool bar_round_quietly(struct ctx *c, int64_t round_id)
{
    struct sql_hint_barred_round_row row;
    return sql_hint_barred_round(c->world.db, c->visitor.id, round_id, &row);
}

size_t bar_entries(struct ctx *c, const int64_t **entry_id)
{
    struct sql_hint_barred_entries_row *row;
    size_t count = sql_hint_barred_entries(c->world.db, c->visitor.id, &row);
    int64_t *list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = row[i].entry_id;
    *entry_id = list;
    return count;
}
