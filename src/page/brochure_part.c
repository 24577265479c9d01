/* One part of the brochure: its heading, or a whole own page. */
#include "page/brochure_parts.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/brochure_part.h"
#include "model/edition.h"
#include "page/brochure_look.h"
#include "page/brochure_picture.h"
#include "page/brochure_piece_view.h"
#include "page/brochure_place.h"

enum { TITLE_CHARACTERS_MAX = 120, BODY_CHARACTERS_MAX = 8000 };

static const char *const none = "";

/* The part of the path; "new" is an own page with id 0. */
static bool find(struct ctx *c, const struct edition *e,
                 struct brochure_part *part)
{
    const char *key = ctx_part(c, "part");
    *part = (struct brochure_part){
        .kind = "own",
        .title_de = none,
        .title_en = none,
        .body_de = none,
        .body_en = none,
        .picture = {none, none, none},
    };
    if (str_equal(key, "new") ||
        brochure_part_find(&c->world, e->id, key, part))
        return true;
    ctx_not_found(c);
    return false;
}

static bool is_own(const struct brochure_part *part)
{
    return str_equal(part->kind, "own");
}

static bool is_new(const struct brochure_part *part)
{
    return is_own(part) && part->id == 0;
}

static const char *own_path(struct ctx *c, const struct edition *e,
                            const struct brochure_part *part)
{
    const char *key = is_new(part) ? "new" : brochure_part_key(&c->world, part);
    return brochure_page_path(c, e, arena_printf(c->world.mem, "part/%s", key));
}

static struct brochure_picture_view picture_of(struct ctx *c,
                                               const struct edition *e,
                                               const struct brochure_part *part)
{
    return (struct brochure_picture_view){
        .action = own_path(c, e, part),
        .key = "page-picture",
        .title = T("Picture"),
        .hint = T("JPEG, PNG, WebP or SVG"),
        .credit = true,
        .alt = true,
        .file_id = part->file_id,
    };
}

static const char *title_of(const struct ctx *c,
                            const struct brochure_part *part)
{
    const char *title = PICK(part->title_de, part->title_en);
    if (is_new(part))
        return T("New page");
    return is_own(part) && !str_empty(title)
               ? title
               : brochure_part_word(c, part->kind);
}

static struct brochure_look look_of(struct ctx *c, const struct edition *e,
                                    const struct brochure_part *part)
{
    return (struct brochure_look){
        .edition = e,
        .kind = "part",
        .id = part->id,
        .path = own_path(c, e, part),
        .title = title_of(c, part),
    };
}

static void show(struct ctx *c, const struct edition *e,
                 const struct brochure_part *part)
{
    const struct brochure_look look = look_of(c, e, part);
    const struct preview_view preview = brochure_look(c, &look);
    struct brochure_picture_view picture = picture_of(c, e, part);
    bool kept = is_own(part) && !is_new(part);
    struct brochure_piece_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = e->slug,
        .action = own_path(c, e, part),
        .title = look.title,
        .preview = is_own(part) ? &preview : NULL,
        .hint = is_new(part)
                    ? T("A picture can be added once the page is saved.")
                : kept ? none
                       : T("Empty, it has its usual heading."),
        .own = is_own(part),
        .picture = kept ? &picture : NULL,
        .remove = kept ? T("Remove this page") : NULL,
    };
    brochure_fill(c, "title_de", part->title_de);
    brochure_fill(c, "title_en", part->title_en);
    brochure_fill(c, "body_de", part->body_de);
    brochure_fill(c, "body_en", part->body_en);
    if (kept)
        brochure_picture_load(c, &part->picture, &picture);
    if (!form_ok(c->form)) {
        c->reply->status = 422;
        c->rollback = true;
    }
    c->script[0] = "form.js";
    if (v.preview) {
        c->script[1] = "preview.js";
        c->script[2] = "picture.js";
    }
    page_start(c, v.title);
    html_brochure_part(c->out, &v);
    page_end(c);
}

void get_brochure_part(struct ctx *c)
{
    struct edition e;
    struct brochure_part part;
    if (brochure_place(c, &e) && find(c, &e, &part))
        show(c, &e, &part);
}

