#include "model/setup_brochure.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_brochure_design_write.h"
#include "gen/sql_brochure_part_write.h"
#include "model/brochure_design.h"
#include "model/brochure_part.h"

/* --- writing ----------------------------------------------------------------
 */

static void write_parts(struct writer *o, int64_t edition_id)
{
    struct brochure_part *p;
    size_t count = brochure_parts(o->w, edition_id, &p);
    json_array(&o->j, "parts");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        json_text(&o->j, "kind", p[i].kind);
        if (!p[i].shown)
            json_bool(&o->j, "left_out", true);
        pair(o, "title", p[i].title_de, p[i].title_en);
        pair(o, "body", p[i].body_de, p[i].body_en);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

static void write_inks(struct writer *o, const struct brochure_inks *inks)
{
    if (inks == NULL)
        return;
    json_int(&o->j, "cyan", inks->cyan);
    json_int(&o->j, "magenta", inks->magenta);
    json_int(&o->j, "yellow", inks->yellow);
    json_int(&o->j, "black", inks->black);
}

void setup_write_brochure(struct writer *o, int64_t edition_id)
{
    struct brochure_design d;
    brochure_design_load(o->w, edition_id, &d);
    if (d.changed_at == 0)
        return;
    json_object(&o->j, "brochure");
    json_text(&o->j, "format", d.format);
    json_text(&o->j, "languages", d.languages);
    json_text(&o->j, "font_text", d.font_text);
    json_text(&o->j, "font_head", d.font_head);
    write_inks(o, d.accent);
    json_int(&o->j, "nominee_pages", d.nominee_pages);
    json_bool(&o->j, "link_codes", d.link_codes);
    write_parts(o, edition_id);
    json_object_end(&o->j);
}

/* --- reading ----------------------------------------------------------------
 */

/* Of another family there would be no book. */
static const char *read_font(const struct reader *r, const char *key,
                             const char *usual)
{
    const struct brochure_font *font;
    const char *family = reader_text(r, key, false);
    size_t count = brochure_fonts(r->w, &font);
    if (str_empty(family))
        return usual;
    for (size_t i = 0; i < count; i++)
        if (str_equal(family, font[i].family))
            return font[i].family;
    reader_fault(r, key, "must be a family that is installed here");
    return usual;
}

static const struct brochure_inks *read_inks(const struct reader *r)
{
    static const char *const keys[] = {"cyan", "magenta", "yellow", "black"};
    struct brochure_inks *ink = arena_alloc(r->w->mem, sizeof *ink);
    int64_t *value[] = {&ink->cyan, &ink->magenta, &ink->yellow, &ink->black};
    size_t found = 0;
    for (size_t i = 0; i < 4; i++) {
        const int64_t *of = reader_optional(r, keys[i], 0, 100);
        *value[i] = of != NULL ? *of : 0;
        found += of != NULL;
    }
    if (found > 0 && found < 4)
        reader_fault(r, "cyan", "must come with magenta, yellow and black");
    return found == 4 ? ink : NULL;
}

static void read_design(const struct reader *r, int64_t edition_id)
{
    const struct brochure_design d = {
        .format = reader_word(r, "format", " a4 a5 square ", false),
        .languages = reader_word(r, "languages", " both two ", false),
        .font_text = read_font(r, "font_text", "Vollkorn"),
        .font_head = read_font(r, "font_head", "Inter"),
        .accent = read_inks(r),
        .nominee_pages = reader_whole(r, "nominee_pages", 0, 2, 0),
        .link_codes = json_get(r->object, "link_codes") == NULL ||
                      reader_flag(r, "link_codes"),
    };
    brochure_design_save(r->w, edition_id, &d);
}

static void read_part(const struct reader *r, int64_t edition_id,
                      int64_t position)
{
    struct brochure_part other;
    reader_allow(r, " kind left_out title body ");
    const char *kind =
        reader_word(r, "kind",
                    " contents greetings about jury overview entries specials "
                    "participants call partners imprint own ",
                    true);
    struct reader_pair title = reader_pair(r, "title", false);
    struct reader_pair body = reader_pair(r, "body", false);
    if (str_equal(kind, "own") && str_empty(title.de) && str_empty(title.en))
        reader_fault(r, "title", "is missing");
    if (!str_equal(kind, "own") && json_get(r->object, "body") != NULL)
        reader_fault(r, "body", "is for parts of the kind \"own\" only");
    if (!str_equal(kind, "own") &&
        brochure_part_find(r->w, edition_id, kind, &other) && other.id != 0)
        reader_fault(r, "kind", "stands there twice");
    int64_t id = sql_brochure_part_add(r->w->db, edition_id, position, kind,
                                       !reader_flag(r, "left_out"));
    sql_brochure_part_set(r->w->db, id, title.de, title.en, body.de, body.en);
}

void setup_read_brochure(const struct reader *r, int64_t edition_id)
{
    struct reader one = *r;
    one.object = json_get(r->object, "brochure");
    one.path = "brochure";
    if (one.object == NULL)
        return;
    reader_allow(&one,
                 " format languages font_text font_head cyan magenta yellow "
                 "black nominee_pages link_codes parts ");
    if (one.object->kind != JSON_OBJECT)
        return;
    read_design(&one, edition_id);
    reader_each(&one, "parts", false, edition_id, read_part);
}

void setup_drop_brochure(const struct world *w, int64_t edition_id)
{
    sql_brochure_part_drop(w->db, edition_id);
    sql_brochure_design_drop(w->db, edition_id);
}
