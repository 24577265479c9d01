#include "model/public.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/str.h"
#include "gen/sql_public.h"
#include "gen/sql_publish.h"
#include "model/address.h"
#include "model/edition.h"
#include "model/publish_prize.h"

/* --- who
 * ----------------------------------------------------------------------
 */

static enum public_rank rank_of(const struct publish_entry *e)
{
    if (e->winner)
        return PUBLIC_WINNER;
    if (e->special)
        return PUBLIC_SPECIAL;
    return e->commended ? PUBLIC_COMMENDED : PUBLIC_NOMINEE;
}

static const int64_t *secret_since(const struct world *w,
                                   const struct edition *e)
{
    return edition_winners_public(w, e) ? NULL : e->nominees_at;
}

static void add_addresses(const struct world *w, int64_t edition_id,
                          struct public_entry *list, size_t count)
{
    struct address_book *book = NULL;
    for (size_t i = 0; i < count; i++) {
        list[i].address = list[i].e.address;
        if (list[i].address != NULL)
            continue;
        if (book == NULL)
            book = address_load(w, edition_id);
        list[i].address = address_of(book, list[i].e.id);
    }
}

static int by_id(const void *a, const void *b)
{
    const struct public_entry *const *left = a, *const *right = b;
    return ((*left)->e.id > (*right)->e.id) - ((*left)->e.id < (*right)->e.id);
}

struct sorted {
    struct public_entry **entry;
    size_t count;
};

static struct sorted sort(const struct world *w, struct public_entry *list,
                          size_t count)
{
    struct sorted s = {arena_alloc(w->mem, count * sizeof *s.entry), count};
    for (size_t i = 0; i < count; i++)
        s.entry[i] = &list[i];
    qsort(s.entry, count, sizeof *s.entry, by_id);
    return s;
}

static struct public_entry *find(const struct sorted *s, int64_t id)
{
    struct public_entry wanted = {.e.id = id}, *key = &wanted;
    struct public_entry **found =
        bsearch(&key, s->entry, s->count, sizeof *s->entry, by_id);
    return found != NULL ? *found : NULL;
}

/* --- what of it visitors choose by
 * --------------------------------------------
 */

/* The classes of the European Union's definition of enterprises. */
static const struct size_class {
    const char *code;
    int64_t below;
    const char *label;
} classes[] = {
    {"1-9", 10, N_("up to 9 employees")},
    {"10-49", 50, N_("10 to 49 employees")},
    {"50-249", 250, N_("50 to 249 employees")},
    {"250", INT64_MAX, N_("250 employees or more")},
};
enum { CLASSES = sizeof classes / sizeof *classes };

static const char *class_of(const char *number)
{
    int64_t heads = 0;
    if (!str_int(number, 0, INT64_MAX - 1, &heads))
        return "";
    size_t i = 0;
    while (heads >= classes[i].below)
        i++;
    return classes[i].code;
}

static const char **place(struct public_entry *p, const char *filter)
{
    if (str_equal(filter, "branch"))
        return &p->branch;
    return str_equal(filter, "size") ? &p->size : &p->measure;
}

static void add_filters(const struct world *w, int64_t edition_id,
                        const char *ids, const struct sorted *s)
{
    struct sql_public_filters_row *row;
    struct sql_publish_refused_row *refused;
    size_t count = sql_public_filters(w->db, edition_id, ids, &row);
    for (size_t i = 0; i < count; i++) {
        struct public_entry *p = find(s, row[i].entry_id);
        const char **codes = p != NULL ? place(p, row[i].filter) : NULL;
        const char *value = str_equal(row[i].kind, "number")
                                ? class_of(row[i].value)
                                : row[i].value;
        if (codes != NULL)
            *codes = arena_printf(w->mem, "%s%s ", *codes, value);
    }
    count = sql_publish_refused(w->db, ids, &refused);
    for (size_t i = 0; i < count; i++) {
        struct public_entry *p = find(s, refused[i].id);
        if (p != NULL && (str_equal(refused[i].code, "publication") ||
                          str_equal(refused[i].code, "data")))
            p->branch = p->size = p->measure = " ";
    }
}