static void take_typed(struct ctx *c, struct brochure_part *part)
{
    part->title_de = brochure_line(c, "title_de", TITLE_CHARACTERS_MAX);
    part->title_en = brochure_line(c, "title_en", TITLE_CHARACTERS_MAX);
    if (!is_own(part))
        return;
    part->body_de = brochure_lines(c, "body_de", BODY_CHARACTERS_MAX);
    part->body_en = brochure_lines(c, "body_en", BODY_CHARACTERS_MAX);
}

static void save(struct ctx *c, const struct edition *e,
                 struct brochure_part *part)
{
    const struct brochure_part before = *part;
    take_typed(c, part);
    if (is_own(part) && str_empty(part->title_de) && str_empty(part->title_en))
        form_fail(c->form, "title_de",
                  T("Please give the page a heading: it stands in the "
                    "table of contents."));
    if (!form_ok(c->form)) {
        show(c, e, &before);
        return;
    }
    const char *key = is_new(part) ? NULL : brochure_part_key(&c->world, part);
    bool added = key == NULL;
    part->id = brochure_part_save(&c->world, e->id, key, part);
    ctx_redirect(c,
                 added ? own_path(c, e, part)
                       : brochure_page_path(c, e, "parts#parts"),
                 added ? T("The page is saved. You can add a picture now.")
                       : T("Saved."));
}

static void take_picture(struct ctx *c, const struct edition *e,
                         const struct brochure_part *part)
{
    struct brochure_picture_sent sent;
    struct brochure_picture_view v = picture_of(c, e, part);
    if (!brochure_picture_take(c, &v, &sent)) {
        show(c, e, part);
        return;
    }
    if (sent.file)
        brochure_part_picture(&c->world, e->id, part->id, sent.file_id);
    brochure_part_describe(&c->world, e->id, part->id, &sent.words);
    ctx_redirect(c, v.action,
                 sent.file && sent.file_id == 0 ? T("The picture is removed.")
                                                : T("The picture is saved."));
}

void post_brochure_part(struct ctx *c)
{
    struct edition e;
    struct brochure_part part;
    if (!brochure_place(c, &e) || !find(c, &e, &part))
        return;
    bool kept = is_own(&part) && !is_new(&part);
    if (kept && brochure_picture_asked(c, "page-picture")) {
        take_picture(c, &e, &part);
    } else if (kept && str_equal(form_value(c->form, "action"), "delete")) {
        brochure_part_delete(&c->world, e.id, part.id);
        ctx_redirect(c, brochure_page_path(c, &e, "parts#parts"),
                     T("The page is removed."));
    } else {
        save(c, &e, &part);
    }
}

/* --- the preview ------------------------------------------------------------
 */

/* Of own pages only: other parts are made of much more than their heading. */
static bool find_own(struct ctx *c, struct edition *e,
                     struct brochure_part *part)
{
    if (!brochure_place(c, e) || !find(c, e, part))
        return false;
    if (!is_own(part))
        ctx_not_found(c);
    return is_own(part);
}

void post_brochure_part_look(struct ctx *c)
{
    struct edition e;
    struct brochure_part part;
    if (!find_own(c, &e, &part))
        return;
    const struct brochure_look look = look_of(c, &e, &part);
    /* the button sends no field: what is stored */
    if (form_value(c->form, "body_de") != NULL)
        take_typed(c, &part);
    brochure_look_want(c, &look, &part, NULL);
}

static void with_look(struct ctx *c,
                      void (*answer)(struct ctx *,
                                     const struct brochure_look *))
{
    struct edition e;
    struct brochure_part part;
    if (!find_own(c, &e, &part))
        return;
    const struct brochure_look look = look_of(c, &e, &part);
    answer(c, &look);
}

void get_brochure_part_look(struct ctx *c)
{
    with_look(c, brochure_look_page);
}

void get_brochure_part_look_state(struct ctx *c)
{
    with_look(c, brochure_look_state);
}

void get_brochure_part_look_page(struct ctx *c)
{
    with_look(c, brochure_look_picture);
}
