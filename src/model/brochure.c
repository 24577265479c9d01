/* The brochure's data.json, written value by value. A text of one language
 * only is written as it is: the typesetter leaves out what is missing. */
#include "model/brochure.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_brochure.h"
#include "gen/sql_brochure_write.h"
#include "gen/sql_edition.h"
#include "model/edition.h"
#include "model/file.h"
#include "model/job.h"
#include "model/publish.h"

struct making {
    const struct world *w;
    const struct edition *edition;
    struct json_out json;
    struct brochure_image *image;
    size_t image_count;
    struct secret_digest *digest;
};

static void pair(struct making *m, const char *key, const char *de,
                 const char *en)
{
    json_object(&m->json, key);
    if (!str_empty(de))
        json_text(&m->json, "de", de);
    if (!str_empty(en))
        json_text(&m->json, "en", en);
    json_object_end(&m->json);
}

static void pair_of(struct making *m, const char *key, struct publish_text text)
{
    pair(m, key, text.de, text.en);
}

/* Remembers the picture and gives its name in data.json; NULL if there is none
 * that could be printed. */
static const char *image(struct making *m, const char *name, int64_t file_id)
{
    struct file_rendition r;
    if (file_id == 0 || !file_rendition(m->w, file_id, "print", &r))
        return NULL;
    const char *ending = str_equal(r.type, "image/png") ? "png" : "jpg";
    struct brochure_image *list =
        arena_grow(m->w->mem, m->image, m->image_count, sizeof *list);
    m->image = list;
    struct brochure_image *added = &list[m->image_count++];
    added->name = arena_printf(m->w->mem, "images/%s.%s", name, ending);
    added->path = file_path(m->w, r.digest);
    secret_digest_add(m->digest, r.digest, strlen(r.digest));
    return added->name;
}

static void picture(struct making *m, const char *key, int64_t entry_id,
                    const struct publish_picture *p)
{
    const char *name = arena_printf(m->w->mem, "%" PRId64 "-%s", entry_id, key);
    const char *file = image(m, name, p->file_id);
    if (file == NULL)
        return;
    json_object(&m->json, key);
    json_text(&m->json, "file", file);
    pair_of(m, "alt", p->alt);
    json_text(&m->json, "credit", p->credit);
    json_object_end(&m->json);
}

static void head(struct making *m)
{
    const struct edition *e = m->edition;
    char *year = arena_printf(m->w->mem, "%" PRId64, e->year);
    char *ending = arena_printf(m->w->mem, " %s", year);
    const char *titles[] = {e->title_de, e->title_en};
    json_array(&m->json, "languages");
    json_text(&m->json, NULL, "de");
    json_text(&m->json, NULL, "en");
    json_array_end(&m->json);
    json_int(&m->json, "created_at", publish_changed(m->w, e->id));
    json_text(&m->json, "accent", e->accent);
    /* the year stands beside the name and must not be there twice */
    for (size_t i = 0; i < 2; i++)
        if (str_ends(titles[i], ending))
            titles[i] = arena_textn(m->w->mem, titles[i],
                                    strlen(titles[i]) - strlen(ending));
    pair(m, "award", titles[0], titles[1]);
    json_text(&m->json, "year", year);
    pair(m, "motto", e->motto_de, e->motto_en);
    pair(m, "organiser", e->organiser, e->organiser);
}

static void figure(struct making *m, size_t value, const char *de,
                   const char *en)
{
    if (value == 0)
        return;
    json_object(&m->json, NULL);
    json_text(&m->json, "value", arena_printf(m->w->mem, "%zu", value));
    pair(m, "label", de, en);
    json_object_end(&m->json);
}

