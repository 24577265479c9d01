#include "model/kit_facts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/answer.h"
#include "model/kit_text.h"

/* --- who --------------------------------------------------------------------
 */

static int64_t position_of(const struct kit_facts *f, int64_t entry_id)
{
    struct ceremony_note n = ceremony_note_of(f->note, f->note_count, entry_id);
    return n.position != NULL ? *n.position : INT64_MAX;
}

static struct kit_group *group_of(struct kit_facts *f,
                                  struct publish_text category)
{
    for (size_t i = 0; i < f->group_count; i++)
        if (str_equal(f->group[i].category.de, category.de) &&
            str_equal(f->group[i].category.en, category.en))
            return &f->group[i];
    f->group =
        arena_grow(f->w->mem, f->group, f->group_count, sizeof *f->group);
    f->group[f->group_count] =
        (struct kit_group){.category = category, .position = INT64_MAX};
    return &f->group[f->group_count++];
}

/* Insertion keeps the brochure's order where no position says otherwise. */
static void put_entry(struct kit_facts *f, struct kit_group *g,
                      const struct publish_entry *e)
{
    int64_t position = position_of(f, e->id);
    size_t i = g->count;
    g->entry = arena_grow(f->w->mem, g->entry, g->count, sizeof(void *));
    for (; i > 0 && g->entry[i - 1]->winner == e->winner &&
           position_of(f, g->entry[i - 1]->id) > position;
         i--)
        g->entry[i] = g->entry[i - 1];
    g->entry[i] = e;
    g->count++;
    g->winners += e->winner;
    if (position < g->position)
        g->position = position;
}

static void sort_groups(struct kit_facts *f)
{
    for (size_t i = 1; i < f->group_count; i++) {
        struct kit_group moved = f->group[i];
        size_t k = i;
        for (; k > 0 && f->group[k - 1].position > moved.position; k--)
            f->group[k] = f->group[k - 1];
        f->group[k] = moved;
    }
}

static void make_groups(struct kit_facts *f)
{
    for (size_t i = 0; i < f->entry_count; i++) {
        const struct publish_entry *e = &f->entry[i];
        if (e->nominee || e->winner || e->commended)
            put_entry(f, group_of(f, e->category), e);
    }
    for (size_t i = 0; i < f->withheld_count; i++)
        group_of(f, f->withheld[i].category)->withheld = &f->withheld[i];
    sort_groups(f);
}

/* The year stands beside the name and must not be there twice. */
static const char *without_year(const struct kit_facts *f, const char *title)
{
    const char *ending = arena_printf(f->w->mem, " %s", f->year);
    return str_ends(title, ending)
               ? arena_textn(f->w->mem, title, strlen(title) - strlen(ending))
               : title;
}

bool kit_facts_load(const struct world *w, int64_t edition_id,
                    struct kit_facts *f)
{
    *f = (struct kit_facts){.w = w};
    if (!edition_by_id(w, edition_id, &f->edition))
        return false;
    f->year = arena_printf(w->mem, "%" PRId64, f->edition.year);
    f->award.de = without_year(f, f->edition.title_de);
    f->award.en = without_year(f, f->edition.title_en);
    f->entry_count = publish_entries(w, edition_id, &f->entry);
    f->special_count = publish_specials(w, edition_id, &f->special);
    publish_name_awards(
        w, &(struct publish_specials){f->special, f->special_count}, f->entry,
        f->entry_count);
    f->withheld_count = publish_withheld(w, edition_id, &f->withheld);
    f->note_count = ceremony_notes(w, edition_id, &f->note);
    f->juror_count = sql_brochure_jury(w->db, edition_id, &f->juror);
    make_groups(f);
    return true;
}

const struct publish_entry *kit_entry_of(const struct kit_facts *f,
                                         const struct publish_award *award)
{
    for (size_t i = 0; i < f->entry_count; i++)
        if (f->entry[i].id == award->entry_id)
            return &f->entry[i];
    return NULL;
}

