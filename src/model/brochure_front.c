/* The brochure's first and last pages: see brochure_write.h. */
#include "model/brochure_write.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_brochure.h"
#include "gen/sql_edition.h"
#include "model/brochure_part.h"
#include "model/greeting.h"
#include "model/partner.h"

static void cover(struct making *m)
{
    const struct brochure_design *d = &m->design;
    const char *file = brochure_image(m, "cover", d->cover_file_id);
    if (file == NULL)
        return;
    json_object(&m->json, "cover");
    json_text(&m->json, "photo", file);
    brochure_texts(m, "alt", d->cover_alt_de, d->cover_alt_en);
    json_text(&m->json, "credit", d->cover_credit);
    json_object_end(&m->json);
}

void brochure_greeting(struct making *m, const struct greeting *g)
{
    const char *file =
        brochure_image(m, arena_printf(m->w->mem, "greeting-%" PRId64, g->id),
                       g->portrait_file_id);
    json_object(&m->json, NULL);
    json_text(&m->json, "name", g->name);
    brochure_texts(m, "function", g->function_de, g->function_en);
    brochure_texts(m, "text", g->body_de, g->body_en);
    if (file != NULL) {
        json_object(&m->json, "portrait");
        json_text(&m->json, "file", file);
        json_text(&m->json, "credit", g->credit);
        json_object_end(&m->json);
    }
    json_object_end(&m->json);
}

static void greetings(struct making *m)
{
    struct greeting *g;
    size_t count = greeting_list(m->w, m->edition->id, &g);
    json_array(&m->json, "greetings");
    for (size_t i = 0; i < count; i++)
        brochure_greeting(m, &g[i]);
    json_array_end(&m->json);
}

/* --- texts ------------------------------------------------------------------
 */

/* {title, text} of that kind; empty where there is none. */
static void titled(struct making *m, const char *kind)
{
    struct sql_edition_texts_row *text;
    size_t count = sql_edition_texts(m->w->db, m->edition->id, &text);
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(text[i].kind, kind))
            continue;
        brochure_texts(m, "title", text[i].title_de, text[i].title_en);
        brochure_texts(m, "text", text[i].body_de, text[i].body_en);
    }
}

static void figure(struct making *m, size_t value, const char *de,
                   const char *en)
{
    if (value == 0)
        return;
    json_object(&m->json, NULL);
    json_text(&m->json, "value", arena_printf(m->w->mem, "%zu", value));
    brochure_texts(m, "label", de, en);
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

/* --- jury -------------------------------------------------------------------
 */

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
        brochure_texts(m, "function",
                       joined(m, juror[i].institution, juror[i].function_de),
                       joined(m, juror[i].institution, juror[i].function_en));
        json_bool(&m->json, "chair", juror[i].chair != 0);
        json_object_end(&m->json);
    }
    json_array_end(&m->json);
    json_object_end(&m->json);
}

void brochure_front(struct making *m, const struct publish_entry *entry,
                    size_t count)
{
    struct sql_brochure_jury_row *juror;
    size_t jurors = sql_brochure_jury(m->w->db, m->edition->id, &juror);
    cover(m);
    greetings(m);
    json_object(&m->json, "about");
    titled(m, "about");
    figures(m, entry, count, jurors);
    json_object_end(&m->json);
    jury(m, juror, jurors);
}

/* --- partners and what comes last -------------------------------------------
 */

static void partner(struct making *m, const struct partner *p)
{
    const char *name = arena_printf(m->w->mem, "partner-%" PRId64, p->id);
    const char *logo = brochure_image(m, name, p->logo_file_id);
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
    static const struct publish_text tiers[PARTNER_TIERS] = {
        {"Veranstalter", "Organisers"},
        {"Förderer", "Funders"},
        {"Partner", "Partners"},
        {"Sponsoren", "Sponsors"},
    };
    struct partner *p;
    size_t count = partner_list(m->w, m->edition->id, &p);
    json_array(&m->json, "partners");
    for (size_t t = 0; t < PARTNER_TIERS; t++) {
        json_object(&m->json, NULL);
        brochure_pair(m, "tier", tiers[t]);
        json_array(&m->json, "members");
        for (size_t i = 0; i < count; i++)
            if (str_equal(p[i].tier, partner_tier[t]))
                partner(m, &p[i]);
        json_array_end(&m->json);
        json_object_end(&m->json);
    }
    json_array_end(&m->json);
}

void brochure_one_part(struct making *m, const struct brochure_part *p)
{
    const struct publish_picture picture = {
        .file_id = p->file_id,
        .credit = p->picture.credit,
        .alt = {p->picture.alt_de, p->picture.alt_en},
    };
    json_object(&m->json, NULL);
    json_text(&m->json, "kind", p->kind);
    if (!str_empty(p->title_de) || !str_empty(p->title_en))
        brochure_texts(m, "title", p->title_de, p->title_en);
    if (str_equal(p->kind, "own")) {
        brochure_texts(m, "body", p->body_de, p->body_en);
        brochure_picture(m, "picture",
                         arena_printf(m->w->mem, "part-%" PRId64, p->id),
                         &picture);
    }
    json_object_end(&m->json);
}

static void parts(struct making *m)
{
    struct brochure_part *p;
    size_t count = brochure_parts(m->w, m->edition->id, &p);
    json_array(&m->json, "parts");
    for (size_t i = 0; i < count; i++)
        if (p[i].shown)
            brochure_one_part(m, &p[i]);
    json_array_end(&m->json);
}

void brochure_back(struct making *m)
{
    json_object(&m->json, "call");
    titled(m, "next_call");
    json_object_end(&m->json);
    partners(m);
    json_object(&m->json, "imprint");
    titled(m, "imprint");
    json_object_end(&m->json);
    parts(m);
}
