/* From the rows of an edition to what may be printed. The lists come sorted by
 * nomination; each answer then finds its place by the slot of its question. */
#include "model/publish.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/lang.h"
#include "base/str.h"
#include "gen/sql_publish.h"
#include "model/answer.h"
#include "model/publish_prize.h"
#include "model/publish_words.h"

struct publishing {
    const struct world *w;
    struct answer_choice *choice;
    size_t choice_count;
    struct publish_entry *entry;
    struct publish_entry **by_id;
    size_t count;
};

static int by_id(const void *a, const void *b)
{
    const struct publish_entry *const *left = a, *const *right = b;
    return ((*left)->id > (*right)->id) - ((*left)->id < (*right)->id);
}

/* There may be ten thousand, each with a dozen answers. */
static struct publish_entry *find(const struct publishing *p, int64_t id)
{
    const struct publish_entry wanted = {.id = id}, *key = &wanted;
    struct publish_entry **found =
        bsearch(&key, p->by_id, p->count, sizeof *p->by_id, by_id);
    return found != NULL ? *found : NULL;
}

static const char *some(const char *text)
{
    return text != NULL ? text : "";
}

static struct publish_entry entry_of(const struct sql_publish_entries_row *row)
{
    return (struct publish_entry){
        .id = row->id,
        .code = row->code,
        .name = row->name,
        .category = {some(row->category_de), some(row->category_en)},
        .category_id = row->category_id ? *row->category_id : 0,
        .category_code = some(row->category_code),
        .organisation_id = row->organisation_id,
        .address = row->address,
        .special = row->special != 0,
        .nominee = row->nominee != 0 || row->winner != 0,
        .winner = row->winner != 0,
        .commended = row->commended != 0 && row->winner == 0,
        .named = true,
        .reason = row->winner
                      ? (struct publish_text){some(row->reason_de),
                                              some(row->reason_en)}
                      : (struct publish_text){some(row->commendation_de),
                                              some(row->commendation_en)},
        .seat = "",
        .website = "",
        .strategy = {"", ""},
        .example = {"", ""},
        .quote = {"", ""},
        .quote_author = "",
        .quote_function = "",
        .logo = {0, "", {"", ""}, ""},
        .photo = {0, "", {"", ""}, ""},
    };
}

/* "Sector in German" beside "Sector in English" is one fact: "Sector". */
static const char *plain_label(const struct world *w, const char *label)
{
    static const char *const endings[] = {
        " auf Deutsch", " auf Englisch", " (Deutsch)",     " (Englisch)",
        " (deutsch)",   " (englisch)",   " (auf Deutsch)", " (auf Englisch)",
        " in German",   " in English",   " (German)",      " (English)",
        " (in German)", " (in English)",
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(label, endings[i]))
            return arena_textn(w->mem, label,
                               strlen(label) - strlen(endings[i]));
    return label;
}

static struct publish_text shown(const struct publishing *p,
                                 const struct sql_publish_answers_row *a)
{
    const struct question q = {.id = a->id,
                               .kind = a->kind,
                               .choice = p->choice,
                               .choice_count = p->choice_count};
    if (str_equal(a->language, "de"))
        return (struct publish_text){a->value, ""};
    if (str_equal(a->language, "en"))
        return (struct publish_text){"", a->value};
    return (struct publish_text){answer_text(p->w->mem, LANG_DE, &q, a->value),
                                 answer_text(p->w->mem, LANG_EN, &q, a->value)};
}

/* The other language of a question "sector_de" is "sector_en". */
static bool are_pair(const struct sql_publish_answers_row *a,
                     const struct sql_publish_answers_row *b)
{
    size_t length = strlen(a->code);
    return a->entry_id == b->entry_id && a->language[0] != '\0' &&
           b->language[0] != '\0' && !str_equal(a->language, b->language) &&
           length == strlen(b->code) && length > 3 &&
           strncmp(a->code, b->code, length - 2) == 0 &&
           a->code[length - 3] == '_';
}

static void add_fact(const struct publishing *p, struct publish_entry *e,
                     const struct sql_publish_answers_row *all, size_t count,
                     size_t at)
{
    const struct sql_publish_answers_row *a = &all[at];
    struct publish_text value = shown(p, a);
    size_t first = at; /* of the same nomination: they stand together */
    while (first > 0 && all[first - 1].entry_id == a->entry_id)
        first--;
    for (size_t i = first; i < count && all[i].entry_id == a->entry_id; i++) {
        if (!str_equal(all[i].slot, "fact") || !are_pair(a, &all[i]))
            continue;
        if (i < at)
            return; /* printed with its twin */
        struct publish_text other = shown(p, &all[i]);
        value.de = value.de[0] != '\0' ? value.de : other.de;
        value.en = value.en[0] != '\0' ? value.en : other.en;
    }
    struct publish_fact *fact =
        arena_grow(p->w->mem, (void *)e->facts, e->fact_count, sizeof *fact);
    e->facts = fact;
    fact[e->fact_count++] = (struct publish_fact){
        {plain_label(p->w, a->label_de), plain_label(p->w, a->label_en)},
        value,
    };
}

