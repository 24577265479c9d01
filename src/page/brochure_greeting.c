/* One greeting in the brochure. */
#include "page/brochure_parts.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/brochure_part.h"
#include "model/edition.h"
#include "model/greeting.h"
#include "page/brochure_look.h"
#include "page/brochure_picture.h"
#include "page/brochure_piece_view.h"
#include "page/brochure_place.h"

enum { NAME_CHARACTERS_MAX = 150, BODY_CHARACTERS_MAX = 8000 };

static bool find(struct ctx *c, const struct edition *e, struct greeting *g)
{
    int64_t id;
    *g = (struct greeting){
        .edition_id = e->id,
        .name = "",
        .function_de = "",
        .function_en = "",
        .body_de = "",
        .body_en = "",
        .credit = "",
    };
    if (brochure_place_id(c, "greeting", &id) &&
        (id == 0 ||
         (greeting_by_id(&c->world, id, g) && g->edition_id == e->id)))
        return true;
    ctx_not_found(c);
    return false;
}

static struct brochure_picture_view
portrait_of(struct ctx *c, const struct edition *e, const struct greeting *g)
{
    return (struct brochure_picture_view){
        .action = brochure_item_path(c, e, "greeting", g->id),
        .key = "portrait",
        .title = T("Portrait"),
        .hint = T("JPEG or PNG, upright, best with 1,000 pixels or more in "
                  "width. Its description is the name."),
        .credit = true,
        .file_id = g->portrait_file_id,
    };
}

static struct brochure_look look_of(struct ctx *c, const struct edition *e,
                                    const struct greeting *g)
{
    return (struct brochure_look){
        .edition = e,
        .kind = "greeting",
        .id = g->id,
        .path = brochure_item_path(c, e, "greeting", g->id),
        .title = g->id == 0 ? T("New greeting") : g->name,
    };
}

static void show(struct ctx *c, const struct edition *e,
                 const struct greeting *g)
{
    const struct brochure_look look = look_of(c, e, g);
    const struct preview_view preview = brochure_look(c, &look);
    struct brochure_picture_view portrait = portrait_of(c, e, g);
    const struct brochure_caption words = {g->credit, "", ""};
    const struct brochure_piece_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = e->slug,
        .action = brochure_item_path(c, e, "greeting", g->id),
        .title = look.title,
        .preview = &preview,
        .hint = g->id == 0
                    ? T("A portrait can be added once the greeting is saved.")
                    : "",
        .picture = g->id != 0 ? &portrait : NULL,
        .remove = g->id != 0 ? T("Remove this greeting") : NULL,
    };
    brochure_fill(c, "name", g->name);
    brochure_fill(c, "function_de", g->function_de);
    brochure_fill(c, "function_en", g->function_en);
    brochure_fill(c, "body_de", g->body_de);
    brochure_fill(c, "body_en", g->body_en);
    if (g->id != 0)
        brochure_picture_load(c, &words, &portrait);
    if (!form_ok(c->form)) {
        c->reply->status = 422;
        c->rollback = true;
    }
    c->script[0] = "preview.js";
    c->script[1] = "picture.js";
    c->script[2] = "form.js";
    page_start(c, v.title);
    html_brochure_greeting(c->out, &v);
    page_end(c);
}

void get_brochure_greeting(struct ctx *c)
{
    struct edition e;
    struct greeting g;
    if (brochure_place(c, &e) && find(c, &e, &g))
        show(c, &e, &g);
}

static struct greeting typed(struct ctx *c, const struct greeting *before)
{
    struct greeting g = *before;
    g.name = brochure_line(c, "name", NAME_CHARACTERS_MAX);
    g.function_de = brochure_line(c, "function_de", NAME_CHARACTERS_MAX);
    g.function_en = brochure_line(c, "function_en", NAME_CHARACTERS_MAX);
    g.body_de = brochure_lines(c, "body_de", BODY_CHARACTERS_MAX);
    g.body_en = brochure_lines(c, "body_en", BODY_CHARACTERS_MAX);
    return g;
}

static void save(struct ctx *c, const struct edition *e,
                 const struct greeting *before)
{
    struct greeting g = typed(c, before);
    if (str_empty(g.name))
        form_fail(c->form, "name", T("Please enter who greets."));
    if (str_empty(g.body_de) && str_empty(g.body_en))
        form_fail(c->form, "body_de",
                  T("Please enter the text in at least one language."));
    if (!form_ok(c->form)) {
        show(c, e, before);
        return;
    }
    int64_t id = greeting_save(&c->world, &g);
    ctx_redirect(c,
                 before->id == 0 ? brochure_item_path(c, e, "greeting", id)
                                 : brochure_page_path(c, e, "parts#greetings"),
                 before->id == 0
                     ? T("The greeting is saved. You can add a portrait now.")
                     : T("Saved."));
}

static void take_portrait(struct ctx *c, const struct edition *e,
                          const struct greeting *g)
{
    struct brochure_picture_sent sent;
    struct brochure_picture_view v = portrait_of(c, e, g);
    if (!brochure_picture_take(c, &v, &sent)) {
        show(c, e, g);
        return;
    }
    if (sent.file)
        greeting_portrait(&c->world, g, sent.file_id);
    greeting_credit(&c->world, g, sent.words.credit);
    ctx_redirect(c, v.action,
                 sent.file && sent.file_id == 0 ? T("The picture is removed.")
                                                : T("The picture is saved."));
}

void post_brochure_greeting(struct ctx *c)
{
    struct edition e;
    struct greeting g;
    if (!brochure_place(c, &e) || !find(c, &e, &g))
        return;
    if (g.id != 0 && brochure_picture_asked(c, "portrait")) {
        take_portrait(c, &e, &g);
    } else if (g.id != 0 &&
               str_equal(form_value(c->form, "action"), "delete")) {
        greeting_delete(&c->world, &g);
        ctx_redirect(c, brochure_page_path(c, &e, "parts#greetings"),
                     T("The greeting is removed."));
    } else {
        save(c, &e, &g);
    }
}

/* --- the preview ------------------------------------------------------------
 */

void post_brochure_greeting_look(struct ctx *c)
{
    struct edition e;
    struct greeting g;
    const struct brochure_part part = {
        .kind = "greetings", .title_de = "", .title_en = ""};
    if (!brochure_place(c, &e) || !find(c, &e, &g))
        return;
    const struct brochure_look look = look_of(c, &e, &g);
    /* the button sends no field: what is stored */
    if (form_value(c->form, "body_de") != NULL)
        g = typed(c, &g);
    brochure_look_want(c, &look, &part, &g);
}

static void with_look(struct ctx *c,
                      void (*answer)(struct ctx *,
                                     const struct brochure_look *))
{
    struct edition e;
    struct greeting g;
    if (!brochure_place(c, &e) || !find(c, &e, &g))
        return;
    const struct brochure_look look = look_of(c, &e, &g);
    answer(c, &look);
}

void get_brochure_greeting_look(struct ctx *c)
{
    with_look(c, brochure_look_page);
}

void get_brochure_greeting_look_state(struct ctx *c)
{
    with_look(c, brochure_look_state);
}

void get_brochure_greeting_look_page(struct ctx *c)
{
    with_look(c, brochure_look_picture);
}
