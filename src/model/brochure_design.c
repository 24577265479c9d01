#include "model/brochure_design.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "gen/sql_brochure_design.h"
#include "gen/sql_brochure_design_write.h"
#include "model/audit.h"
#include "model/fit.h"

void brochure_design_load(const struct world *w, int64_t edition_id,
                          struct brochure_design *design)
{
    struct sql_brochure_design_get_row row;
    *design = (struct brochure_design){
        .format = "a4",
        .languages = "both",
        .font_text = "Vollkorn",
        .font_head = "Inter",
        .link_codes = true,
        .cover_credit = "",
        .cover_alt_de = "",
        .cover_alt_en = "",
    };
    if (!sql_brochure_design_get(w->db, edition_id, &row))
        return;
    struct brochure_inks *inks = arena_alloc(w->mem, sizeof *inks);
    if (row.cyan != NULL)
        *inks = (struct brochure_inks){*row.cyan, *row.magenta, *row.yellow,
                                       *row.black};
    *design = (struct brochure_design){
        .format = row.format,
        .languages = row.languages,
        .font_text = row.font_text,
        .font_head = row.font_head,
        .accent = row.cyan != NULL ? inks : NULL,
        .nominee_pages = row.nominee_pages,
        .link_codes = row.link_codes != 0,
        .logo_file_id = row.logo_file_id ? *row.logo_file_id : 0,
        .cover_file_id = row.cover_file_id ? *row.cover_file_id : 0,
        .cover_credit = row.cover_credit,
        .cover_alt_de = row.cover_alt_de,
        .cover_alt_en = row.cover_alt_en,
        .changed_at = row.changed_at,
    };
}

/* Under the Open Font Licence all of them. Where Debian's package of one is
 * not installed, it is not offered. */
size_t brochure_fonts(const struct world *w, const struct brochure_font **list)
{
    static const struct {
        struct brochure_font font;
        const char *file;
    } known[] = {
        {{"Vollkorn", true}, "truetype/vollkorn/Vollkorn-Regular.ttf"},
        {{"Inter", false}, "opentype/inter/Inter-Regular.otf"},
        {{"Lato", false}, "truetype/lato/Lato-Regular.ttf"},
        {{"Linux Libertine O", true},
         "opentype/linux-libertine/LinLibertine_R.otf"},
    };
    enum { KNOWN = sizeof known / sizeof *known };
    struct brochure_font *font = arena_alloc(w->mem, KNOWN * sizeof *font);
    size_t count = 0;
    for (size_t i = 0; i < KNOWN; i++)
        if (file_exists(
                arena_printf(w->mem, "/usr/share/fonts/%s", known[i].file)))
            font[count++] = known[i].font;
    *list = font;
    return count;
}

void brochure_design_touch(const struct world *w, int64_t edition_id)
{
    sql_brochure_design_touch(w->db, edition_id, w->now);
}

static const char *number(const struct world *w, int64_t value)
{
    return arena_printf(w->mem, "%" PRId64, value);
}

static const char *inks(const struct world *w, const struct brochure_design *d)
{
    if (d->accent == NULL)
        return NULL;
    return arena_printf(w->mem, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64,
                        d->accent->cyan, d->accent->magenta, d->accent->yellow,
                        d->accent->black);
}

/* All but the colour has a share in how much room the texts have. */
static bool same_room(const struct brochure_design *a,
                      const struct brochure_design *b)
{
    return str_equal(a->format, b->format) &&
           str_equal(a->languages, b->languages) &&
           str_equal(a->font_text, b->font_text) &&
           str_equal(a->font_head, b->font_head) &&
           a->nominee_pages == b->nominee_pages &&
           a->link_codes == b->link_codes;
}

void brochure_design_save(const struct world *w, int64_t edition_id,
                          const struct brochure_design *d)
{
    struct brochure_design old;
    const struct brochure_inks *ink = d->accent;
    brochure_design_load(w, edition_id, &old);
    brochure_design_touch(w, edition_id);
    sql_brochure_design_set(w->db, edition_id, d->format, d->languages,
                            d->font_text, d->font_head, ink ? &ink->cyan : NULL,
                            ink ? &ink->magenta : NULL,
                            ink ? &ink->yellow : NULL, ink ? &ink->black : NULL,
                            d->nominee_pages, d->link_codes);
    if (!same_room(&old, d))
        fit_stale_all(w, edition_id);
    const struct audit_field fields[] = {
        {"format", old.format, d->format},
        {"languages", old.languages, d->languages},
        {"font_text", old.font_text, d->font_text},
        {"font_head", old.font_head, d->font_head},
        {"inks", inks(w, &old), inks(w, d)},
        {"nominee_pages", number(w, old.nominee_pages),
         number(w, d->nominee_pages)},
        {"link_codes", old.link_codes ? "yes" : "no",
         d->link_codes ? "yes" : "no"},
    };
    audit_change(w, "brochure.design", "edition", edition_id, fields,
                 sizeof fields / sizeof *fields);
}

static void log_picture(const struct world *w, int64_t edition_id,
                        const char *what, int64_t before, int64_t after)
{
    const struct audit_field field = {what, before ? number(w, before) : NULL,
                                      after ? number(w, after) : NULL};
    audit_change(w, "brochure.design", "edition", edition_id, &field, 1);
}

void brochure_design_logo(const struct world *w, int64_t edition_id,
                          int64_t file_id)
{
    struct brochure_design old;
    brochure_design_load(w, edition_id, &old);
    brochure_design_touch(w, edition_id);
    sql_brochure_design_logo(w->db, edition_id, file_id ? &file_id : NULL);
    log_picture(w, edition_id, "logo", old.logo_file_id, file_id);
}

void brochure_design_cover(const struct world *w, int64_t edition_id,
                           int64_t file_id)
{
    struct brochure_design old;
    brochure_design_load(w, edition_id, &old);
    brochure_design_touch(w, edition_id);
    sql_brochure_design_cover(w->db, edition_id, file_id ? &file_id : NULL);
    log_picture(w, edition_id, "cover", old.cover_file_id, file_id);
}

void brochure_design_describe(const struct world *w, int64_t edition_id,
                              const struct brochure_caption *caption)
{
    struct brochure_design old;
    brochure_design_load(w, edition_id, &old);
    const struct audit_field fields[] = {
        {"cover_credit", old.cover_credit, caption->credit},
        {"cover_alt_de", old.cover_alt_de, caption->alt_de},
        {"cover_alt_en", old.cover_alt_en, caption->alt_en},
    };
    brochure_design_touch(w, edition_id);
    sql_brochure_design_describe(w->db, edition_id, caption->credit,
                                 caption->alt_de, caption->alt_en);
    audit_change(w, "brochure.design", "edition", edition_id, fields,
                 sizeof fields / sizeof *fields);
}
