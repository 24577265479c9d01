/* The page of own marks. Sorting is by links, ticks are a form: both work
 * without a script. */
#include "page/marks.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "page/marks_chart.h"
#include "page/marks_view.h"
#include "page/own_marks.h"

enum sort_by { BY_ORDER, BY_COMPANY, BY_TOTAL, BY_CRITERION };

struct sorting {
    enum sort_by by;
    size_t criterion;
    bool turned; /* against the usual direction: marks fall, names rise */
};

static struct sorting read_sorting(const struct ctx *c,
                                   const struct own_marks *m)
{
    struct sorting s = {.turned = form_has(c->query, "turned", "1")};
    const char *by = form_value(c->query, "sort");
    int64_t id = 0;
    if (str_equal(by, "company"))
        s.by = BY_COMPANY;
    else if (str_equal(by, "total"))
        s.by = BY_TOTAL;
    else if (by != NULL && str_starts(by, "c_") &&
             str_int(by + 2, 1, INT64_MAX, &id))
        for (size_t k = 0; k < m->criterion_count; k++)
            if (m->criterion[k].id == id) {
                s.by = BY_CRITERION;
                s.criterion = k;
            }
    return s;
}

struct sortable {
    const struct own_entry *entry;
    const char *key; /* of the company's name */
    struct sorting sorting;
};

/* Nominations without a mark stand last, whichever way it is sorted. */
static int compare_missing(bool a, bool b)
{
    return (int)!a - (int)!b;
}

static int compare_values(const struct sortable *x, const struct sortable *y)
{
    const struct own_entry *a = x->entry, *b = y->entry;
    int sign = x->sorting.turned ? -1 : 1;
    if (x->sorting.by == BY_COMPANY)
        return sign * strcmp(x->key, y->key);
    if (x->sorting.by == BY_TOTAL) {
        int order = compare_missing(a->total.complete, b->total.complete);
        if (order != 0 || !a->total.complete)
            return order;
        return -sign * tally_exact_compare(a->total.points, b->total.points);
    }
    if (x->sorting.by == BY_CRITERION) {
        const int64_t *p = a->mark[x->sorting.criterion].value;
        const int64_t *q = b->mark[x->sorting.criterion].value;
        int order = compare_missing(p != NULL, q != NULL);
        return order != 0 || p == NULL ? order
                                       : -sign * ((*p > *q) - (*p < *q));
    }
    return 0;
}

static int by_sorting(const void *a, const void *b)
{
    const struct sortable *x = a, *y = b;
    int order = compare_values(x, y);
    if (order != 0)
        return order;
    return (x->entry->place > y->entry->place) -
           (x->entry->place < y->entry->place);
}

bool marks_ticked(const struct ctx *c, int64_t entry_id)
{
    return form_has(c->query, "e",
                    arena_printf(c->world.mem, "%" PRId64, entry_id));
}

static struct marks_row make_row(struct ctx *c, const struct own_marks *m,
                                 const struct own_entry *e)
{
    struct arena *mem = c->world.mem;
    const char **mark = arena_alloc(mem, m->criterion_count * sizeof *mark);
    for (size_t k = 0; k < m->criterion_count; k++)
        if (e->mark[k].value != NULL)
            mark[k] = total_mark(mem, c->lang, *e->mark[k].value,
                                 (int)m->place.round.scale_decimals);
    return (struct marks_row){
        .id = e->item->id,
        .company = e->item->company,
        .state = e->item->state,
        .mark = mark,
        .total = e->total.complete ? own_points(c, m, e->total.points) : NULL,
        .discuss = e->item->discuss,
        .ticked = marks_ticked(c, e->item->id),
    };
}

static void fill_rows(struct ctx *c, const struct own_marks *m,
                      struct sorting sorting, struct marks_view *v)
{
    struct arena *mem = c->world.mem;
    struct sortable *list = arena_alloc(mem, m->count * sizeof *list);
    struct marks_row *row = arena_alloc(mem, m->count * sizeof *row);
    for (size_t i = 0; i < m->count; i++)
        list[i] = (struct sortable){
            &m->entry[i], str_key(mem, m->entry[i].item->company), sorting};
    qsort(list, m->count, sizeof *list, by_sorting);
    for (size_t i = 0; i < m->count; i++)
        row[i] = make_row(c, m, list[i].entry);
    v->row = row;
    v->row_count = m->count;
}

static struct marks_column make_column(const struct ctx *c,
                                       const struct marks_view *v,
                                       const char *name, const char *code,
                                       const struct sorting *now)
{
    bool falls = !str_equal(code, "order") && !str_equal(code, "company");
    bool turned = now != NULL && now->turned;
    return (struct marks_column){
        .name = name,
        .path = arena_printf(
            c->world.mem, "/jury/marks?round=%" PRId64 "&sort=%s%s#marks",
            v->round_id, code, now != NULL && !turned ? "&turned=1" : ""),
        .sorted = now == NULL       ? NULL
                  : falls != turned ? "descending"
                                    : "ascending",
    };
}

static void fill_columns(struct ctx *c, const struct own_marks *m,
                         const struct sorting *s, struct marks_view *v)
{
    struct arena *mem = c->world.mem;
    struct marks_column *list =
        arena_alloc(mem, m->criterion_count * sizeof *list);
    v->order = make_column(c, v, "", "order", s->by == BY_ORDER ? s : NULL);
    v->company = make_column(c, v, T("Company"), "company",
                             s->by == BY_COMPANY ? s : NULL);
    v->total =
        make_column(c, v, T("Total"), "total", s->by == BY_TOTAL ? s : NULL);
    for (size_t k = 0; k < m->criterion_count; k++) {
        const struct criterion *from = &m->criterion[k];
        bool now = s->by == BY_CRITERION && s->criterion == k;
        list[k] = make_column(c, v, PICK(from->name_de, from->name_en),
                              arena_printf(mem, "c_%" PRId64, from->id),
                              now ? s : NULL);
    }
    v->criterion = list;
    v->criterion_count = m->criterion_count;
}

void marks_page(struct ctx *c, const struct own_marks *m, const char *error,
                int status)
{
    struct marks_view v = {
        .edition = m->place.edition,
        .round = PICK(m->place.round.name_de, m->place.round.name_en),
        .round_id = m->place.round.id,
        .error = error,
        .chart = marks_charts(c, m),
        .chart_count = m->criterion_count,
        .mean_total = marks_mean_total(c, m),
    };
    struct sorting sorting = read_sorting(c, m);
    for (size_t i = 0; i < v.chart_count; i++)
        v.marked = v.marked || v.chart[i].given > 0;
    fill_columns(c, m, &sorting, &v);
    fill_rows(c, m, sorting, &v);
    c->reply->status = status;
    page_start(c, T("Your marks"));
    html_marks(c->out, &v);
    page_end(c);
}

void get_jury_marks(struct ctx *c)
{
    struct jury_round r;
    struct own_marks m;
    if (!jury_round(c, &r))
        return;
    own_marks_load(c, &r, &m);
    marks_page(c, &m, NULL, 200);
}
