/* All nominations, or those of a category. */
#include "page/result_select.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_result.h"

struct choosing {
    struct ctx *c;
    struct result_place *p;
    struct selection *s;
    struct sql_result_tabs_row *tab;
    size_t tab_count;
    int64_t *category_id; /* of the input's entries; 0: none */
};

static void take_categories(struct choosing *k)
{
    const struct result *r = &k->p->result;
    struct sql_result_entry_categories_row *row;
    struct arena *mem = k->c->world.mem;
    size_t count =
        sql_result_entry_categories(k->c->world.db, k->p->edition.id, &row);
    k->tab_count = sql_result_tabs(k->c->world.db, k->p->edition.id, &k->tab);
    k->category_id =
        arena_alloc(mem, r->input.entry_count * sizeof *k->category_id);
    /* both ascend by code: one walk */
    for (size_t i = 0, e = 0; i < count && e < r->input.entry_count; i++) {
        if (!str_equal(r->input.entries[e], row[i].code))
            continue;
        k->category_id[e++] = row[i].category_id ? *row[i].category_id : 0;
    }
}

static size_t entries_of(const struct choosing *k, int64_t category_id)
{
    size_t count = 0;
    for (size_t e = 0; e < k->p->result.input.entry_count; e++)
        count += k->category_id[e] == category_id;
    return count;
}

static void take_tabs(struct choosing *k, int64_t chosen)
{
    struct ctx *c = k->c;
    struct result_tab *list =
        arena_alloc(c->world.mem, (k->tab_count + 1) * sizeof *list);
    size_t count = 0;
    list[count++] = (struct result_tab){"", T("All categories"), chosen == 0};
    for (size_t i = 0; i < k->tab_count; i++)
        if (entries_of(k, k->tab[i].id) > 0)
            list[count++] = (struct result_tab){
                k->tab[i].code, PICK(k->tab[i].name_de, k->tab[i].name_en),
                chosen == k->tab[i].id};
    k->s->tab = list;
    k->s->tab_count = count > 2 ? count : 0;
}

static void take_names(struct choosing *k)
{
    struct ctx *c = k->c;
    size_t all = k->p->result.input.entry_count;
    const char **name = arena_alloc(c->world.mem, all * sizeof *name);
    for (size_t e = 0; e < all; e++)
        for (size_t i = 0; i < k->tab_count; i++)
            if (k->tab[i].id == k->category_id[e])
                name[e] = PICK(k->tab[i].name_de, k->tab[i].name_en);
    k->s->category = name;
}

static void take_entries(struct choosing *k, int64_t chosen)
{
    const struct tally_official *o = k->p->official;
    struct arena *mem = k->c->world.mem;
    size_t *entry = arena_alloc(mem, o->count * sizeof *entry);
    int64_t *rank = arena_alloc(mem, o->count * sizeof *rank);
    size_t count = 0;
    for (size_t i = 0; i < o->count; i++) {
        size_t e = (size_t)o->order[i];
        if (chosen != 0 && k->category_id[e] != chosen)
            continue;
        bool same =
            count > 0 && o->rank_final[entry[count - 1]] == o->rank_final[e];
        rank[count] = same ? rank[count - 1] : (int64_t)count + 1;
        entry[count++] = e;
    }
    k->s->entry = entry;
    k->s->rank = rank;
    k->s->count = count;
}

/* Makes the place one of the category alone. */
static void narrow(struct choosing *k, int64_t chosen)
{
    struct ctx *c = k->c;
    struct result *r = &k->p->result;
    struct result *out = arena_alloc(c->world.mem, sizeof *out);
    bool *keep = arena_alloc(c->world.mem, r->input.entry_count * sizeof *keep);
    for (size_t e = 0; e < r->input.entry_count; e++)
        keep[e] = k->category_id[e] == chosen;
    if (!result_narrow(&c->world, r, keep, out))
        return;
    k->s->narrowed = true;
    result_place_set(c, k->p, out);
    take_categories(k);
}

void result_select(struct ctx *c, struct result_place *p, struct selection *s)
{
    struct choosing k = {.c = c, .p = p, .s = s};
    const char *code = form_value(c->query, "category");
    int64_t chosen = 0;
    *s = (struct selection){.code = ""};
    take_categories(&k);
    for (size_t i = 0; code && i < k.tab_count; i++)
        if (str_equal(k.tab[i].code, code) && entries_of(&k, k.tab[i].id) > 0) {
            chosen = k.tab[i].id;
            s->code = k.tab[i].code;
        }
    take_tabs(&k, chosen);
    if (chosen != 0 && s->tab_count > 0)
        narrow(&k, chosen);
    take_names(&k);
    if (p->official)
        take_entries(&k, chosen);
}