/* --- what is said -----------------------------------------------------------
 */

enum { VALUES_MAX = 24 };

struct values {
    struct kit_value list[VALUES_MAX];
    size_t count;
    enum lang lang;
    struct arena *mem;
};

static void value(struct values *v, const char *name, const char *text)
{
    v->list[v->count++] = (struct kit_value){name, text};
}

static void value_of(struct values *v, const char *name,
                     struct publish_text text)
{
    value(v, name, lang_pick(v->lang, text.de, text.en));
}

static void money(struct values *v, int64_t cents)
{
    value(v, "money", cents > 0 ? answer_money(v->mem, v->lang, cents) : "");
}

static void edition_values(struct values *v, const struct kit_facts *f)
{
    const struct edition *e = &f->edition;
    value_of(v, "award", f->award);
    value(v, "year", f->year);
    value(v, "motto", lang_pick(v->lang, e->motto_de, e->motto_en));
    value(v, "organiser", e->organiser);
    value(v, "email", e->email);
    if (e->ceremony_at != NULL)
        value(v, "date", lang_date(v->mem, v->lang, *e->ceremony_at));
    if (e->embargo_at != NULL)
        value(v, "embargo", lang_datetime(v->mem, v->lang, *e->embargo_at));
}

static void entry_values(struct values *v, const struct kit_facts *f,
                         const struct publish_entry *e)
{
    struct ceremony_note n = ceremony_note_of(f->note, f->note_count, e->id);
    value_of(v, "category", e->category);
    value(v, "company", e->name);
    value(v, "city", e->seat);
    value(v, "laudator", n.laudator);
    if (e->winner || e->commended)
        value_of(v, "reason", e->reason);
    money(v, e->winner ? e->prize_cents : 0);
}

static void award_values(struct values *v, const struct kit_facts *f,
                         const struct publish_award *award)
{
    const struct publish_entry *e = kit_entry_of(f, award);
    value(v, "company", award->name);
    value(v, "city", e != NULL ? e->seat : "");
    value_of(v, "reason", award->reason);
    money(v, award->cents);
}

static void about_values(struct values *v, const struct kit_facts *f,
                         const struct kit_about *about)
{
    edition_values(v, f);
    if (about->entry != NULL)
        entry_values(v, f, about->entry);
    if (about->award != NULL)
        award_values(v, f, about->award);
    if (about->group != NULL) {
        value_of(v, "category", about->group->category);
        if (about->group->withheld != NULL)
            value_of(v, "reason", about->group->withheld->reason);
    }
    if (about->special != NULL) {
        value_of(v, "special", about->special->name);
        value_of(v, "description", about->special->description);
        value(v, "donor", about->special->donor);
        if (about->special->count == 0)
            value_of(v, "reason", about->special->reason);
    }
}

const char *kit_say(const struct kit_facts *f, enum lang lang,
                    enum kit_scope scope, const char *text,
                    const struct kit_about *about)
{
    struct values v = {.lang = lang, .mem = f->w->mem};
    const struct kit_about none = {0};
    about_values(&v, f, scope == KIT_EDITION ? &none : about);
    return kit_fill(f->w->mem, text, v.list, v.count);
}

struct kit_said kit_said(const struct kit_facts *f, const char *piece)
{
    struct kit_said s = {.facts = f};
    s.count = kit_passages(piece, &s.passage);
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        bool own;
        s.text[lang] = kit_text_all(f->w, f->edition.id, piece,
                                    lang_code((enum lang)lang), &own);
    }
    return s;
}

const char *kit_said_one(const struct kit_said *s, enum lang lang,
                         const char *name, const struct kit_about *about)
{
    for (size_t i = 0; i < s->count; i++)
        if (str_equal(s->passage[i].name, name))
            return kit_say(s->facts, lang, s->passage[i].scope,
                           s->text[lang][i], about);
    return "";
}
