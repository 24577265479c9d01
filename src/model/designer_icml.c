/* Texts as ICML, for InDesign's File > Place. Names of styles are part of the
 * package's promise (LIESMICH.txt): a designer's own styles of these names take
 * the texts up, and placed anew they keep their look. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "base/xml.h"
#include "model/designer_parts.h"
#include "model/designer_style.h"

static const char german[] = "$ID/German: 2006 Reform";
static const char english[] = "$ID/English: UK";

struct icml {
    struct designing *d;
    struct buf out;
    bool begun; /* a paragraph is there */
    bool plain; /* what companies and jury write, whose "#" is a "#" */
};

/* --- the frame --- */

static void style(struct buf *out, const char *name, const char *language)
{
    buf_addf(out,
             "    <ParagraphStyle Self=\"ParagraphStyle/%s\" Name=\"%s\" "
             "AppliedLanguage=\"%s\">\n"
             "      <Properties>\n"
             "        <BasedOn type=\"object\">$ID/NormalParagraphStyle"
             "</BasedOn>\n"
             "      </Properties>\n"
             "    </ParagraphStyle>\n",
             name, name, language);
}

static void head(struct icml *i)
{
    buf_add(&i->out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
            "<?aid style=\"50\" type=\"snippet\" readerVersion=\"6.0\" "
            "featureSet=\"513\" product=\"8.0(370)\" ?>\n"
            "<?aid SnippetType=\"InCopyInterchange\"?>\n"
            "<Document DOMVersion=\"8.0\" Self=\"lorbeer_doc\">\n"
            "  <RootCharacterStyleGroup Self=\"lorbeer_character_styles\">\n"
            "    <CharacterStyle Self=\"$ID/NormalCharacterStyle\" "
            "Name=\"Default\" />\n"
            "  </RootCharacterStyleGroup>\n"
            "  <RootParagraphStyleGroup Self=\"lorbeer_paragraph_styles\">\n"
            "    <ParagraphStyle Self=\"$ID/NormalParagraphStyle\" "
            "Name=\"$ID/NormalParagraphStyle\" />\n");
    for (const struct designer_style *s = designer_styles; s->name != NULL;
         s++) {
        const char *name = s->name;
        if (!s->bilingual) {
            style(&i->out, name, german);
            continue;
        }
        style(&i->out, arena_printf(i->d->w->mem, "%s DE", name), german);
        style(&i->out, arena_printf(i->d->w->mem, "%s EN", name), english);
    }
    buf_add(&i->out,
            "  </RootParagraphStyleGroup>\n"
            "  <Story Self=\"lorbeer_story\" TrackChanges=\"false\" "
            "StoryTitle=\"\" AppliedTOCStyle=\"n\" AppliedNamedGrid=\"n\">\n"
            "    <StoryPreference OpticalMarginAlignment=\"true\" "
            "OpticalMarginSize=\"12\" />\n");
}

static void start(struct icml *i, struct designing *d)
{
    i->d = d;
    i->begun = false;
    buf_init(&i->out, d->w->mem);
    head(i);
}

static void finish(struct icml *i, const char *name)
{
    buf_add(&i->out, "  </Story>\n</Document>\n");
    designer_add(i->d, name, &i->out);
}

/* --- paragraphs --- */

/* Lines of one paragraph are parted by U+2028, which breaks the line there. */
static void content(struct icml *i, const char *text, size_t bytes)
{
    const char *copy = arena_textn(i->d->w->mem, text, bytes);
    while (*copy != '\0') {
        size_t line = strcspn(copy, "\n");
        xml_add(&i->out, arena_textn(i->d->w->mem, copy, line));
        copy += line;
        if (*copy == '\n' && *++copy != '\0')
            buf_add(&i->out, "\xe2\x80\xa8");
    }
}

static void paragraph_of(struct icml *i, const char *name, const char *language,
                         const char *text, size_t bytes)
{
    if (i->begun) /* between two, as a reader of ICML expects it */
        buf_add(&i->out, "    <Br />\n");
    i->begun = true;
    buf_addf(&i->out,
             "    <ParagraphStyleRange "
             "AppliedParagraphStyle=\"ParagraphStyle/%s\">\n"
             "      <CharacterStyleRange AppliedCharacterStyle="
             "\"$ID/NormalCharacterStyle\" AppliedLanguage=\"%s\">\n"
             "        <Content>",
             name, language);
    content(i, text, bytes);
    buf_add(&i->out,
            "</Content>\n      </CharacterStyleRange>\n"
            "    </ParagraphStyleRange>\n");
}