static size_t by_rank(const struct world *w, const struct publish_entry *e,
                      size_t count, struct public_entry **list)
{
    size_t n = 0;
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (enum public_rank rank = PUBLIC_WINNER; rank <= PUBLIC_NOMINEE; rank++)
        for (size_t i = 0; i < count; i++)
            if (rank_of(&e[i]) == rank)
                (*list)[n++] =
                    (struct public_entry){e[i], rank, NULL, " ", " ", " "};
    return n;
}

size_t public_list(const struct world *w, const struct edition *e,
                   struct public_entry **list)
{
    struct publish_entry *entry;
    *list = NULL;
    if (!edition_nominees_public(w, e))
        return 0;
    const char *ids = publish_honoured(w, e->id, secret_since(w, e));
    size_t count = publish_names(w, ids, secret_since(w, e), &entry);
    publish_share_prizes(w, e->id, entry, count);
    count = by_rank(w, entry, count, list);
    add_addresses(w, e->id, *list, count);
    return count;
}

static const char *ids_of(const struct world *w,
                          const struct public_entry *list, size_t count)
{
    struct buf ids;
    buf_init(&ids, w->mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&ids, "%s%" PRId64, i == 0 ? "[" : ",", list[i].e.id);
    buf_add(&ids, count == 0 ? "[]" : "]");
    return ids.data;
}

void public_load_filters(const struct world *w, const struct edition *e,
                         struct public_entry *list, size_t count)
{
    struct sorted s = sort(w, list, count);
    add_filters(w, e->id, ids_of(w, list, count), &s);
}

void public_fill(const struct world *w, const struct edition *e,
                 struct public_entry *list, size_t count)
{
    struct publish_entry *entry;
    size_t filled = publish_some(w, e->id, ids_of(w, list, count),
                                 secret_since(w, e), &entry);
    struct sorted s = sort(w, list, count);
    for (size_t i = 0; i < filled; i++) {
        struct public_entry *p = find(&s, entry[i].id);
        if (p == NULL)
            continue;
        entry[i].shared = p->e.shared;
        entry[i].prize_cents = p->e.prize_cents;
        p->e = entry[i];
    }
}

/* --- choosing
 * -----------------------------------------------------------------
 */

static bool has(const struct public_entry *p, enum public_filter filter,
                const char *code)
{
    const char *const codes[] = {
        [PUBLIC_BRANCH] = p->branch,
        [PUBLIC_SIZE] = p->size,
        [PUBLIC_MEASURE] = p->measure,
    };
    if (filter == PUBLIC_CATEGORY)
        return str_equal(p->e.category_code, code);
    const char *all = codes[filter];
    size_t bytes = strcspn(code, " ");
    if (code[bytes] != '\0') /* two codes are none */
        return false;
    for (const char *at = strstr(all, code); at != NULL;
         at = strstr(at + 1, code))
        if (at > all && at[-1] == ' ' && at[bytes] == ' ')
            return true;
    return false;
}

static bool matches(const struct public_entry *p,
                    const struct public_choice *choice,
                    enum public_filter without)
{
    for (enum public_filter f = PUBLIC_CATEGORY; f < PUBLIC_FILTERS; f++)
        if (f != without && !str_empty(choice->code[f]) &&
            !has(p, f, choice->code[f]))
            return false;
    return true;
}

bool public_matches(const struct public_entry *p,
                    const struct public_choice *choice)
{
    return matches(p, choice, PUBLIC_FILTERS);
}

/* What the options are counted on. */
struct counting {
    const struct world *w;
    const struct public_entry *list;
    size_t count;
    enum public_filter filter;
    const struct public_choice *choice;
    struct public_option *option;
    size_t options;
};

static void add_option(struct counting *c, const char *code,
                       struct publish_text label)
{
    bool any = false;
    size_t count = 0;
    for (size_t i = 0; i < c->options; i++)
        if (str_equal(c->option[i].code, code))
            return;
    for (size_t i = 0; i < c->count; i++)
        if (has(&c->list[i], c->filter, code)) {
            any = true;
            count += matches(&c->list[i], c->choice, c->filter);
        }
    if (!any)
        return;
    c->option = arena_grow(c->w->mem, c->option, c->options, sizeof *c->option);
    c->option[c->options++] = (struct public_option){code, label, count};
}

static int by_category(const void *a, const void *b)
{
    const struct public_entry *const *left = a, *const *right = b;
    int64_t l = (*left)->e.category_id, r = (*right)->e.category_id;
    return (l > r) - (l < r);
}

