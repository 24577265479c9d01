/* From the tables into arrays and back. */
#include "model/assign_draw.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_assign.h"
#include "gen/sql_matrix.h"
#include "model/audit.h"
#include "model/edition.h"
#include "model/jury.h"

static const char *const way_names[] = {
    [ASSIGN_ALL] = "all",
    [ASSIGN_CATEGORY] = "category",
    [ASSIGN_PANEL] = "panel",
    [ASSIGN_EACH] = "balanced",
};

const char *assign_way_name(enum assign_way way)
{
    return way_names[way];
}

bool assign_way_from_name(const char *name, enum assign_way *way)
{
    for (size_t i = 0; i < sizeof way_names / sizeof *way_names; i++)
        if (str_equal(name, way_names[i])) {
            *way = (enum assign_way)i;
            return true;
        }
    return false;
}

/* --- from the tables --- */

/* What is known of a pair. */
enum { WAS = 1, BEGUN = 2, CONFLICT = 4, OFF = 8 /* not in charge */ };

struct table {
    const struct world *w;
    struct sql_assign_jurors_row *juror;
    struct sql_assign_entries_row *entry;
    size_t jurors, entries;
    uint8_t *is;   /* of each pair, entry by entry */
    uint8_t *cell; /* enum assign_cell of each pair */
    bool *want;    /* of each pair, found */
};

struct place {
    int64_t id;
    size_t at;
};

