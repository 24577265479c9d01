/* The pages of pieces that are many small pictures or cards. */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/kit_data.h"

enum { STEM_BYTES_MAX = 60, CARD_LINES_MAX = 200 };

/* "de/winner-lichtwerk", ASCII, not too long, and of no other page. */
static const char *page_name(struct kit_making *m, enum lang lang,
                             const char *kind, const char *text)
{
    struct arena *mem = m->facts->w->mem;
    char *stem = str_slug(mem, text);
    if (strlen(stem) > STEM_BYTES_MAX)
        stem[STEM_BYTES_MAX] = '\0';
    return arena_printf(mem, "%s/%s-%s", lang_code(lang), kind, stem);
}

static bool is_page(const struct kit_making *m, const char *name)
{
    for (size_t i = 0; i < m->page_count; i++)
        if (str_equal(m->page[i], name))
            return true;
    return false;
}

static const char *add_page(struct kit_making *m, const char *name,
                            const char *ending)
{
    struct arena *mem = m->facts->w->mem;
    const char *full = arena_printf(mem, "%s-%s", name, ending);
    for (int i = 2; is_page(m, full); i++)
        full = arena_printf(mem, "%s-%d-%s", name, i, ending);
    m->page = arena_grow(mem, m->page, m->page_count, sizeof *m->page);
    return m->page[m->page_count++] = full;
}

/* What a file is called in its language, and the word of the passage. */
struct kind {
    const char *word, *file[LANG_COUNT];
};
static const struct kind winner = {"winner", {"preistraeger", "winner"}};
static const struct kind nominee = {"nominee", {"nominiert", "nominee"}};
static const struct kind special = {"special", {"sonderpreis", "special"}};

/* --- signets ----------------------------------------------------------------
 */

static void signet(struct kit_making *m, enum lang lang,
                   const struct kind *kind, struct publish_text of)
{
    static const struct {
        const char *colour, *file[LANG_COUNT];
    } colours[] = {{"accent", {"farbe", "colour"}},
                   {"black", {"schwarz", "black"}},
                   {"white", {"weiss", "white"}}};
    const char *line = lang_pick(lang, of.de, of.en);
    const char *name = page_name(m, lang, kind->file[lang],
                                 str_empty(line) ? m->facts->year : line);
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        const char *page = add_page(
            m, arena_printf(m->facts->w->mem, "%s-%s", name, m->facts->year),
            colours[i].file[lang]);
        json_object(&m->out.json, NULL);
        json_text(&m->out.json, "file", page);
        json_text(&m->out.json, "lang", lang_code(lang));
        json_text(&m->out.json, "kind", kind->word);
        json_text(&m->out.json, "colour", colours[i].colour);
        json_text(
            &m->out.json, "word",
            kit_said_one(&m->said, lang, kind->word, &(struct kit_about){0}));
        json_text(&m->out.json, "line", line);
        json_object_end(&m->out.json);
    }
}

static void signets_in(struct kit_making *m, enum lang lang)
{
    const struct kit_facts *f = m->facts;
    for (size_t i = 0; i < f->group_count; i++) {
        if (f->group[i].winners > 0)
            signet(m, lang, &winner, f->group[i].category);
        if (f->group[i].count > f->group[i].winners)
            signet(m, lang, &nominee, f->group[i].category);
    }
    for (size_t i = 0; i < f->special_count; i++)
        if (f->special[i].count > 0)
            signet(m, lang, &special, f->special[i].name);
}

void kit_write_signets(struct kit_making *m)
{
    json_array(&m->out.json, "pages");
    signets_in(m, LANG_DE);
    signets_in(m, LANG_EN);
    json_array_end(&m->out.json);
}

/* --- images for social media ------------------------------------------------
 */

struct social {
    enum lang lang;
    const struct kind *kind;
    const struct publish_entry *entry; /* or NULL: a special prize's company
                                          that is not known as a nomination */
    const char *name, *line;
    const struct kit_about *about;
};

static void social(struct kit_making *m, const struct social *s,
                   struct buf *alt)
{
    static const char *const shapes[] = {"1200x630", "1080x1080"};
    const char *name = page_name(m, s->lang, s->kind->file[s->lang], s->name);
    for (size_t i = 0; i < 2; i++) {
        const char *page = add_page(m, name, shapes[i]);
        json_object(&m->out.json, NULL);
        json_text(&m->out.json, "file", page);
        json_text(&m->out.json, "lang", lang_code(s->lang));
        json_text(&m->out.json, "kind", s->kind->word);
        json_text(&m->out.json, "shape", shapes[i]);
        json_text(&m->out.json, "name", s->name);
        json_text(&m->out.json, "line", s->line);
        json_text(&m->out.json, "word",
                  kit_said_one(&m->said, s->lang, s->kind->word, s->about));
        if (s->entry != NULL)
            kit_pictures(m, s->entry);
        json_object_end(&m->out.json);
        buf_addf(alt, "%s.png\n%s\n\n", page,
                 kit_said_one(
                     &m->said, s->lang,
                     arena_printf(m->facts->w->mem, "alt_%s", s->kind->word),
                     s->about));
    }
}