static void add_categories(struct counting *c)
{
    const struct public_entry **entry =
        arena_alloc(c->w->mem, c->count * sizeof *entry);
    for (size_t i = 0; i < c->count; i++)
        entry[i] = &c->list[i];
    qsort(entry, c->count, sizeof *entry, by_category);
    for (size_t i = 0; i < c->count; i++)
        if (entry[i]->e.category_id != 0 &&
            (i == 0 || entry[i]->e.category_id != entry[i - 1]->e.category_id))
            add_option(c, entry[i]->e.category_code, entry[i]->e.category);
}

static void add_choices(struct counting *c, const struct edition *e)
{
    static const char *const names[] = {[PUBLIC_BRANCH] = "branch",
                                        [PUBLIC_SIZE] = "size",
                                        [PUBLIC_MEASURE] = "measure"};
    struct sql_public_choices_row *row;
    size_t count = sql_public_choices(c->w->db, e->id, &row);
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].filter, names[c->filter]))
            add_option(c, row[i].code,
                       (struct publish_text){row[i].label_de, row[i].label_en});
}

size_t public_options(const struct world *w, const struct edition *e,
                      const struct public_shown *shown,
                      enum public_filter filter, struct public_option **options)
{
    struct counting c = {.w = w,
                         .list = shown->list,
                         .count = shown->count,
                         .filter = filter,
                         .choice = &shown->choice};
    if (filter == PUBLIC_CATEGORY)
        add_categories(&c);
    else
        add_choices(&c, e);
    for (size_t i = 0; i < CLASSES && filter == PUBLIC_SIZE; i++)
        add_option(&c, classes[i].code,
                   (struct publish_text){lang_text(LANG_DE, classes[i].label),
                                         classes[i].label});
    *options = c.option;
    return c.options;
}

/* --- when and where
 * -----------------------------------------------------------
 */

/* As view honoured says it, which would look at all honours for this. */
static bool is_public(const struct world *w, const struct edition *e,
                      const struct sql_public_years_row *row)
{
    if (edition_winners_public(w, e))
        return row->honoured != 0;
    return edition_nominees_public(w, e) && row->named_at != NULL &&
           *row->named_at <= *e->nominees_at;
}

size_t public_years(const struct world *w, int64_t organisation_id,
                    int64_t edition_id, struct public_year **years)
{
    struct sql_public_years_row *row;
    size_t count = sql_public_years(w->db, organisation_id, &row), n = 0;
    *years = arena_alloc(w->mem, (count + 1) * sizeof **years);
    for (size_t i = 0; i < count; i++) {
        struct edition e;
        if (row[i].edition_id == edition_id ||
            !edition_by_id(w, row[i].edition_id, &e) ||
            !is_public(w, &e, &row[i]))
            continue;
        const char *slug = row[i].slug;
        if (slug == NULL)
            slug = address_of(address_load(w, e.id), row[i].id);
        (*years)[n++] = (struct public_year){
            e.year,
            {e.title_de, e.title_en},
            arena_printf(w->mem, "/winners/%s/%s", e.slug, slug),
            row[i].winner != 0 && edition_winners_public(w, &e)};
    }
    return n;
}

int64_t public_next(const struct world *w)
{
    struct sql_public_next_row row;
    return sql_public_next(w->db, w->now, &row) && row.at != NULL ? *row.at : 0;
}

/* An edition that was published by its phase has no instant: its ceremony, else
 * the decision itself. */
int64_t public_since(const struct world *w, const struct edition *e,
                     const struct public_entry *p)
{
    struct sql_public_reveal_row row;
    struct sql_public_decided_row decided;
    if (!sql_public_reveal(w->db, e->id, &row))
        return 0;
    const int64_t *at =
        p->rank == PUBLIC_NOMINEE ? row.nominees_at : row.winners_at;
    int64_t since = at != NULL ? *at : 0;
    if (since == 0 && row.ceremony_at != NULL && *row.ceremony_at <= w->now)
        since = *row.ceremony_at;
    /* as long as more is secret, a later decision may be the jury's on that */
    if (!edition_winners_public(w, e))
        return since;
    bool changed = sql_public_decided(w->db, p->e.id, w->now, &decided) &&
                   decided.at != NULL;
    return changed && *decided.at > since ? *decided.at : since;
}
