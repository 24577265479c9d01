#include "page/product_bar.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_export.h"
#include "page/bar.h"

bool decision_barred(struct ctx *c, const struct edition *e)
{
    return !edition_winners_public(&c->world, e) && bar_edition(c, e->id);
}

bool results_barred_quietly(struct ctx *c, const struct edition *e)
{
    struct sql_export_barred_row row;
    return sql_export_barred(c->world.db, c->visitor.id, e->id, &row);
}

bool results_barred(struct ctx *c, const struct edition *e)
{
    struct sql_export_barred_row row;
    if (!sql_export_barred(c->world.db, c->visitor.id, e->id, &row))
        return false;
    ctx_refuse(
        c, 404,
        arena_printf(c->world.mem,
                     T("As a juror you declared a conflict of interest with "
                       "%s. The results of this edition and all nominations "
                       "together are therefore closed to you. Another person "
                       "of the award office can look at them."),
                     row.name));
    return true;
}

bool product_has_results(const char *kind, const char *product)
{
    return str_equal(kind, "package") && !str_equal(product, "designer");
}

bool product_barred(struct ctx *c, const struct edition *e, const char *kind,
                    const char *product)
{
    return product_has_results(kind, product) ? results_barred(c, e)
                                              : decision_barred(c, e);
}