static void social_specials(struct kit_making *m, enum lang lang,
                            struct buf *alt)
{
    const struct kit_facts *f = m->facts;
    for (size_t i = 0; i < f->special_count; i++)
        for (size_t k = 0; k < f->special[i].count; k++) {
            const struct publish_award *a = &f->special[i].award[k];
            const struct kit_about about = {.special = &f->special[i],
                                            .award = a};
            social(m,
                   &(struct social){lang, &special, kit_entry_of(f, a), a->name,
                                    "", &about},
                   alt);
        }
}

static void social_in(struct kit_making *m, enum lang lang)
{
    static const char *const names[] = {"de/alternativtexte.txt",
                                        "en/alternative-texts.txt"};
    const struct kit_facts *f = m->facts;
    struct buf alt;
    buf_init(&alt, f->w->mem);
    for (size_t i = 0; i < f->group_count; i++)
        for (size_t k = 0; k < f->group[i].count; k++) {
            const struct publish_entry *e = f->group[i].entry[k];
            const struct kit_about about = {.entry = e};
            social(m,
                   &(struct social){
                       lang, e->winner ? &winner : &nominee, e, e->name,
                       lang_pick(lang, e->category.de, e->category.en), &about},
                   &alt);
        }
    social_specials(m, lang, &alt);
    kit_add_file(m, names[lang], alt.data);
}

void kit_write_social(struct kit_making *m)
{
    json_array(&m->out.json, "pages");
    social_in(m, LANG_DE);
    social_in(m, LANG_EN);
    json_array_end(&m->out.json);
}

/* --- place cards ------------------------------------------------------------
 */

static void card(struct kit_making *m, const char *name,
                 struct publish_text role)
{
    json_object(&m->out.json, NULL);
    json_text(&m->out.json, "name", name);
    print_pair(&m->out, "role", role);
    json_object_end(&m->out.json);
}

/* "Dr. Ada Beispiel; Geschäftsführerin": without more, the company. */
static void guests(struct kit_making *m, const char *lines, const char *company)
{
    struct arena *mem = m->facts->w->mem;
    for (int i = 0; *lines && i < CARD_LINES_MAX; i++) {
        size_t bytes = strcspn(lines, "\n");
        char *name = arena_textn(mem, lines, bytes);
        char *what = strchr(name, ';');
        if (what != NULL)
            *what++ = '\0';
        const char *more = what != NULL ? str_line(mem, what) : "";
        name = str_line(mem, name);
        const char *role = str_empty(more)
                               ? company
                               : arena_printf(mem, "%s\n%s", more, company);
        if (!str_empty(name))
            card(m, name, (struct publish_text){role, role});
        lines += bytes + (lines[bytes] == '\n');
    }
}

static struct publish_text said(struct kit_making *m, const char *passage)
{
    const struct kit_about none = {0};
    return (struct publish_text){
        kit_said_one(&m->said, LANG_DE, passage, &none),
        kit_said_one(&m->said, LANG_EN, passage, &none)};
}

/* Who holds two laudatory speeches needs one card. */
static bool named_before(const struct kit_facts *f, size_t note)
{
    for (size_t i = 0; i < note; i++)
        if (str_equal(f->note[i].laudator, f->note[note].laudator))
            return true;
    return false;
}

void kit_write_cards(struct kit_making *m)
{
    const struct kit_facts *f = m->facts;
    json_array(&m->out.json, "pages");
    for (size_t i = 0; i < f->entry_count; i++) {
        struct ceremony_note n =
            ceremony_note_of(f->note, f->note_count, f->entry[i].id);
        guests(m, n.guests, f->entry[i].name);
    }
    for (size_t i = 0; i < f->juror_count; i++)
        card(m, f->juror[i].name,
             said(m, f->juror[i].chair ? "chair" : "jury"));
    for (size_t i = 0; i < f->note_count; i++)
        if (!str_empty(f->note[i].laudator) && !named_before(f, i))
            card(m, f->note[i].laudator, said(m, "laudator"));
    json_array_end(&m->out.json);
}

/* --- the press release ------------------------------------------------------
 */

static const char *passage_text(const struct kit_making *m, enum lang lang,
                                const char *name)
{
    for (size_t i = 0; i < m->said.count; i++)
        if (str_equal(m->said.passage[i].name, name))
            return m->said.text[lang][i];
    return "";
}

static void release(struct kit_making *m, enum lang lang)
{
    static const char *const names[] = {"pressemitteilung", "press-release"};
    struct arena *mem = m->facts->w->mem;
    const struct kit_about none = {0};
    const char *embargo = kit_said_one(&m->said, lang, "embargo", &none);
    kit_add_file(m,
                 arena_printf(mem, "%s-%s-%s.txt", names[lang], m->facts->year,
                              lang_code(lang)),
                 arena_printf(mem, "%s%s%s\n\n%s\n", embargo,
                              str_empty(embargo) ? "" : "\n\n",
                              kit_said_one(&m->said, lang, "headline", &none),
                              kit_press_text(&m->said, lang,
                                             passage_text(m, lang, "text"))));
}

void kit_write_press(struct kit_making *m)
{
    release(m, LANG_DE);
    release(m, LANG_EN);
}