static void put_text(struct publish_entry *e, const char *slot,
                     const char *value)
{
    const char **place = publish_place(e, slot);
    if (place != NULL)
        *place = value;
}

static void load_choices(struct publishing *p, int64_t edition_id)
{
    struct sql_publish_choices_row *row;
    p->choice_count = sql_publish_choices(p->w->db, edition_id, &row);
    p->choice =
        arena_alloc(p->w->mem, (p->choice_count + 1) * sizeof *p->choice);
    for (size_t i = 0; i < p->choice_count; i++)
        p->choice[i] = (struct answer_choice){row[i].question_id, row[i].code,
                                              row[i].label_de, row[i].label_en};
}

/* One measure for each code that was chosen, in the order of the choices. */
static void add_measures(const struct publishing *p, struct publish_entry *e,
                         const struct sql_publish_answers_row *a)
{
    const char *chosen = arena_printf(p->w->mem, " %s ", a->value);
    for (size_t i = 0; i < p->choice_count; i++) {
        const struct answer_choice *c = &p->choice[i];
        if (c->question_id != a->id ||
            strstr(chosen, arena_printf(p->w->mem, " %s ", c->code)) == NULL)
            continue;
        struct publish_text *list = arena_grow(p->w->mem, (void *)e->measures,
                                               e->measure_count, sizeof *list);
        e->measures = list;
        list[e->measure_count++] =
            (struct publish_text){c->label_de, c->label_en};
    }
}

/* The answers of one nomination. */
static void add_own(const struct publishing *p, struct publish_entry *e,
                    const struct sql_publish_answers_row *row, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].filter, "measure"))
            add_measures(p, e, &row[i]);
        else if (str_equal(row[i].slot, "fact"))
            add_fact(p, e, row, count, i);
        else
            put_text(e, row[i].slot, row[i].value);
}

static void add_answers(const struct publishing *p, const char *ids)
{
    struct sql_publish_answers_row *row;
    size_t count = sql_publish_answers(p->w->db, ids, &row);
    for (size_t i = 0, n = 0; i < count; i = n) {
        struct publish_entry *e = find(p, row[i].entry_id);
        for (n = i; n < count && row[n].entry_id == row[i].entry_id; n++)
            ;
        if (e != NULL)
            add_own(p, e, &row[i], n - i);
    }
}

static void add_pictures(const struct publishing *p, const char *ids)
{
    struct sql_publish_pictures_row *row;
    size_t count = sql_publish_pictures(p->w->db, ids, &row);
    for (size_t i = 0; i < count; i++) {
        struct publish_entry *e = find(p, row[i].entry_id);
        struct publish_picture picture = {row[i].file_id,
                                          row[i].credit,
                                          {row[i].alt_de, row[i].alt_en},
                                          row[i].digest};
        if (e == NULL)
            continue;
        if (str_equal(row[i].slot, "logo"))
            e->logo = picture;
        else
            e->photo = picture;
    }
}

/* Without the consent to process data, nothing that the company wrote. */
static void take_away(struct publish_entry *e, const char *consent)
{
    static const struct publish_text none = {"", ""};
    static const struct publish_picture no_picture = {0, "", {"", ""}, ""};
    if (str_equal(consent, "data")) {
        take_away(e, "publication");
        take_away(e, "images");
    } else if (str_equal(consent, "publication")) {
        e->named = false;
        e->strategy = e->example = e->quote = none;
        e->seat = e->website = e->quote_author = e->quote_function = "";
        e->fact_count = e->measure_count = 0;
    } else if (str_equal(consent, "images")) {
        e->logo = e->photo = no_picture;
    } else if (str_equal(consent, "persons")) {
        e->quote_author = e->quote_function = "";
    }
}

/* Which nominations, as a JSON array of ids, and how. */
struct wish {
    int64_t edition_id;
    const char *ids;
    const int64_t *nominees_at; /* NULL: the decision is public */
    enum publish_words words;
};

/* Who they are. */
static struct publishing load_names(const struct world *w, const char *ids,
                                    const int64_t *nominees_at)
{
    struct sql_publish_entries_row *row;
    struct publishing p = {.w = w};
    p.count = sql_publish_entries(w->db, ids, nominees_at, &row);
    p.entry = arena_alloc(w->mem, p.count * sizeof *p.entry);
    p.by_id = arena_alloc(w->mem, p.count * sizeof *p.by_id);
    for (size_t i = 0; i < p.count; i++) {
        p.entry[i] = entry_of(&row[i]);
        p.by_id[i] = &p.entry[i];
    }
    qsort(p.by_id, p.count, sizeof *p.by_id, by_id);
    return p;
}