static void line(struct icml *i, const char *name, const char *text)
{
    if (!str_empty(text))
        paragraph_of(i, name, german, text, strlen(text));
}

static void side(struct icml *i, const char *name, bool is_german,
                 const char *text)
{
    if (str_empty(text))
        return;
    paragraph_of(
        i, arena_printf(i->d->w->mem, "%s %s", name, is_german ? "DE" : "EN"),
        is_german ? german : english, text, strlen(text));
}

static void both(struct icml *i, const char *name, struct designer_text t)
{
    side(i, name, true, t.de);
    if (!str_equal(t.de, t.en))
        side(i, name, false, t.en);
}

static size_t hashes(const char *at)
{
    size_t count = strspn(at, "#");
    return at[count] == ' ' ? count : 0;
}

/* Running text: an empty line parts paragraphs, "- " begins a list's line,
 * "# " a heading (of own pages, which are Markdown). */
static void running(struct icml *i, const char *name, bool is_german,
                    const char *text)
{
    struct arena *mem = i->d->w->mem;
    const char *at = text;
    while (*at != '\0') {
        at += strspn(at, "\n");
        size_t bytes = 0;
        bool list = strncmp(at, "- ", 2) == 0;
        bool heading = !i->plain && hashes(at) > 0;
        /* up to an empty line, or a line that begins a list or ends one */
        do {
            bytes += strcspn(at + bytes, "\n");
            if (at[bytes] == '\0' || at[bytes + 1] == '\n' || list || heading ||
                strncmp(at + bytes + 1, "- ", 2) == 0)
                break;
            bytes++;
        } while (at[bytes] != '\0');
        const char *piece = arena_textn(mem, at, bytes);
        at += bytes;
        if (list)
            side(i, "Liste", is_german, piece + 2);
        else if (heading)
            side(i, "Zwischentitel", is_german, piece + strspn(piece, "#") + 1);
        else
            side(i, name, is_german, piece);
    }
}

static void texts(struct icml *i, const char *name, struct designer_text t)
{
    running(i, name, true, t.de);
    if (!str_equal(t.de, t.en))
        running(i, name, false, t.en);
}

/* --- companies --- */

static void facts(struct icml *i, const struct json *entry)
{
    const struct json *facts = json_get(entry, "facts");
    const struct json *f = facts != NULL ? facts->child : NULL;
    struct arena *mem = i->d->w->mem;
    for (; f != NULL; f = f->next) {
        struct designer_text label = designer_text(f, "label");
        struct designer_text value = designer_text(f, "value");
        side(i, "Fakt", true, arena_printf(mem, "%s\t%s", label.de, value.de));
        side(i, "Fakt", false, arena_printf(mem, "%s\t%s", label.en, value.en));
    }
}

static struct designer_text itself(const struct json *value)
{
    return value->kind == JSON_TEXT
               ? (struct designer_text){value->text, value->text}
               : (struct designer_text){json_get_text(value, "de", ""),
                                        json_get_text(value, "en", "")};
}

static void list_of(struct icml *i, const char *name, const struct json *list)
{
    for (const struct json *m = list != NULL ? list->child : NULL; m != NULL;
         m = m->next)
        both(i, name, itself(m));
}

static void captions(struct icml *i, const struct designer_entry *e)
{
    for (size_t k = 0; k < i->d->image_count; k++) {
        const struct designer_image *image = &i->d->image[k];
        if (image->entry == e && !str_empty(image->credit))
            line(i, "Bildnachweis", image->credit);
    }
}

static void company(struct icml *i, const struct designer_entry *e)
{
    const struct json *quote = json_get(e->data, "quote");
    i->plain = true;
    both(i, "Kategorie", designer_text(e->data, "category"));
    if (json_get_bool(e->data, "winner", false) &&
        json_get(e->data, "prize") == NULL)
        both(i, "Auszeichnung",
             (struct designer_text){"Preisträger", "Winner"});
    both(i, "Auszeichnung", designer_text(e->data, "prize"));
    line(i, "Unternehmen", json_get_text(e->data, "name", ""));
    line(i, "Ort", json_get_text(e->data, "city", ""));
    list_of(i, "Massnahme", json_get(e->data, "measures"));
    facts(i, e->data);
    texts(i, "Text", designer_text(e->data, "text"));
    texts(i, "Begruendung", designer_text(e->data, "reason"));
    texts(i, "Zitat", designer_text(quote, "text"));
    line(i, "Zitatgeber", json_get_text(quote, "name", ""));
    both(i, "Zitatgeber Funktion", designer_text(quote, "function"));
    captions(i, e);
    i->plain = false;
}

/* --- the whole --- */

