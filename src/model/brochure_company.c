/* The brochure's pages about companies, and lists of them: see
 * brochure_write.h. */
#include "model/brochure_write.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/qr.h"
#include "base/str.h"
#include "gen/sql_brochure.h"
#include "model/answer.h"
#include "model/brochure_entry.h"

/* --- one company ------------------------------------------------------------
 */

enum demand { DE = 1, EN = 2, PHOTO = 4, LOGO = 8 };

/* What the form will not let anybody leave out. */
static unsigned demanded(const struct world *w, int64_t edition_id)
{
    static const struct {
        const char *slot;
        enum demand what;
    } slots[] = {
        {"strategy_de", DE}, {"example_de", DE}, {"strategy_en", EN},
        {"example_en", EN},  {"photo", PHOTO},   {"logo", LOGO},
    };
    struct sql_brochure_demanded_row *row;
    size_t count = sql_brochure_demanded(w->db, edition_id, &row);
    unsigned demands = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < sizeof slots / sizeof *slots; k++)
            if (str_equal(row[i].slot, slots[k].slot))
                demands |= slots[k].what;
    return demands;
}

static void stub(struct making *m, const char *key)
{
    json_object(&m->out.json, key);
    json_text(&m->out.json, "file", "images/stub.svg");
    json_object_end(&m->out.json);
}

static void picture(struct making *m, const struct brochure_printed *p,
                    const char *key, const struct publish_picture *of,
                    bool demand)
{
    const char *stem =
        arena_printf(m->out.w->mem, "%" PRId64 "-%s", p->entry->id, key);
    if (p->pictures && print_picture(&m->out, key, stem, of))
        return;
    if (demand || (!p->pictures && of->file_id != 0))
        stub(m, key);
}

static void fact(struct making *m, struct publish_text label,
                 struct publish_text value)
{
    json_object(&m->out.json, NULL);
    print_pair(&m->out, "label", label);
    if (str_equal(value.de, value.en))
        json_text(&m->out.json, "value", value.de);
    else
        print_pair(&m->out, "value", value);
    json_object_end(&m->out.json);
}

static void facts(struct making *m, const struct publish_entry *e)
{
    json_array(&m->out.json, "facts");
    for (size_t i = 0; i < e->fact_count; i++)
        fact(m, e->facts[i].label, e->facts[i].value);
    if (!str_empty(e->website))
        fact(m, (struct publish_text){"Im Netz", "Online"},
             (struct publish_text){e->website, e->website});
    json_array_end(&m->out.json);
}

/* The modules of the code, a row of 0 and 1 each: drawn as shapes they are
 * sharp at any size. */
static void link_code(struct making *m, const struct publish_entry *e)
{
    struct qr qr;
    if (!m->design.link_codes || !str_weblink(e->website) ||
        !qr_make(m->out.w->mem, e->website, &qr))
        return;
    json_object(&m->out.json, "link");
    json_text(&m->out.json, "url", e->website);
    json_array(&m->out.json, "code");
    for (int y = 0; y < qr.width; y++) {
        char *row = arena_alloc(m->out.w->mem, (size_t)qr.width + 1);
        for (int x = 0; x < qr.width; x++)
            row[x] = qr.dark[y * qr.width + x] ? '1' : '0';
        row[qr.width] = '\0';
        json_text(&m->out.json, NULL, row);
    }
    json_array_end(&m->out.json);
    json_object_end(&m->out.json);
}

static void measures(struct making *m, const struct publish_entry *e)
{
    json_array(&m->out.json, "measures");
    for (size_t i = 0; i < e->measure_count; i++)
        print_pair(&m->out, NULL, e->measures[i]);
    json_array_end(&m->out.json);
}

static void quote(struct making *m, const struct publish_entry *e)
{
    if (str_empty(e->quote.de) && str_empty(e->quote.en))
        return;
    json_object(&m->out.json, "quote");
    print_pair(&m->out, "text", e->quote);
    json_text(&m->out.json, "name", e->quote_author);
    print_texts(&m->out, "function", e->quote_function, e->quote_function);
    json_object_end(&m->out.json);
}

static const char *paragraphs(struct making *m, const char *a, const char *b)
{
    if (str_empty(a) || str_empty(b))
        return str_empty(a) ? b : a;
    return arena_printf(m->out.w->mem, "%s\n\n%s", a, b);
}

/* A column that is still empty takes its width from the other. */
static struct publish_text
columns(struct making *m, const struct publish_entry *e, unsigned demands)
{
    struct publish_text text = {
        paragraphs(m, e->strategy.de, e->example.de),
        paragraphs(m, e->strategy.en, e->example.en),
    };
    if (str_empty(text.de) && str_empty(text.en))
        return text;
    if (str_empty(text.de) && demands & DE)
        text.de = "–";
    if (str_empty(text.en) && demands & EN)
        text.en = "–";
    return text;
}

