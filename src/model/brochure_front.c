/* The brochure's first and last pages: see brochure_write.h. */
#include "model/brochure_write.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_brochure.h"
#include "gen/sql_edition.h"
#include "model/brochure_part.h"
#include "model/greeting.h"

static void cover(struct making *m)
{
    const struct brochure_design *d = &m->design;
    const char *file = print_image(&m->out, "cover", d->cover_file_id);
    if (file == NULL)
        return;
    json_object(&m->out.json, "cover");
    json_text(&m->out.json, "photo", file);
    print_texts(&m->out, "alt", d->cover_alt_de, d->cover_alt_en);
    json_text(&m->out.json, "credit", d->cover_credit);
    json_object_end(&m->out.json);
}

void brochure_greeting(struct making *m, const struct greeting *g)
{
    const char *file = print_image(
        &m->out, arena_printf(m->out.w->mem, "greeting-%" PRId64, g->id),
        g->portrait_file_id);
    json_object(&m->out.json, NULL);
    json_text(&m->out.json, "name", g->name);
    print_texts(&m->out, "function", g->function_de, g->function_en);
    print_texts(&m->out, "text", g->body_de, g->body_en);
    if (file != NULL) {
        json_object(&m->out.json, "portrait");
        json_text(&m->out.json, "file", file);
        json_text(&m->out.json, "credit", g->credit);
        json_object_end(&m->out.json);
    }
    json_object_end(&m->out.json);
}

static void greetings(struct making *m)
{
    struct greeting *g;
    size_t count = greeting_list(m->out.w, m->edition->id, &g);
    json_array(&m->out.json, "greetings");
    for (size_t i = 0; i < count; i++)
        brochure_greeting(m, &g[i]);
    json_array_end(&m->out.json);
}

/* --- texts ------------------------------------------------------------------
 */

/* {title, text} of that kind; empty where there is none. */
static void titled(struct making *m, const char *kind)
{
    struct sql_edition_texts_row *text;
    size_t count = sql_edition_texts(m->out.w->db, m->edition->id, &text);
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(text[i].kind, kind))
            continue;
        print_texts(&m->out, "title", text[i].title_de, text[i].title_en);
        print_texts(&m->out, "text", text[i].body_de, text[i].body_en);
    }
}

static void figure(struct making *m, size_t value, const char *de,
                   const char *en)
{
    if (value == 0)
        return;
    json_object(&m->out.json, NULL);
    json_text(&m->out.json, "value", arena_printf(m->out.w->mem, "%zu", value));
    print_texts(&m->out, "label", de, en);
    json_object_end(&m->out.json);
}

static void figures(struct making *m, const struct publish_entry *entry,
                    size_t count, size_t jurors)
{
    size_t nominees = 0, winners = 0;
    for (size_t i = 0; i < count; i++) {
        nominees += entry[i].nominee;
        winners += entry[i].winner;
    }
    json_array(&m->out.json, "figures");
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
    json_array_end(&m->out.json);
}

/* --- jury -------------------------------------------------------------------
 */

static const char *joined(struct making *m, const char *institution,
                          const char *function)
{
    if (str_empty(institution) || str_empty(function) ||
        str_equal(institution, function))
        return str_empty(institution) ? function : institution;
    return arena_printf(m->out.w->mem, "%s, %s", institution, function);
}

static void jury(struct making *m, const struct sql_brochure_jury_row *juror,
                 size_t count)
{
    json_object(&m->out.json, "jury");
    json_array(&m->out.json, "members");
    for (size_t i = 0; i < count; i++) {
        json_object(&m->out.json, NULL);
        json_text(&m->out.json, "name", juror[i].name);
        print_texts(&m->out, "function",
                    joined(m, juror[i].institution, juror[i].function_de),
                    joined(m, juror[i].institution, juror[i].function_en));
        json_bool(&m->out.json, "chair", juror[i].chair != 0);
        json_object_end(&m->out.json);
    }
    json_array_end(&m->out.json);
    json_object_end(&m->out.json);
}

void brochure_front(struct making *m, const struct publish_entry *entry,
                    size_t count)
{
    struct sql_brochure_jury_row *juror;
    size_t jurors = sql_brochure_jury(m->out.w->db, m->edition->id, &juror);
    cover(m);
    greetings(m);
    json_object(&m->out.json, "about");
    titled(m, "about");
    figures(m, entry, count, jurors);
    json_object_end(&m->out.json);
    jury(m, juror, jurors);
}

/* --- partners and what comes last -------------------------------------------
 */

void brochure_one_part(struct making *m, const struct brochure_part *p)
{
    const struct publish_picture picture = {
        .file_id = p->file_id,
        .credit = p->picture.credit,
        .alt = {p->picture.alt_de, p->picture.alt_en},
    };
    json_object(&m->out.json, NULL);
    json_text(&m->out.json, "kind", p->kind);
    if (!str_empty(p->title_de) || !str_empty(p->title_en))
        print_texts(&m->out, "title", p->title_de, p->title_en);
    if (str_equal(p->kind, "own")) {
        print_texts(&m->out, "body", p->body_de, p->body_en);
        print_picture(&m->out, "picture",
                      arena_printf(m->out.w->mem, "part-%" PRId64, p->id),
                      &picture);
    }
    json_object_end(&m->out.json);
}

static void parts(struct making *m)
{
    struct brochure_part *p;
    size_t count = brochure_parts(m->out.w, m->edition->id, &p);
    json_array(&m->out.json, "parts");
    for (size_t i = 0; i < count; i++)
        if (p[i].shown)
            brochure_one_part(m, &p[i]);
    json_array_end(&m->out.json);
}

void brochure_back(struct making *m)
{
    json_object(&m->out.json, "call");
    titled(m, "next_call");
    json_object_end(&m->out.json);
    print_partners(&m->out, m->edition->id, true);
    json_object(&m->out.json, "imprint");
    titled(m, "imprint");
    json_object_end(&m->out.json);
    parts(m);
}
