#include "model/kit.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/audit.h"
#include "model/job.h"
#include "model/kit_data.h"

const struct kit_piece kit_pieces[] = {
    {"certificates", "certificates", KIT_ONE_OR_BOTH, KIT_PDF},
    {"certificates_print", "certificates", KIT_ONE_OR_BOTH, KIT_PRESS_PDF},
    {"signets", "signets", KIT_ALWAYS_BOTH, KIT_SVG_PNG},
    {"cards", "cards", KIT_ONE, KIT_PDF},
    {"script", "script", KIT_ONE, KIT_PDF},
    {"slides", "slides", KIT_ONE_OR_BOTH, KIT_PDF},
    {"press", "press", KIT_ALWAYS_BOTH, KIT_TEXT},
    {"social", "social", KIT_ALWAYS_BOTH, KIT_PNG},
    {0},
};

const struct kit_piece *kit_piece(const char *name)
{
    for (const struct kit_piece *p = kit_pieces; p->name != NULL; p++)
        if (str_equal(p->name, name))
            return p;
    return NULL;
}

bool kit_piece_speaks(const struct kit_piece *piece, const char *language)
{
    bool one = str_equal(language, "de") || str_equal(language, "en");
    bool both = str_equal(language, "");
    switch (piece->languages) {
    case KIT_ONE_OR_BOTH:
        return one || both;
    case KIT_ONE:
        return one;
    case KIT_ALWAYS_BOTH:
        break;
    }
    return both;
}

static void write_pages(struct kit_making *m, const struct kit_piece *piece)
{
    if (piece->result == KIT_SVG_PNG)
        kit_write_signets(m);
    else if (piece->result == KIT_PNG)
        kit_write_social(m);
    else if (piece->result == KIT_TEXT)
        kit_write_press(m);
    else if (str_equal(piece->name, "cards"))
        kit_write_cards(m);
}

bool kit_build(const struct world *w, int64_t edition_id,
               const struct kit_piece *piece, const char *language,
               struct kit *out)
{
    struct kit_facts facts;
    if (!kit_facts_load(w, edition_id, &facts))
        return false;
    struct kit_making m = {.facts = &facts,
                           .said = kit_said(&facts, piece->words),
                           .language = language,
                           .out = {
                               .w = w,
                               .images.digest = secret_digest_start(w->mem),
                           }};
    secret_digest_add(m.out.images.digest, piece->name, strlen(piece->name));
    buf_init(&m.data, w->mem);
    json_out_start(&m.out.json, &m.data, 1);
    json_object(&m.out.json, NULL);
    kit_write_facts(&m);
    write_pages(&m, piece);
    json_object_end(&m.out.json);
    secret_digest_add(m.out.images.digest, m.data.data, m.data.bytes);
    *out = (struct kit){
        .piece = piece,
        .slug = facts.edition.slug,
        .data = m.data.data,
        .data_bytes = m.data.bytes,
        .images = m.out.images.image,
        .image_count = m.out.images.count,
        .pages = m.page,
        .page_count = m.page_count,
        .files = m.file,
        .file_count = m.file_count,
        .digest = secret_digest_end(w->mem, m.out.images.digest),
        .created_at = publish_changed(w, edition_id),
    };
    return true;
}

/* --- an example -------------------------------------------------------------
 */

static bool has_what_it_speaks_of(const struct kit_about *about,
                                  enum kit_scope scope)
{
    switch (scope) {
    case KIT_CATEGORY:
        return about->group != NULL;
    case KIT_ENTRY:
        return about->entry != NULL;
    case KIT_SPECIAL:
        return about->special != NULL;
    case KIT_AWARD:
        return about->award != NULL;
    case KIT_EDITION:
    case KIT_LISTS:
        break;
    }
    return true;
}

static struct kit_about example_of(const struct kit_facts *f)
{
    struct kit_about about = {0};
    for (size_t i = 0; i < f->group_count && about.entry == NULL; i++)
        if (f->group[i].count > 0) {
            about.group = &f->group[i];
            about.entry = f->group[i].entry[0];
        }
    for (size_t i = 0; i < f->special_count && about.award == NULL; i++) {
        about.special = &f->special[i];
        if (f->special[i].count > 0)
            about.award = f->special[i].award;
    }
    return about;
}

/* Only what the passage speaks of, or another's reason gets into it. */
static struct kit_about part_of(const struct kit_about *a, enum kit_scope scope)
{
    switch (scope) {
    case KIT_CATEGORY:
        return (struct kit_about){.group = a->group};
    case KIT_ENTRY:
        return (struct kit_about){.entry = a->entry};
    case KIT_SPECIAL:
        return (struct kit_about){.special = a->special};
    case KIT_AWARD:
        return (struct kit_about){.special = a->special, .award = a->award};
    case KIT_EDITION:
    case KIT_LISTS:
        break;
    }
    return (struct kit_about){0};
}

const char *const *kit_example(const struct world *w, int64_t edition_id,
                               const char *piece, const char *language,
                               const char *const *text)
{
    struct kit_facts f;
    enum lang lang = LANG_DE;
    lang_from_code(language, &lang);
    if (!kit_facts_load(w, edition_id, &f))
        return NULL;
    struct kit_said said = kit_said(&f, piece);
    const char **filled = arena_alloc(w->mem, said.count * sizeof *filled);
    const struct kit_about example = example_of(&f);
    said.text[lang] = text;
    for (size_t i = 0; i < said.count; i++) {
        enum kit_scope scope = said.passage[i].scope;
        const struct kit_about about = part_of(&example, scope);
        if (scope == KIT_LISTS)
            filled[i] = kit_press_text(&said, lang, text[i]);
        else if (has_what_it_speaks_of(&example, scope))
            filled[i] = kit_say(&f, lang, scope, text[i], &about);
    }
    return filled;
}

/* --- jobs -------------------------------------------------------------------
 */

enum job_way kit_order(const struct world *w, int64_t edition_id,
                       const struct kit_piece *piece, const char *language)
{
    const struct job_order order = {"kit", edition_id, piece->name, language};
    enum job_way way = job_under_way(w, &order);
    if (way == JOB_NOT_UNDER_WAY)
        audit_add(w, "kit.order", "job", job_add(w, &order),
                  arena_printf(w->mem, "{\"piece\":\"%s\",\"language\":\"%s\"}",
                               piece->name, language));
    return way;
}
