#include "page/brochure_design.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/brochure_design.h"
#include "model/edition.h"
#include "model/ink.h"
#include "page/brochure_design_view.h"
#include "page/brochure_picture.h"
#include "page/brochure_place.h"

static const char *const ink_fields[] = {"cyan", "magenta", "yellow", "black"};

/* Above this a reader who has both before him sees two colours. */
static const double difference_seen = 15;

/* --- the page ---------------------------------------------------------------
 */

static const char *number(struct ctx *c, int64_t value)
{
    return arena_printf(c->world.mem, "%" PRId64, value);
}

static void fill(struct ctx *c, const struct brochure_design *d)
{
    const struct brochure_inks *ink = d->accent;
    bool sent = form_value(c->form, "format") != NULL;
    brochure_fill(c, "format", d->format);
    brochure_fill(c, "languages", d->languages);
    brochure_fill(c, "font_text", d->font_text);
    brochure_fill(c, "font_head", d->font_head);
    brochure_fill(c, "nominee_pages", number(c, d->nominee_pages));
    if (!sent)
        form_set(c->form, "link_codes", d->link_codes ? "yes" : "");
    const int64_t stored[] = {
        ink ? ink->cyan : 0,
        ink ? ink->magenta : 0,
        ink ? ink->yellow : 0,
        ink ? ink->black : 0,
    };
    for (size_t i = 0; i < 4; i++)
        brochure_fill(c, ink_fields[i], ink ? number(c, stored[i]) : "");
}

/* What is stored stays a choice, also where it is not installed any more. */
static void load_fonts(struct ctx *c, const struct brochure_design *d,
                       struct brochure_design_view *v)
{
    const struct brochure_font *font;
    size_t count = brochure_fonts(&c->world, &font);
    struct brochure_font_choice *list =
        arena_alloc(c->world.mem, (count + 2) * sizeof *list);
    const char *const stored[] = {d->font_text, d->font_head};
    for (size_t i = 0; i < count; i++)
        list[i] = (struct brochure_font_choice){
            font[i].family,
            font[i].serif ? T("with serifs") : T("without serifs")};
    v->font_count = count;
    for (size_t k = 0; k < 2; k++) {
        bool known = false;
        for (size_t i = 0; i < v->font_count; i++)
            known |= str_equal(list[i].family, stored[k]);
        if (!known)
            list[v->font_count++] = (struct brochure_font_choice){
                stored[k], T("not installed here")};
    }
    v->font = list;
}

static void load_colours(struct ctx *c, const struct edition *e,
                         const struct brochure_design *d,
                         struct brochure_design_view *v)
{
    struct arena *mem = c->world.mem;
    const struct brochure_inks nearest = ink_nearest(e->accent);
    const struct brochure_inks *shown = d->accent ? d->accent : &nearest;
    v->accent = e->accent;
    v->own_inks = d->accent != NULL;
    v->printed = ink_rgb(mem, shown);
    v->apart = ink_difference(e->accent, shown) > difference_seen;
    v->nearest = arena_printf(mem,
                              "%" PRId64 "\u00a0/\u00a0%" PRId64
                              "\u00a0/\u00a0%" PRId64 "\u00a0/\u00a0%" PRId64,
                              nearest.cyan, nearest.magenta, nearest.yellow,
                              nearest.black);
}

static struct brochure_picture_view
logo_of(struct ctx *c, const struct edition *e, const struct brochure_design *d)
{
    return (struct brochure_picture_view){
        .action = brochure_page_path(c, e, "design"),
        .key = "logo",
        .title = T("Logo of the award"),
        .hint = T("Without one the award’s name is set. SVG or PNG with a "
                  "transparent ground."),
        .file_id = d->logo_file_id,
    };
}

static struct brochure_picture_view cover_of(struct ctx *c,
                                             const struct edition *e,
                                             const struct brochure_design *d)
{
    return (struct brochure_picture_view){
        .action = brochure_page_path(c, e, "design"),
        .key = "cover",
        .title = T("Cover photo"),
        .hint = T("JPEG or PNG, best with 2,600 pixels or more in width. "
                  "Without one the laurel stands alone."),
        .credit = true,
        .alt = true,
        .file_id = d->cover_file_id,
    };
}