static void honour(struct making *m, const struct publish_entry *e)
{
    json_bool(&m->out.json, "winner", e->winner);
    if (e->winner && e->shared)
        print_texts(&m->out, "prize", "Preisträger (geteilter Preis)",
                    "Winner (shared prize)");
    else if (e->commended && !e->winner)
        print_texts(&m->out, "prize", "Nominiert, mit Anerkennung der Jury",
                    "Nominee, commended by the jury");
    if (e->winner || e->commended)
        print_pair(&m->out, "reason", e->reason);
}

void brochure_company(struct making *m, const struct brochure_printed *p)
{
    const struct publish_entry *e = p->entry;
    unsigned demands = p->complete ? demanded(m->out.w, m->edition->id) : 0;
    json_object(&m->out.json, NULL);
    json_text(&m->out.json, "code",
              e->code); /* for programs, not for readers */
    json_text(&m->out.json, "name", e->name);
    json_text(&m->out.json, "city", e->seat);
    print_pair(&m->out, "category", e->category);
    if (p->decided)
        honour(m, e);
    if (p->pages != 0)
        json_int(&m->out.json, "pages", p->pages);
    picture(m, p, "photo", &e->photo, demands & PHOTO);
    picture(m, p, "logo", &e->logo, demands & LOGO);
    facts(m, e);
    link_code(m, e);
    measures(m, e);
    print_pair(&m->out, "text", columns(m, e, demands));
    quote(m, e);
    json_object_end(&m->out.json);
}

/* --- all of them ------------------------------------------------------------
 */

static void entries(struct making *m, const struct publish_entry *e,
                    size_t count)
{
    struct brochure_entry *list;
    size_t n = brochure_entries_of(m->out.w, m->edition->id, e, count, &list);
    json_array(&m->out.json, "entries");
    for (size_t i = 0; i < n; i++)
        if (list[i].shown)
            brochure_company(m, &(struct brochure_printed){
                                    .entry = list[i].entry,
                                    .pages = list[i].pages,
                                    .decided = true,
                                    .pictures = true,
                                });
    json_array_end(&m->out.json);
}

static void participants(struct making *m, const struct publish_entry *e,
                         size_t count)
{
    json_array(&m->out.json, "participants");
    for (size_t i = 0; i < count; i++) {
        if (!e[i].nominee && !e[i].named)
            continue;
        json_object(&m->out.json, NULL);
        json_text(&m->out.json, "name", e[i].name);
        json_text(&m->out.json, "city", e[i].seat);
        print_pair(&m->out, "category", e[i].category);
        json_object_end(&m->out.json);
    }
    json_array_end(&m->out.json);
}

static void award(struct making *m, const struct publish_award *a)
{
    json_object(&m->out.json, NULL);
    json_text(&m->out.json, "name", a->name);
    if (a->cents > 0)
        print_texts(&m->out, "money",
                    answer_money(m->out.w->mem, LANG_DE, a->cents),
                    answer_money(m->out.w->mem, LANG_EN, a->cents));
    print_pair(&m->out, "reason", a->reason);
    json_object_end(&m->out.json);
}

static void specials(struct making *m, const struct publish_entry *entry,
                     size_t entries)
{
    struct publish_special *s;
    size_t count = publish_specials(m->out.w, m->edition->id, &s);
    publish_name_awards(m->out.w, &(struct publish_specials){s, count}, entry,
                        entries);
    json_array(&m->out.json, "specials");
    for (size_t i = 0; i < count; i++) {
        json_object(&m->out.json, NULL);
        print_pair(&m->out, "name", s[i].name);
        print_pair(&m->out, "description", s[i].description);
        json_text(&m->out.json, "donor", s[i].donor);
        if (s[i].count == 0)
            print_pair(&m->out, "reason", s[i].reason);
        json_array(&m->out.json, "awards");
        for (size_t k = 0; k < s[i].count; k++)
            award(m, &s[i].award[k]);
        json_array_end(&m->out.json);
        json_object_end(&m->out.json);
    }
    json_array_end(&m->out.json);
}

static void withheld(struct making *m)
{
    struct publish_withheld *list;
    size_t count = publish_withheld(m->out.w, m->edition->id, &list);
    json_array(&m->out.json, "withheld");
    for (size_t i = 0; i < count; i++) {
        json_object(&m->out.json, NULL);
        print_pair(&m->out, "category", list[i].category);
        print_pair(&m->out, "reason", list[i].reason);
        json_object_end(&m->out.json);
    }
    json_array_end(&m->out.json);
}

void brochure_companies(struct making *m, const struct publish_entry *entry,
                        size_t count)
{
    entries(m, entry, count);
    participants(m, entry, count);
    specials(m, entry, count);
    withheld(m);
}