static const struct json *children(const struct json *object, const char *key)
{
    const struct json *list = json_get(object, key);
    return list != NULL ? list->child : NULL;
}

static void titled(struct icml *i, const char *key, const char *de,
                   const char *en)
{
    const struct json *part = json_get(i->d->data, key);
    struct designer_text title = designer_text(part, "title");
    struct designer_text text = designer_text(part, "text");
    if (part == NULL || (str_empty(text.de) && str_empty(text.en)))
        return;
    if (str_empty(title.de) && str_empty(title.en))
        title = (struct designer_text){de, en};
    both(i, "Kapitel", title);
    texts(i, "Text", text);
}

static void opening(struct icml *i)
{
    const struct json *data = i->d->data;
    both(i, "Titel", designer_text(data, "award"));
    line(i, "Jahr", json_get_text(data, "year", ""));
    both(i, "Motto", designer_text(data, "motto"));
    for (const struct json *g = children(data, "greetings"); g != NULL;
         g = g->next) {
        both(i, "Kapitel", (struct designer_text){"Grußwort", "Greeting"});
        texts(i, "Text", designer_text(g, "text"));
        line(i, "Person", json_get_text(g, "name", ""));
        both(i, "Funktion", designer_text(g, "function"));
    }
    titled(i, "about", "Der Preis", "The award");
    const struct json *jury = json_get(data, "jury");
    if (children(jury, "members") != NULL)
        both(i, "Kapitel", (struct designer_text){"Die Jury", "The jury"});
    texts(i, "Text", designer_text(jury, "text"));
    for (const struct json *m = children(jury, "members"); m != NULL;
         m = m->next) {
        line(i, "Person", json_get_text(m, "name", ""));
        both(i, "Funktion", designer_text(m, "function"));
    }
}

static void specials(struct icml *i)
{
    i->plain = true;
    for (const struct json *s = children(i->d->data, "specials"); s != NULL;
         s = s->next) {
        both(i, "Kapitel", designer_text(s, "name"));
        texts(i, "Text", designer_text(s, "description"));
        line(i, "Funktion DE", json_get_text(s, "donor", ""));
        for (const struct json *a = children(s, "awards"); a != NULL;
             a = a->next) {
            line(i, "Unternehmen", json_get_text(a, "name", ""));
            both(i, "Auszeichnung", designer_text(a, "money"));
            texts(i, "Begruendung", designer_text(a, "reason"));
        }
        texts(i, "Begruendung", designer_text(s, "reason"));
    }
    for (const struct json *h = children(i->d->data, "withheld"); h != NULL;
         h = h->next) {
        both(i, "Kategorie", designer_text(h, "category"));
        texts(i, "Begruendung", designer_text(h, "reason"));
    }
    i->plain = false;
}

static void own_pages(struct icml *i)
{
    for (const struct json *p = children(i->d->data, "parts"); p != NULL;
         p = p->next) {
        if (!str_equal(json_get_text(p, "kind", ""), "own"))
            continue;
        both(i, "Kapitel", designer_text(p, "title"));
        texts(i, "Text", designer_text(p, "body"));
    }
}

static void closing(struct icml *i)
{
    struct arena *mem = i->d->w->mem;
    const struct json *p = children(i->d->data, "participants");
    if (p != NULL)
        both(i, "Kapitel",
             (struct designer_text){"Alle Teilnehmenden", "All participants"});
    for (; p != NULL; p = p->next) {
        const char *city = json_get_text(p, "city", "");
        const char *name = json_get_text(p, "name", "");
        line(i, "Teilnehmer",
             str_empty(city) ? name : arena_printf(mem, "%s\t%s", name, city));
    }
    titled(i, "call", "Ausblick", "The next call");
    for (const struct json *t = children(i->d->data, "partners"); t != NULL;
         t = t->next) {
        const struct json *m = children(t, "members");
        if (m != NULL)
            both(i, "Zwischentitel", designer_text(t, "tier"));
        for (; m != NULL; m = m->next)
            line(i, "Partner", json_get_text(m, "name", ""));
    }
    titled(i, "imprint", "Impressum", "Imprint");
}

void designer_icml(struct designing *d)
{
    struct icml i;
    start(&i, d);
    opening(&i);
    for (size_t k = 0; k < d->entry_count; k++)
        company(&i, &d->entry[k]);
    specials(&i);
    own_pages(&i);
    closing(&i);
    finish(&i, "texte/gesamt.icml");
    for (size_t k = 0; k < d->entry_count; k++) {
        start(&i, d);
        company(&i, &d->entry[k]);
        finish(&i, arena_printf(d->w->mem, "texte/%s.icml", d->entry[k].key));
    }
}