static void figures(struct making *m, const struct publish_entry *entry,
                    size_t count, size_t jurors)
{
    size_t nominees = 0, winners = 0;
    for (size_t i = 0; i < count; i++) {
        nominees += entry[i].nominee;
        winners += entry[i].winner;
    }
    json_array(&m->json, "figures");
    figure(m, count, count == 1 ? "Bewerbung" : "Bewerbungen",
           count == 1 ? "application" : "applications");
    figure(m, nominees,
           nominees == 1 ? "nominiertes Unternehmen" : "Nominierte",
           nominees == 1 ? "nominee" : "nominees");
    figure(m, jurors, jurors == 1 ? "Jurymitglied" : "Jurymitglieder",
           jurors == 1 ? "juror" : "jurors");
    figure(m, winners,
           winners == 1 ? "ausgezeichnetes Unternehmen" : "Preisträger",
           winners == 1 ? "winner" : "winners");
    json_array_end(&m->json);
}

static const struct sql_edition_texts_row *
text_of(const struct sql_edition_texts_row *list, size_t count,
        const char *kind)
{
    static const struct sql_edition_texts_row none = {
        .kind = "",
        .title_de = "",
        .title_en = "",
        .body_de = "",
        .body_en = "",
        .author = "",
        .author_function_de = "",
        .author_function_en = "",
    };
    for (size_t i = 0; i < count; i++)
        if (str_equal(list[i].kind, kind))
            return &list[i];
    return &none;
}

static void greetings(struct making *m)
{
    struct sql_edition_greetings_row *row;
    size_t count = sql_edition_greetings(m->w->db, m->edition->id, &row);
    json_array(&m->json, "greetings");
    for (size_t i = 0; i < count; i++) {
        json_object(&m->json, NULL);
        json_text(&m->json, "name", row[i].name);
        pair(m, "function", row[i].function_de, row[i].function_en);
        pair(m, "text", row[i].body_de, row[i].body_en);
        json_object_end(&m->json);
    }
    json_array_end(&m->json);
}

static void titled(struct making *m, const struct sql_edition_texts_row *t)
{
    pair(m, "title", t->title_de, t->title_en);
    pair(m, "text", t->body_de, t->body_en);
}

static const char *joined(struct making *m, const char *institution,
                          const char *function)
{
    if (str_empty(institution) || str_empty(function) ||
        str_equal(institution, function))
        return str_empty(institution) ? function : institution;
    return arena_printf(m->w->mem, "%s, %s", institution, function);
}

static void jury(struct making *m, const struct sql_brochure_jury_row *juror,
                 size_t count)
{
    json_object(&m->json, "jury");
    json_array(&m->json, "members");
    for (size_t i = 0; i < count; i++) {
        json_object(&m->json, NULL);
        json_text(&m->json, "name", juror[i].name);
        pair(m, "function",
             joined(m, juror[i].institution, juror[i].function_de),
             joined(m, juror[i].institution, juror[i].function_en));
        json_bool(&m->json, "chair", juror[i].chair != 0);
        json_object_end(&m->json);
    }
    json_array_end(&m->json);
    json_object_end(&m->json);
}

static void fact(struct making *m, struct publish_text label,
                 struct publish_text value)
{
    json_object(&m->json, NULL);
    pair_of(m, "label", label);
    if (str_equal(value.de, value.en))
        json_text(&m->json, "value", value.de);
    else
        pair_of(m, "value", value);
    json_object_end(&m->json);
}

static void facts(struct making *m, const struct publish_entry *e)
{
    json_array(&m->json, "facts");
    for (size_t i = 0; i < e->fact_count; i++)
        fact(m, e->facts[i].label, e->facts[i].value);
    if (!str_empty(e->website))
        fact(m, (struct publish_text){"Im Netz", "Online"},
             (struct publish_text){e->website, e->website});
    json_array_end(&m->json);
}

static void measures(struct making *m, const struct publish_entry *e)
{
    json_array(&m->json, "measures");
    for (size_t i = 0; i < e->measure_count; i++)
        pair_of(m, NULL, e->measures[i]);
    json_array_end(&m->json);
}