static int by_id(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

static size_t place_of(const struct place *list, size_t count, int64_t id)
{
    const struct place key = {id, 0};
    const struct place *found = bsearch(&key, list, count, sizeof *list, by_id);
    return found != NULL ? found->at : SIZE_MAX;
}

struct places {
    struct place *juror, *entry;
};

static struct places sort_places(const struct table *t)
{
    struct places p = {
        arena_alloc(t->w->mem, t->jurors * sizeof *p.juror),
        arena_alloc(t->w->mem, t->entries * sizeof *p.entry),
    };
    for (size_t j = 0; j < t->jurors; j++)
        p.juror[j] = (struct place){t->juror[j].id, j};
    for (size_t e = 0; e < t->entries; e++)
        p.entry[e] = (struct place){t->entry[e].id, e};
    qsort(p.juror, t->jurors, sizeof *p.juror, by_id);
    qsort(p.entry, t->entries, sizeof *p.entry, by_id);
    return p;
}

static void mark(struct table *t, const struct places *p, int64_t juror_id,
                 int64_t entry_id, uint8_t what)
{
    size_t j = place_of(p->juror, t->jurors, juror_id);
    size_t e = place_of(p->entry, t->entries, entry_id);
    if (j < t->jurors && e < t->entries)
        t->is[e * t->jurors + j] |= what;
}

/* Marks what jurors are not in charge of: who has categories, all others. */
static void load_categories(struct table *t, const struct places *p,
                            int64_t edition_id)
{
    struct sql_assign_categories_row *row;
    size_t count = sql_assign_categories(t->w->db, edition_id, &row);
    for (size_t from = 0, to; from < count; from = to) {
        to = from;
        while (to < count && row[to].jury_member_id == row[from].jury_member_id)
            to++;
        size_t j = place_of(p->juror, t->jurors, row[from].jury_member_id);
        for (size_t e = 0; e < t->entries && j < t->jurors; e++) {
            bool his = false;
            for (size_t i = from; i < to; i++)
                his = his || (t->entry[e].category_id != NULL &&
                              *t->entry[e].category_id == row[i].category_id);
            if (!his)
                t->is[e * t->jurors + j] |= OFF;
        }
    }
}

static struct table load(const struct world *w, const struct round *round,
                         const struct assign_wish *wish)
{
    struct table t = {.w = w};
    struct sql_matrix_assigned_row *assigned;
    struct sql_matrix_conflicts_row *conflict;
    t.jurors = sql_assign_jurors(w->db, round->id, &t.juror);
    t.entries = sql_assign_entries(w->db, round->id, &t.entry);
    size_t cells = t.jurors * t.entries;
    t.is = arena_alloc(w->mem, cells);
    t.cell = arena_alloc(w->mem, cells);
    t.want = arena_alloc(w->mem, cells * sizeof *t.want);
    struct places p = sort_places(&t);
    size_t count = sql_matrix_assigned(w->db, round->id, &assigned);
    for (size_t i = 0; i < count; i++)
        mark(&t, &p, assigned[i].jury_member_id, assigned[i].entry_id,
             assigned[i].begun ? WAS | BEGUN : WAS);
    count = sql_matrix_conflicts(w->db, round->edition_id, &conflict);
    for (size_t i = 0; i < count; i++)
        mark(&t, &p, conflict[i].jury_member_id, conflict[i].entry_id,
             CONFLICT);
    if (wish->categories || wish->way == ASSIGN_CATEGORY)
        load_categories(&t, &p, round->edition_id);
    for (size_t i = 0; i < cells; i++) {
        bool stays = t.is[i] & BEGUN || (t.is[i] & WAS && wish->keep);
        t.cell[i] = t.is[i] & CONFLICT ? ASSIGN_BARRED
                    : stays            ? ASSIGN_FIXED
                    : t.is[i] & OFF    ? ASSIGN_BARRED
                                       : ASSIGN_FREE;
    }
    return t;
}

/* --- the ways --- */

/* The draw's number and its seed, which is nobody's choice. */
static uint64_t make_seed(const struct world *w, const struct round *round,
                          struct assign_draw *draw)
{
    struct sql_assign_draws_row draws = {0};
    struct edition edition = {.slug = ""};
    sql_assign_draws(w->db, round->id, &draws);
    edition_by_id(w, round->edition_id, &edition);
    draw->number = draws.count + 1;
    const char *text = arena_printf(w->mem, "assignment\n%s\n%s\n%" PRId64 "\n",
                                    edition.slug, round->slug, draw->number);
    draw->seed =
        arena_textn(w->mem, secret_digest(w->mem, text, strlen(text)), 16);
    return strtoull(draw->seed, NULL, 16);
}

static void give_each(const struct table *t, const struct assign_wish *wish,
                      uint64_t seed, struct assign_draw *draw)
{
    struct arena *mem = t->w->mem;
    struct assign_result result;
    int64_t *need = arena_alloc(mem, t->entries * sizeof *need);
    int64_t *most = arena_alloc(mem, t->jurors * sizeof *most);
    for (size_t e = 0; e < t->entries; e++)
        need[e] = wish->each;
    for (size_t j = 0; j < t->jurors; j++)
        most[j] = t->juror[j].load_max;
    const struct assign_input input = {t->jurors, t->entries, t->cell,
                                       need,      most,       seed};
    assign_balanced(mem, &input, &result);
    for (size_t i = 0; i < result.count; i++)
        t->want[result.pair[i].entry * t->jurors + result.pair[i].juror] = true;
    draw->lack = result.lack;
    draw->lack_count = result.lack_count;
    draw->graph = result.graph;
}

/* Which panel each juror sits in, -1: none; how many there are. */
static size_t find_panels(const struct table *t, int64_t *panel_of)
{
    size_t count = 0;
    for (size_t j = 0; j < t->jurors; j++) {
        panel_of[j] = -1;
        if (str_empty(t->juror[j].panel))
            continue;
        for (size_t i = 0; i < j && panel_of[j] < 0; i++)
            if (str_equal(t->juror[i].panel, t->juror[j].panel))
                panel_of[j] = panel_of[i];
        if (panel_of[j] < 0)
            panel_of[j] = (int64_t)count++;
    }
    return count;
}

/* What each panel would lose of its jurors for this entry. */
static void price_entry(const struct table *t, const int64_t *panel_of,
                        size_t panels, size_t e, int64_t *cost, int64_t *fixed)
{
    int64_t *able = arena_alloc(t->w->mem, panels * sizeof *able);
    for (size_t j = 0; j < t->jurors; j++) {
        uint8_t cell = t->cell[e * t->jurors + j];
        if (panel_of[j] < 0)
            continue;
        if (cell == ASSIGN_BARRED)
            cost[panel_of[j]]++;
        else
            able[panel_of[j]]++;
        if (cell == ASSIGN_FIXED && *fixed < 0)
            *fixed = panel_of[j];
    }
    for (size_t p = 0; p < panels; p++)
        if (able[p] == 0)
            cost[p] = ASSIGN_NEVER;
}

static void give_panels(const struct table *t, uint64_t seed,
                        struct assign_draw *draw)
{
    struct arena *mem = t->w->mem;
    struct assign_lack *lack = NULL;
    int64_t *panel_of = arena_alloc(mem, t->jurors * sizeof *panel_of);
    size_t panels = draw->panel_count = find_panels(t, panel_of);
    if (panels == 0)
        return;
    int64_t *cost = arena_alloc(mem, t->entries * panels * sizeof *cost);
    int64_t *fixed = arena_alloc(mem, t->entries * sizeof *fixed);
    for (size_t e = 0; e < t->entries; e++) {
        fixed[e] = -1;
        price_entry(t, panel_of, panels, e, &cost[e * panels], &fixed[e]);
    }
    const struct assign_deal deal = {panels, t->entries, cost, fixed, seed};
    const int64_t *panel = assign_panels(mem, &deal);
    for (size_t e = 0; e < t->entries; e++) {
        for (size_t j = 0; j < t->jurors; j++)
            t->want[e * t->jurors + j] =
                panel_of[j] >= 0 && panel_of[j] == panel[e];
        if (panel[e] >= 0)
            continue;
        lack = arena_grow(mem, lack, draw->lack_count, sizeof *lack);
        lack[draw->lack_count++] = (struct assign_lack){e, 0, 1};
    }
    draw->lack = lack;
}

/* --- what comes of it --- */

/* Barred pairs are left as they are, fixed ones stay. */
static void settle(const struct table *t, struct assign_draw *draw)
{
    size_t cells = t->jurors * t->entries;
    struct assignment_change *change =
        arena_alloc(t->w->mem, cells * sizeof *change);
    for (size_t i = 0; i < cells; i++) {
        bool was = t->is[i] & WAS;
        if (t->is[i] & CONFLICT)
            t->want[i] = was;
        else if (t->cell[i] != ASSIGN_FREE)
            t->want[i] = t->cell[i] == ASSIGN_FIXED;
        draw->kept += was && t->want[i] && !(t->is[i] & CONFLICT);
        draw->added += !was && t->want[i];
        draw->removed += was && !t->want[i];
        if (was != t->want[i])
            change[draw->change_count++] = (struct assignment_change){
                t->juror[i % t->jurors].id, t->entry[i / t->jurors].id,
                t->want[i]};
    }
    draw->change = change;
}

static void look_at(const struct table *t, struct assign_draw *draw)
{
    struct arena *mem = t->w->mem;
    size_t cells = t->jurors * t->entries;
    struct assignment_pair *pair = arena_alloc(mem, cells * sizeof *pair);
    const char **juror = arena_alloc(mem, t->jurors * sizeof *juror);
    const char **entry = arena_alloc(mem, t->entries * sizeof *entry);
    int64_t *load = arena_alloc(mem, t->jurors * sizeof *load);
    int64_t *most = arena_alloc(mem, t->jurors * sizeof *most);
    size_t count = 0;
    for (size_t i = 0; i < cells; i++) {
        if (!t->want[i] || t->is[i] & CONFLICT)
            continue;
        pair[count++] = (struct assignment_pair){i % t->jurors, i / t->jurors};
        load[i % t->jurors]++;
    }
    for (size_t j = 0; j < t->jurors; j++) {
        juror[j] = t->juror[j].name;
        most[j] = t->juror[j].load_max;
    }
    for (size_t e = 0; e < t->entries; e++)
        entry[e] = t->entry[e].organisation;
    draw->plan = (struct assignment_plan){
        .juror = juror,
        .load = load,
        .load_max = most,
        .juror_count = t->jurors,
        .pair_count = count,
        .entry = entry,
        .entry_count = t->entries,
    };
    assignment_check(mem, pair, count, t->jurors, t->entries,
                     &draw->plan.check);
}

static void make_digest(const struct table *t, struct assign_draw *draw)
{
    struct buf text;
    const struct assign_wish *wish = &draw->wish;
    buf_init(&text, t->w->mem);
    buf_addf(&text, "%s %" PRId64 " %d %d %s\n", assign_way_name(wish->way),
             wish->each, wish->categories, wish->keep, draw->seed);
    for (size_t i = 0; i < draw->change_count; i++)
        buf_addf(&text, "%" PRId64 " %" PRId64 " %d\n",
                 draw->change[i].jury_member_id, draw->change[i].entry_id,
                 draw->change[i].assigned);
    draw->digest = secret_digest(t->w->mem, text.data, text.bytes);
}

void assign_draw_make(const struct world *w, const struct round *round,
                      const struct assign_wish *wish, struct assign_draw *draw)
{
    *draw = (struct assign_draw){.wish = *wish};
    if (!str_equal(round->state, "planned"))
        draw->wish.keep = true;
    uint64_t seed = make_seed(w, round, draw);
    struct table t = load(w, round, &draw->wish);
    switch (wish->way) {
    case ASSIGN_ALL:
    case ASSIGN_CATEGORY:
        for (size_t i = 0; i < t.jurors * t.entries; i++)
            t.want[i] = true;
        break;
    case ASSIGN_PANEL:
        give_panels(&t, seed, draw);
        break;
    case ASSIGN_EACH:
        give_each(&t, &draw->wish, seed, draw);
        break;
    }
    settle(&t, draw);
    look_at(&t, draw);
    make_digest(&t, draw);
}

/* --- into the table --- */

static void keep_trace(const struct world *w, int64_t round_id,
                       const struct assign_draw *draw)
{
    struct json_out json;
    struct buf payload;
    buf_init(&payload, w->mem);
    json_out_start(&json, &payload, 0);
    json_object(&json, NULL);
    json_text(&json, "way", assign_way_name(draw->wish.way));
    if (draw->wish.way == ASSIGN_EACH)
        json_int(&json, "each", draw->wish.each);
    json_bool(&json, "categories", draw->wish.categories);
    json_bool(&json, "kept", draw->wish.keep);
    json_text(&json, "seed", draw->seed);
    json_int(&json, "added", draw->added);
    json_int(&json, "removed", draw->removed);
    json_object_end(&json);
    audit_add(w, "assignment.draw", "round", round_id, payload.data);
}

enum assign_stored assign_draw_store(const struct world *w,
                                     const struct round *round,
                                     const struct assign_wish *wish,
                                     const char *digest,
                                     struct assign_draw *draw)
{
    bool planned = str_equal(round->state, "planned");
    *draw = (struct assign_draw){0};
    if ((!planned && !str_equal(round->state, "open")) ||
        round_combines(w, round->id))
        return ASSIGN_LATE;
    assign_draw_make(w, round, wish, draw);
    if (draw->lack_count > 0 ||
        (wish->way == ASSIGN_PANEL && draw->panel_count == 0))
        return ASSIGN_SHORT;
    if (!str_equal(draw->digest, digest))
        return ASSIGN_OTHER;
    for (size_t i = 0; i < draw->change_count; i++) {
        const struct assignment_change *a = &draw->change[i];
        if (a->assigned)
            assignment_add(w, round->id, a->jury_member_id, a->entry_id);
        else
            assignment_remove(w, round->id, a->jury_member_id, a->entry_id);
    }
    keep_trace(w, round->id, draw);
    return ASSIGN_STORED;
}