static void show(struct ctx *c, const struct edition *e)
{
    struct brochure_design d;
    struct brochure_design_view v = {
        .form = c->form, .csrf = ctx_csrf(c), .slug = e->slug};
    brochure_design_load(&c->world, e->id, &d);
    const struct brochure_caption words = {d.cover_credit, d.cover_alt_de,
                                           d.cover_alt_en};
    fill(c, &d);
    load_fonts(c, &d, &v);
    load_colours(c, e, &d, &v);
    v.logo = logo_of(c, e, &d);
    v.cover = cover_of(c, e, &d);
    brochure_picture_load(c, NULL, &v.logo);
    brochure_picture_load(c, &words, &v.cover);
    if (!form_ok(c->form)) {
        c->reply->status = 422;
        c->rollback = true;
    }
    c->script[0] = "picture.js";
    c->script[1] = "form.js";
    page_start(c, T("Design of the brochure"));
    html_brochure_design(c->out, &v);
    page_end(c);
}

void get_brochure_design(struct ctx *c)
{
    struct edition e;
    if (brochure_place(c, &e))
        show(c, &e);
}

/* --- storing ----------------------------------------------------------------
 */

static const char *one_of(struct ctx *c, const char *field,
                          const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(form_value(c->form, field), words[i]))
            return words[i];
    form_fail(c->form, field, T("Please choose one of these."));
    return words[0];
}

/* One that is offered, or stays. */
static const char *family(struct ctx *c, const char *field, const char *stored)
{
    const struct brochure_font *font;
    size_t count = brochure_fonts(&c->world, &font);
    const char *sent = form_line(c->form, field);
    if (str_equal(sent, stored))
        return stored;
    for (size_t i = 0; i < count; i++)
        if (str_equal(sent, font[i].family))
            return font[i].family;
    form_fail(c->form, field, T("Please choose one of these."));
    return stored;
}

/* All four or none. */
static const struct brochure_inks *inks(struct ctx *c)
{
    struct brochure_inks *ink = arena_alloc(c->world.mem, sizeof *ink);
    int64_t *value[] = {&ink->cyan, &ink->magenta, &ink->yellow, &ink->black};
    const char *const word[] = {T("Cyan"), T("Magenta"), T("Yellow"),
                                T("Black")};
    size_t filled = 0;
    for (size_t i = 0; i < 4; i++)
        filled += !str_empty(form_line(c->form, ink_fields[i]));
    if (filled == 0)
        return NULL;
    for (size_t i = 0; i < 4; i++)
        if (!form_int(c->form, ink_fields[i], 0, 100, value[i]))
            form_fail(c->form, ink_fields[i],
                      arena_printf(c->world.mem, T("%s: 0 to 100"), word[i]));
    return ink;
}

static void save(struct ctx *c, const struct edition *e)
{
    static const char *const formats[] = {"a4", "a5", "square"};
    static const char *const languages[] = {"both", "two"};
    static const char *const pages[] = {"0", "1", "2"};
    struct brochure_design d;
    brochure_design_load(&c->world, e->id, &d);
    d.format = one_of(c, "format", formats, 3);
    d.languages = one_of(c, "languages", languages, 2);
    d.font_text = family(c, "font_text", d.font_text);
    d.font_head = family(c, "font_head", d.font_head);
    d.accent = inks(c);
    d.nominee_pages = one_of(c, "nominee_pages", pages, 3)[0] - '0';
    d.link_codes = form_has(c->form, "link_codes", "yes");
    if (!form_ok(c->form)) {
        show(c, e);
        return;
    }
    brochure_design_save(&c->world, e->id, &d);
    ctx_redirect(c, brochure_page_path(c, e, "design"),
                 T("The design is saved."));
}

static void take_picture(struct ctx *c, const struct edition *e, bool cover)
{
    struct brochure_design d;
    struct brochure_picture_sent sent;
    brochure_design_load(&c->world, e->id, &d);
    struct brochure_picture_view v =
        cover ? cover_of(c, e, &d) : logo_of(c, e, &d);
    if (!brochure_picture_take(c, &v, &sent)) {
        show(c, e);
        return;
    }
    if (sent.file && cover)
        brochure_design_cover(&c->world, e->id, sent.file_id);
    else if (sent.file)
        brochure_design_logo(&c->world, e->id, sent.file_id);
    if (cover)
        brochure_design_describe(&c->world, e->id, &sent.words);
    ctx_redirect(
        c, brochure_page_path(c, e, cover ? "design#cover" : "design#logo"),
        sent.file && sent.file_id == 0 ? T("The picture is removed.")
                                       : T("The picture is saved."));
}

void post_brochure_design(struct ctx *c)
{
    struct edition e;
    if (!brochure_place(c, &e))
        return;
    if (brochure_picture_asked(c, "cover"))
        take_picture(c, &e, true);
    else if (brochure_picture_asked(c, "logo"))
        take_picture(c, &e, false);
    else
        save(c, &e);
}