static void quote(struct making *m, const struct publish_entry *e)
{
    if (str_empty(e->quote.de) && str_empty(e->quote.en))
        return;
    json_object(&m->json, "quote");
    pair_of(m, "text", e->quote);
    json_text(&m->json, "name", e->quote_author);
    pair(m, "function", e->quote_function, e->quote_function);
    json_object_end(&m->json);
}

static const char *paragraphs(struct making *m, const char *a, const char *b)
{
    if (str_empty(a) || str_empty(b))
        return str_empty(a) ? b : a;
    return arena_printf(m->w->mem, "%s\n\n%s", a, b);
}

static void nominee(struct making *m, const struct publish_entry *e)
{
    json_object(&m->json, NULL);
    json_text(&m->json, "code", e->code);
    json_text(&m->json, "name", e->name);
    json_text(&m->json, "city", e->seat);
    pair_of(m, "category", e->category);
    json_bool(&m->json, "winner", e->winner);
    if (e->winner && e->shared)
        pair(m, "prize", "Preisträger (geteilter Preis)",
             "Winner (shared prize)");
    else if (e->commended)
        pair(m, "prize", "Nominiert, mit Anerkennung der Jury",
             "Nominee, commended by the jury");
    picture(m, "photo", e->id, &e->photo);
    picture(m, "logo", e->id, &e->logo);
    facts(m, e);
    measures(m, e);
    if (e->winner)
        pair_of(m, "reason", e->reason);
    pair(m, "text", paragraphs(m, e->strategy.de, e->example.de),
         paragraphs(m, e->strategy.en, e->example.en));
    quote(m, e);
    json_object_end(&m->json);
}

static void nominees(struct making *m, const struct publish_entry *e,
                     size_t count)
{
    json_array(&m->json, "entries");
    for (size_t i = 0; i < count; i++)
        if (e[i].nominee)
            nominee(m, &e[i]);
    json_array_end(&m->json);
}

static void participants(struct making *m, const struct publish_entry *e,
                         size_t count)
{
    json_array(&m->json, "participants");
    for (size_t i = 0; i < count; i++) {
        if (!e[i].nominee && !e[i].named)
            continue;
        json_object(&m->json, NULL);
        json_text(&m->json, "name", e[i].name);
        json_text(&m->json, "city", e[i].seat);
        pair_of(m, "category", e[i].category);
        json_object_end(&m->json);
    }
    json_array_end(&m->json);
}

static void partner(struct making *m, const struct sql_edition_partners_row *p)
{
    const char *name = arena_printf(m->w->mem, "partner-%" PRId64, p->id);
    const char *logo = image(m, name, p->logo_file_id ? *p->logo_file_id : 0);
    json_object(&m->json, NULL);
    json_text(&m->json, "name", p->name);
    if (logo != NULL)
        json_text(&m->json, "logo", logo);
    if (!str_empty(p->url))
        json_text(&m->json, "web", p->url);
    json_object_end(&m->json);
}

static void partners(struct making *m)
{
    static const struct {
        const char *tier, *de, *en;
    } tiers[] = {
        {"organiser", "Veranstalter", "Organisers"},
        {"funder", "Förderer", "Funders"},
        {"partner", "Partner", "Partners"},
        {"sponsor", "Sponsoren", "Sponsors"},
    };
    struct sql_edition_partners_row *row;
    size_t count = sql_edition_partners(m->w->db, m->edition->id, &row);
    json_array(&m->json, "partners");
    for (size_t t = 0; t < sizeof tiers / sizeof *tiers; t++) {
        json_object(&m->json, NULL);
        pair(m, "tier", tiers[t].de, tiers[t].en);
        json_array(&m->json, "members");
        for (size_t i = 0; i < count; i++)
            if (str_equal(row[i].tier, tiers[t].tier))
                partner(m, &row[i]);
        json_array_end(&m->json);
        json_object_end(&m->json);
    }
    json_array_end(&m->json);
}

