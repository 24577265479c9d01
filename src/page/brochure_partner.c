/* One partner of the award, on the public pages and in the brochure. */
#include "page/brochure_parts.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/edition.h"
#include "model/partner.h"
#include "page/brochure_picture.h"
#include "page/brochure_piece_view.h"
#include "page/brochure_place.h"

enum { NAME_CHARACTERS_MAX = 150, URL_CHARACTERS_MAX = 300 };

static bool find(struct ctx *c, const struct edition *e, struct partner *p)
{
    int64_t id;
    *p = (struct partner){
        .edition_id = e->id, .tier = "partner", .name = "", .url = ""};
    if (brochure_place_id(c, "partner", &id) &&
        (id == 0 ||
         (partner_by_id(&c->world, id, p) && p->edition_id == e->id)))
        return true;
    ctx_not_found(c);
    return false;
}

static struct brochure_picture_view
logo_of(struct ctx *c, const struct edition *e, const struct partner *p)
{
    return (struct brochure_picture_view){
        .action = brochure_item_path(c, e, "partner", p->id),
        .key = "logo",
        .title = T("Logo"),
        .hint = T("Without one the name is set. SVG or PNG with a transparent "
                  "ground."),
        .file_id = p->logo_file_id,
    };
}

static void show(struct ctx *c, const struct edition *e,
                 const struct partner *p)
{
    struct brochure_tier_choice tier[PARTNER_TIERS];
    struct brochure_picture_view logo = logo_of(c, e, p);
    const struct brochure_piece_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = e->slug,
        .action = brochure_item_path(c, e, "partner", p->id),
        .title = p->id == 0 ? T("New partner") : p->name,
        .hint = p->id == 0 ? T("A logo can be added once the partner is saved.")
                           : "",
        .picture = p->id != 0 ? &logo : NULL,
        .remove = p->id != 0 ? T("Remove this partner") : NULL,
    };
    for (size_t i = 0; i < PARTNER_TIERS; i++)
        tier[i] = (struct brochure_tier_choice){
            partner_tier[i], brochure_tier_word(c, partner_tier[i])};
    brochure_fill(c, "name", p->name);
    brochure_fill(c, "tier", p->tier);
    brochure_fill(c, "url", p->url);
    if (p->id != 0)
        brochure_picture_load(c, NULL, &logo);
    if (!form_ok(c->form)) {
        c->reply->status = 422;
        c->rollback = true;
    }
    c->script[0] = "picture.js";
    c->script[1] = "form.js";
    page_start(c, v.title);
    html_brochure_partner(c->out, &v, tier, PARTNER_TIERS);
    page_end(c);
}

void get_brochure_partner(struct ctx *c)
{
    struct edition e;
    struct partner p;
    if (brochure_place(c, &e) && find(c, &e, &p))
        show(c, &e, &p);
}

static const char *read_tier(struct ctx *c)
{
    for (size_t i = 0; i < PARTNER_TIERS; i++)
        if (str_equal(form_value(c->form, "tier"), partner_tier[i]))
            return partner_tier[i];
    form_fail(c->form, "tier", T("Please choose one of these."));
    return "partner";
}

static void save(struct ctx *c, const struct edition *e,
                 const struct partner *before)
{
    struct partner p = *before;
    p.name = brochure_line(c, "name", NAME_CHARACTERS_MAX);
    p.tier = read_tier(c);
    p.url = brochure_line(c, "url", URL_CHARACTERS_MAX);
    if (str_empty(p.name))
        form_fail(c->form, "name", T("Please enter a name."));
    if (!str_empty(p.url) && !str_weblink(p.url))
        form_fail(c->form, "url",
                  T("Please enter an address that begins with https://, or "
                    "nothing."));
    if (!form_ok(c->form)) {
        show(c, e, before);
        return;
    }
    int64_t id = partner_save(&c->world, &p);
    ctx_redirect(c,
                 before->id == 0 ? brochure_item_path(c, e, "partner", id)
                                 : brochure_page_path(c, e, "parts#partners"),
                 before->id == 0
                     ? T("The partner is saved. You can add a logo now.")
                     : T("Saved."));
}

static void take_logo(struct ctx *c, const struct edition *e,
                      const struct partner *p)
{
    struct brochure_picture_sent sent;
    struct brochure_picture_view v = logo_of(c, e, p);
    if (!brochure_picture_take(c, &v, &sent)) {
        show(c, e, p);
        return;
    }
    if (sent.file)
        partner_logo(&c->world, p, sent.file_id);
    ctx_redirect(c, v.action,
                 sent.file && sent.file_id == 0 ? T("The picture is removed.")
                                                : T("The picture is saved."));
}

void post_brochure_partner(struct ctx *c)
{
    struct edition e;
    struct partner p;
    if (!brochure_place(c, &e) || !find(c, &e, &p))
        return;
    if (p.id != 0 && brochure_picture_asked(c, "logo")) {
        take_logo(c, &e, &p);
    } else if (p.id != 0 &&
               str_equal(form_value(c->form, "action"), "delete")) {
        partner_delete(&c->world, &p);
        ctx_redirect(c, brochure_page_path(c, &e, "parts#partners"),
                     T("The partner is removed."));
    } else {
        save(c, &e, &p);
    }
}
