/* A line for each company, for the data merge of layout programs: tab-separated
 * UTF-16 for InDesign, comma-separated and flat JSON for Affinity. A field has
 * no line break and no tab in it; a pilcrow stands for the end of a paragraph.
 *
 * Somebody may open these in a spreadsheet: a field that would begin a formula
 * begins with a space. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/designer_parts.h"

enum column_kind { TEXT, PICTURE };

static const struct {
    const char *name; /* of pictures without the @ that InDesign wants */
    enum column_kind kind;
} columns[] = {
    {"nummer", TEXT},
    {"name", TEXT},
    {"ort", TEXT},
    {"kategorie_de", TEXT},
    {"kategorie_en", TEXT},
    {"preistraeger", TEXT},
    {"auszeichnung_de", TEXT},
    {"auszeichnung_en", TEXT},
    {"massnahmen_de", TEXT},
    {"massnahmen_en", TEXT},
    {"fakten_de", TEXT},
    {"fakten_en", TEXT},
    {"text_de", TEXT},
    {"text_en", TEXT},
    {"begruendung_de", TEXT},
    {"begruendung_en", TEXT},
    {"zitat_de", TEXT},
    {"zitat_en", TEXT},
    {"zitat_name", TEXT},
    {"zitat_funktion_de", TEXT},
    {"zitat_funktion_en", TEXT},
    {"foto_alt_de", TEXT},
    {"foto_alt_en", TEXT},
    {"bildnachweis", TEXT},
    {"foto", PICTURE},
    {"logo", PICTURE},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct row {
    const char *cell[COLUMNS];
    size_t count;
};

static void put(struct row *row, const char *text)
{
    row->cell[row->count++] = text;
}

static void put_both(struct row *row, struct designer_text t)
{
    put(row, t.de);
    put(row, t.en);
}

static const char *joined(struct designing *d, const struct json *list,
                          bool german)
{
    struct buf out;
    buf_init(&out, d->w->mem);
    for (const struct json *m = list != NULL ? list->child : NULL; m != NULL;
         m = m->next) {
        const char *text = m->kind == JSON_TEXT
                               ? m->text
                               : json_get_text(m, german ? "de" : "en", "");
        buf_addf(&out, "%s%s", out.bytes > 0 ? "\n" : "", text);
    }
    return out.data;
}

static const char *facts(struct designing *d, const struct json *list,
                         bool german)
{
    struct buf out;
    buf_init(&out, d->w->mem);
    for (const struct json *f = list != NULL ? list->child : NULL; f != NULL;
         f = f->next) {
        struct designer_text label = designer_text(f, "label");
        struct designer_text value = designer_text(f, "value");
        buf_addf(&out, "%s%s: %s", out.bytes > 0 ? "\n" : "",
                 german ? label.de : label.en, german ? value.de : value.en);
    }
    return out.data;
}

static const struct designer_image *image_of(const struct designing *d,
                                             const struct designer_entry *e,
                                             const char *role)
{
    for (size_t i = 0; i < d->image_count; i++)
        if (d->image[i].entry == e && str_equal(d->image[i].role, role))
            return &d->image[i];
    return NULL;
}

static void put_quote(struct row *row, const struct json *quote)
{
    put_both(row, designer_text(quote, "text"));
    put(row, json_get_text(quote, "name", ""));
    put_both(row, designer_text(quote, "function"));
}

static void put_pictures(struct row *row, const struct designing *d,
                         const struct designer_entry *e)
{
    const struct designer_image *photo = image_of(d, e, "foto");
    const struct designer_image *logo = image_of(d, e, "logo");
    put_both(row, photo != NULL ? photo->alt : (struct designer_text){"", ""});
    put(row, photo != NULL ? photo->credit : "");
    put(row, photo != NULL ? photo->picture.name : "");
    put(row, logo != NULL ? logo->picture.name : "");
}

static struct row row_of(struct designing *d, const struct designer_entry *e)
{
    struct row row = {.count = 0};
    const struct json *measures = json_get(e->data, "measures");
    const struct json *list = json_get(e->data, "facts");
    put(&row, e->code);
    put(&row, json_get_text(e->data, "name", ""));
    put(&row, json_get_text(e->data, "city", ""));
    put_both(&row, designer_text(e->data, "category"));
    put(&row, json_get_bool(e->data, "winner", false) ? "ja" : "nein");
    put_both(&row, designer_text(e->data, "prize"));
    put(&row, joined(d, measures, true));
    put(&row, joined(d, measures, false));
    put(&row, facts(d, list, true));
    put(&row, facts(d, list, false));
    put_both(&row, designer_text(e->data, "text"));
    put_both(&row, designer_text(e->data, "reason"));
    put_quote(&row, json_get(e->data, "quote"));
    put_pictures(&row, d, e);
    return row;
}

/* One line: paragraphs and list lines end with a pilcrow, "- " becomes a
 * bullet, other control characters a space. */
static const char *one_line(struct arena *mem, const char *text)
{
    struct buf out;
    buf_init(&out, mem);
    if (*text != '\0' && strchr("=+@-", *text) != NULL &&
        strncmp(text, "- ", 2) != 0)
        buf_addc(&out, ' ');
    for (bool fresh = true; *text != '\0'; text++) {
        if (fresh && strncmp(text, "- ", 2) == 0) {
            buf_add(&out, "•");
            fresh = false;
            continue;
        }
        fresh = *text == '\n';
        if (fresh) {
            text += strspn(text, "\n") - 1;
            if (text[1] != '\0')
                buf_add(&out, " ¶ ");
        } else {
            buf_addc(&out, (unsigned char)*text < 0x20 || *text == 0x7f
                               ? ' '
                               : *text);
        }
    }
    return out.data;
}

static const char *path_of(struct designing *d, const char *name)
{
    return *name != '\0' ? arena_printf(d->w->mem, "../%s", name) : "";
}

static void quoted(struct buf *out, const char *text)
{
    buf_addc(out, '"');
    for (; *text != '\0'; text++)
        buf_addf(out, "%s%c", *text == '"' ? "\"" : "", *text);
    buf_addc(out, '"');
}

/* --- tab-separated UTF-16 --- */

static void add_unit(struct buf *out, unsigned unit)
{
    buf_addc(out, (char)(unit & 0xff));
    buf_addc(out, (char)(unit >> 8));
}

static void utf16(struct buf *out, const char *text)
{
    while (*text != '\0') {
        unsigned char first = (unsigned char)*text++;
        unsigned more = first < 0x80   ? 0
                        : first < 0xe0 ? 1
                        : first < 0xf0 ? 2
                                       : 3;
        unsigned c = more == 0 ? first : first & (0x3fu >> more);
        for (; more > 0 && *text != '\0'; more--)
            c = c << 6 | ((unsigned char)*text++ & 0x3fu);
        if (c < 0x10000) {
            add_unit(out, c);
        } else {
            add_unit(out, 0xd800 + ((c - 0x10000) >> 10));
            add_unit(out, 0xdc00 + ((c - 0x10000) & 0x3ff));
        }
    }
}

/* As Excel writes Unicode text: a reader that sees a quotation mark at the
 * start of a field would take tabs for text up to the next one. */
static void indesign_cell(struct buf *out, bool after, const char *text)
{
    if (after)
        buf_addc(out, '\t');
    if (strchr(text, '"') != NULL)
        quoted(out, text);
    else
        buf_add(out, text);
}

static void indesign(struct designing *d)
{
    struct buf text, out;
    buf_init(&text, d->w->mem);
    buf_init(&out, d->w->mem);
    for (size_t i = 0; i < COLUMNS; i++)
        buf_addf(&text, "%s%s%s", i > 0 ? "\t" : "",
                 columns[i].kind == PICTURE ? "@" : "", columns[i].name);
    buf_add(&text, "\r\n");
    for (size_t e = 0; e < d->entry_count; e++) {
        struct row row = row_of(d, &d->entry[e]);
        for (size_t i = 0; i < COLUMNS; i++)
            indesign_cell(&text, i > 0,
                          columns[i].kind == PICTURE
                              ? path_of(d, row.cell[i])
                              : one_line(d->w->mem, row.cell[i]));
        buf_add(&text, "\r\n");
    }
    add_unit(&out, 0xfeff);
    utf16(&out, text.data);
    designer_add(d, "daten/datamerge_indesign.txt", &out);
}

/* --- comma-separated --- */

static void affinity_csv(struct designing *d)
{
    struct buf out;
    buf_init(&out, d->w->mem);
    buf_add(&out, "\xef\xbb\xbf");
    for (size_t i = 0; i < COLUMNS; i++)
        buf_addf(&out, "%s\"%s\"", i > 0 ? "," : "", columns[i].name);
    buf_add(&out, "\r\n");
    for (size_t e = 0; e < d->entry_count; e++) {
        struct row row = row_of(d, &d->entry[e]);
        for (size_t i = 0; i < COLUMNS; i++) {
            buf_add(&out, i > 0 ? "," : "");
            quoted(&out, columns[i].kind == PICTURE
                             ? path_of(d, row.cell[i])
                             : one_line(d->w->mem, row.cell[i]));
        }
        buf_add(&out, "\r\n");
    }
    designer_add(d, "daten/datamerge_affinity.csv", &out);
}

/* Here line breaks may stay. */
static void affinity_json(struct designing *d)
{
    struct buf out;
    struct json_out json;
    buf_init(&out, d->w->mem);
    json_out_start(&json, &out, 1);
    json_array(&json, NULL);
    for (size_t e = 0; e < d->entry_count; e++) {
        struct row row = row_of(d, &d->entry[e]);
        json_object(&json, NULL);
        for (size_t i = 0; i < COLUMNS; i++)
            json_text(&json, columns[i].name,
                      columns[i].kind == PICTURE ? path_of(d, row.cell[i])
                                                 : row.cell[i]);
        json_object_end(&json);
    }
    json_array_end(&json);
    designer_add(d, "daten/datamerge_affinity.json", &out);
}

void designer_merge(struct designing *d)
{
    indesign(d);
    affinity_csv(d);
    affinity_json(d);
}