static void document(struct making *m)
{
    struct publish_entry *entry;
    struct sql_edition_texts_row *text;
    struct sql_brochure_jury_row *juror;
    size_t entries = publish_entries(m->w, m->edition->id, &entry);
    size_t texts = sql_edition_texts(m->w->db, m->edition->id, &text);
    size_t jurors = sql_brochure_jury(m->w->db, m->edition->id, &juror);
    head(m);
    greetings(m);
    json_object(&m->json, "about");
    titled(m, text_of(text, texts, "about"));
    figures(m, entry, entries, jurors);
    json_object_end(&m->json);
    jury(m, juror, jurors);
    nominees(m, entry, entries);
    participants(m, entry, entries);
    json_object(&m->json, "call");
    titled(m, text_of(text, texts, "next_call"));
    json_object_end(&m->json);
    partners(m);
    json_object(&m->json, "imprint");
    titled(m, text_of(text, texts, "imprint"));
    json_object_end(&m->json);
}

bool brochure_build(const struct world *w, int64_t edition_id,
                    struct brochure *out)
{
    struct edition edition;
    struct buf data;
    if (!edition_by_id(w, edition_id, &edition))
        return false;
    buf_init(&data, w->mem);
    struct making m = {
        .w = w, .edition = &edition, .digest = secret_digest_start(w->mem)};
    json_out_start(&m.json, &data, 1);
    json_object(&m.json, NULL);
    document(&m);
    json_object_end(&m.json);
    secret_digest_add(m.digest, data.data, data.bytes);
    *out = (struct brochure){
        .slug = edition.slug,
        .data = data.data,
        .data_bytes = data.bytes,
        .images = m.image,
        .image_count = m.image_count,
        .digest = secret_digest_end(w->mem, m.digest),
        .created_at = publish_changed(w, edition_id),
    };
    return true;
}

/* --- one page, to be measured ----------------------------------------------
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

static void stub(struct making *m, const char *key, bool there)
{
    if (!there)
        return;
    json_object(&m->json, key);
    json_text(&m->json, "file", "images/stub.svg");
    json_object_end(&m->json);
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

static void planned(struct making *m, const struct publish_entry *e)
{
    unsigned demands = demanded(m->w, m->edition->id);
    json_array(&m->json, "entries");
    json_object(&m->json, NULL);
    json_text(&m->json, "name", e->name);
    json_text(&m->json, "city", e->seat);
    pair_of(m, "category", e->category);
    stub(m, "photo", e->photo.file_id != 0 || demands & PHOTO);
    stub(m, "logo", e->logo.file_id != 0 || demands & LOGO);
    facts(m, e);
    measures(m, e);
    pair_of(m, "text", columns(m, e, demands));
    quote(m, e);
    json_object_end(&m->json);
    json_array_end(&m->json);
}

bool brochure_page(const struct world *w, int64_t entry_id, struct buf *data)
{
    struct sql_brochure_edition_row of;
    struct edition edition;
    struct publish_entry entry;
    if (!sql_brochure_edition(w->db, entry_id, &of) ||
        !edition_by_id(w, of.edition_id, &edition) ||
        !publish_planned(w, edition.id, entry_id, &entry))
        return false;
    struct making m = {.w = w, .edition = &edition};
    json_out_start(&m.json, data, 0);
    json_object(&m.json, NULL);
    head(&m);
    planned(&m, &entry);
    json_object_end(&m.json);
    return true;
}

bool brochure_made(const struct world *w, const struct job *job,
                   const char *digest, struct brochure_file *file)
{
    struct sql_brochure_same_row row;
    if (!sql_brochure_same(w->db, job->edition_id, job->product, job->language,
                           digest, &row))
        return false;
    *file = (struct brochure_file){row.result, row.result_bytes};
    return true;
}

void brochure_note_input(const struct world *w, int64_t job_id,
                         const char *digest)
{
    sql_brochure_set_digest(w->db, job_id, digest);
}