static struct publishing load(const struct world *w, const struct wish *wish)
{
    struct publishing p = load_names(w, wish->ids, wish->nominees_at);
    load_choices(&p, wish->edition_id);
    add_answers(&p, wish->ids);
    add_pictures(&p, wish->ids);
    publish_reword(w, wish->edition_id, wish->words, p.entry, p.count);
    return p;
}

static struct publishing agreed(const struct world *w, const struct wish *wish)
{
    struct sql_publish_refused_row *refused;
    struct publishing p = load(w, wish);
    size_t count = sql_publish_refused(w->db, wish->ids, &refused);
    for (size_t i = 0; i < count; i++) {
        struct publish_entry *e = find(&p, refused[i].id);
        if (e != NULL)
            take_away(e, refused[i].code);
    }
    return p;
}

static size_t take(const struct world *w, const struct wish *wish,
                   struct publish_entry **entries)
{
    struct publishing p = agreed(w, wish);
    *entries = p.entry;
    return p.count;
}

static const char *admitted(const struct world *w, int64_t edition_id)
{
    struct sql_publish_admitted_row row;
    return sql_publish_admitted(w->db, edition_id, &row) ? row.ids : "[]";
}

const char *publish_honoured(const struct world *w, int64_t edition_id,
                             const int64_t *nominees_at)
{
    struct sql_publish_honoured_row row;
    struct sql_publish_decided_row decided;
    if (nominees_at == NULL)
        return sql_publish_decided(w->db, edition_id, &decided) ? decided.ids
                                                                : "[]";
    return sql_publish_honoured(w->db, edition_id, w->now, &row) ? row.ids
                                                                 : "[]";
}

size_t publish_entries(const struct world *w, int64_t edition_id,
                       struct publish_entry **entries)
{
    const struct wish wish = {edition_id, admitted(w, edition_id), NULL,
                              PUBLISH_EDITED};
    size_t count = take(w, &wish, entries);
    publish_share_prizes(w, edition_id, *entries, count);
    return count;
}

size_t publish_nominees(const struct world *w, int64_t edition_id,
                        int64_t nominees_at, struct publish_entry **entries)
{
    return take(w,
                &(struct wish){edition_id, admitted(w, edition_id),
                               &nominees_at, PUBLISH_RELEASED},
                entries);
}

size_t publish_some(const struct world *w, int64_t edition_id, const char *ids,
                    const int64_t *nominees_at, struct publish_entry **entries)
{
    return take(w,
                &(struct wish){edition_id, ids, nominees_at, PUBLISH_RELEASED},
                entries);
}

size_t publish_names(const struct world *w, const char *ids,
                     const int64_t *nominees_at, struct publish_entry **entries)
{
    struct publishing p = load_names(w, ids, nominees_at);
    *entries = p.entry;
    return p.count;
}

static const int64_t whenever = INT64_MAX;

size_t publish_pages(const struct world *w, int64_t edition_id,
                     struct publish_entry **entries)
{
    return take(w,
                &(struct wish){edition_id, admitted(w, edition_id), &whenever,
                               PUBLISH_EDITED},
                entries);
}

/* One nomination of that edition; NULL: it is not. */
static const char *only(const struct world *w, int64_t edition_id,
                        int64_t entry_id)
{
    struct sql_publish_of_row row;
    if (!sql_publish_of(w->db, edition_id, entry_id, &row))
        return NULL;
    return arena_printf(w->mem, "[%" PRId64 "]", entry_id);
}

bool publish_page(const struct world *w, int64_t edition_id, int64_t entry_id,
                  struct publish_entry *entry)
{
    const struct wish wish = {edition_id, only(w, edition_id, entry_id),
                              &whenever, PUBLISH_EDITED};
    if (wish.ids == NULL)
        return false;
    *entry = agreed(w, &wish).entry[0];
    return true;
}

bool publish_answers(const struct world *w, int64_t edition_id,
                     int64_t entry_id, struct publish_entry *entry)
{
    const struct wish wish = {edition_id, only(w, edition_id, entry_id),
                              &whenever, PUBLISH_ANSWERS};
    if (wish.ids == NULL)
        return false;
    *entry = agreed(w, &wish).entry[0];
    return true;
}

bool publish_planned(const struct world *w, int64_t edition_id,
                     int64_t entry_id, struct publish_entry *entry)
{
    const struct wish wish = {edition_id, only(w, edition_id, entry_id), NULL,
                              PUBLISH_ANSWERS};
    if (wish.ids == NULL)
        return false;
    *entry = load(w, &wish).entry[0];
    return true;
}

int64_t publish_changed(const struct world *w, int64_t edition_id)
{
    struct sql_publish_changed_row row;
    if (!sql_publish_changed(w->db, edition_id, &row))
        return 0;
    int64_t at = row.created_at;
    const int64_t *others[] = {row.entry_at, row.honour_at, row.award_at,
                               row.withheld_at, row.text_at};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i] != NULL && *others[i] > at)
            at = *others[i];
    return at;
}
