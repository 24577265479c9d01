/* Two people of one company who register apart make two companies of it. Only
 * the office can tell whether they are one, since a stranger may type any name;
 * so nobody who registers is told of another, and the office decides. */
#include "page/companies.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_team.h"
#include "model/team.h"
#include "page/companies_view.h"
#include "page/ctx.h"

enum { MERGE_MAX = 20 };

struct keyed {
    const char *key;
    struct company_view company;
};

static int by_key(const void *a, const void *b)
{
    const struct keyed *one = a, *other = b;
    int order = strcmp(one->key, other->key);
    if (order != 0)
        return order;
    return (one->company.id > other->company.id) -
           (one->company.id < other->company.id);
}

static struct keyed *load(struct ctx *c, size_t *count)
{
    struct sql_team_duplicates_row *r;
    *count = sql_team_duplicates(c->world.db, &r);
    struct keyed *list = arena_alloc(c->world.mem, (*count + 1) * sizeof *list);
    for (size_t i = 0; i < *count; i++)
        list[i] = (struct keyed){team_name_key(&c->world, r[i].name),
                                 {.id = r[i].id,
                                  .created_at = r[i].created_at,
                                  .members = r[i].members,
                                  .entries = r[i].entries,
                                  .name = r[i].name,
                                  .emails = r[i].emails ? r[i].emails : ""}};
    qsort(list, *count, sizeof *list, by_key);
    return list;
}

void get_companies(struct ctx *c)
{
    size_t count, groups = 0;
    struct keyed *list = load(c, &count);
    struct company_group *group = NULL;
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1;
             end < count && str_equal(list[end].key, list[first].key);)
            end++;
        if (end - first < 2)
            continue;
        group = arena_grow(c->world.mem, group, groups, sizeof *group);
        struct company_view *same =
            arena_alloc(c->world.mem, (end - first) * sizeof *same);
        for (size_t i = first; i < end; i++)
            same[i - first] = list[i].company;
        group[groups++] = (struct company_group){same, end - first};
    }
    const struct companies_view v = {ctx_csrf(c), group, groups};
    page_start(c, T("Companies"));
    html_companies(c->out, &v);
    page_end(c);
}

/* NULL, or why this one does not go into that one. */
static const char *merge(struct ctx *c, const char *from_text, int64_t into)
{
    int64_t from;
    struct sql_team_company_row row;
    if (!str_int(from_text, 1, INT64_MAX, &from) || from == into ||
        !sql_team_company(c->world.db, from, &row))
        return T(
            "These companies have changed in the meantime. Please look at "
            "the list again.");
    const char *edition = team_merge(&c->world, from, into, c->lang);
    if (edition == NULL)
        return NULL;
    return arena_printf(c->world.mem,
                        T("Both companies have a nomination in “%s”. Please "
                          "let them withdraw one of the two first."),
                        edition);
}

void post_companies_merge(struct ctx *c)
{
    int64_t into;
    struct sql_team_company_row row;
    const char *problem = NULL;
    size_t merged = 0;
    if (!form_int(c->form, "into", 1, INT64_MAX, &into) ||
        !sql_team_company(c->world.db, into, &row)) {
        ctx_not_found(c);
        return;
    }
    for (size_t i = 0; i < c->form->field_count && problem == NULL; i++)
        if (str_equal(c->form->field[i].name, "from") && merged++ < MERGE_MAX)
            problem = merge(c, c->form->field[i].value, into);
    if (problem != NULL)
        ctx_refuse(c, 409, problem);
    else
        ctx_redirect(c, "/office/companies",
                     T("The companies are put together."));
}
