/* The page of a company, for its contact with a personal link and for its own
 * people. Opening it changes nothing, because mail programs open links too: a
 * link counts as followed when its page's script or a button says so. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_page.h"
#include "model/edition.h"
#include "model/page_link.h"
#include "model/team.h"
#include "page/release.h"

/* What a link shows is for its holder, not for a cache. */
static void private_page(struct ctx *c, const struct edition *e)
{
    reply_header(c->reply, "cache-control", "no-store");
    ctx_edition(c, e->slug, PICK(e->title_de, e->title_en));
    c->width = "page-wide";
}

/* --- whose page it is -------------------------------------------------------
 */

struct visit {
    struct release_place place;
    struct edition edition;
    struct page_link link; /* id 0: none */
};

static void show_over(struct ctx *c)
{
    c->rollback = true;
    c->width = "page-text";
    c->reply->status = 404;
    page_start(c, T("This link no longer works"));
    html_release_over(c->out);
    page_end(c);
}

static bool find_link(struct ctx *c, struct visit *v)
{
    struct sql_page_of_row of;
    *v = (struct visit){0};
    if (!page_link_by_token(&c->world, ctx_part(c, "token"), &v->link) ||
        !sql_page_of(c->world.db, v->link.entry_id, c->world.now, &of) ||
        !edition_by_id(&c->world, of.edition_id, &v->edition)) {
        show_over(c);
        return false;
    }
    v->place = (struct release_place){
        .edition_id = of.edition_id,
        .entry_id = v->link.entry_id,
        .person = {"company", v->link.name, v->link.id, 0},
        .draft = arena_printf(c->world.mem, "link %" PRId64, v->link.id),
        .path = arena_printf(c->world.mem, "/page/%s", ctx_part(c, "token")),
        .may_write = true,
        .decided =
            of.told != 0 || edition_winners_public(&c->world, &v->edition),
    };
    private_page(c, &v->edition);
    return true;
}

static bool find_mine(struct ctx *c, struct visit *v)
{
    struct sql_page_of_row of;
    struct page_standing standing;
    int64_t id = ctx_id(c, "id");
    *v = (struct visit){0};
    if (id == 0 || !sql_page_of(c->world.db, id, c->world.now, &of) ||
        team_role(&c->world, of.organisation_id, c->visitor.id) == TEAM_NONE ||
        !page_known(&c->world, id, &standing) ||
        !edition_by_id(&c->world, of.edition_id, &v->edition)) {
        ctx_not_found(c);
        return false;
    }
    v->place = (struct release_place){
        .edition_id = of.edition_id,
        .entry_id = id,
        .person = {"company", c->visitor.name, 0, c->visitor.id},
        .draft = arena_printf(c->world.mem, "user %" PRId64, c->visitor.id),
        .path = arena_printf(c->world.mem, "/my/entry/%" PRId64 "/page", id),
        .decided =
            of.told != 0 || edition_winners_public(&c->world, &v->edition),
        .may_write = team_role(&c->world, of.organisation_id, c->visitor.id) >=
                     TEAM_EDITOR,
    };
    private_page(c, &v->edition);
    return true;
}

/* --- showing ----------------------------------------------------------------
 */

static void show(struct ctx *c, const struct visit *visit,
                 struct release_view *v, int status)
{
    v->edition = PICK(visit->edition.title_de, visit->edition.title_en);
    release_versions(c, &visit->place, v->digest, v);
    c->reply->status = status;
    c->script[0] = "characters.js";
    c->script[1] = "count.js";
    c->script[2] = "preview.js";
    page_start(c, T("Your page in the brochure"));
    html_release(c->out, v);
    page_end(c);
}

static void look(struct ctx *c, const struct visit *visit)
{
    struct release_view v;
    if (release_load(c, &visit->place, &v))
        show(c, visit, &v, 200);
    else
        ctx_not_found(c);
}

void get_page(struct ctx *c)
{
    struct visit v;
    if (find_link(c, &v))
        look(c, &v);
}

void get_my_page(struct ctx *c)
{
    struct visit v;
    if (find_mine(c, &v))
        look(c, &v);
}

/* --- doing ------------------------------------------------------------------
 */

static void done(struct ctx *c, const struct visit *visit, const char *notice)
{
    ctx_redirect(c, visit->place.path, notice);
}

static void refuse(struct ctx *c, const struct visit *visit,
                   struct release_view *v, enum page_outcome outcome)
{
    if (outcome == PAGE_OFTEN)
        v->problem =
            T("This page was corrected very often today. Please go on "
              "tomorrow, or write to the award office.");
    else
        release_show_stale(c, &visit->place, v);
    show(c, visit, v, outcome == PAGE_OFTEN ? 429 : 409);
}

static enum page_outcome correct(struct ctx *c, const struct visit *visit,
                                 const struct page_words *words)
{
    const char *seen = form_value(c->form, "digest");
    enum page_outcome outcome =
        page_write(&c->world, visit->place.entry_id, seen ? seen : "", words,
                   &visit->place.person);
    if (outcome == PAGE_OK || outcome == PAGE_SAME)
        page_draft_drop(&c->world, visit->place.entry_id, visit->place.draft);
    if (outcome == PAGE_OK)
        page_link_tell_office(&c->world, visit->place.entry_id,
                              visit->place.person.name);
    return outcome;
}

/* What somebody typed and releases in one go is stored first and shown as it
 * will be printed: what is released is what was seen. */
static void press(struct ctx *c, const struct visit *visit,
                  struct release_view *v, const struct page_words *words)
{
    const char *seen = form_value(c->form, "digest");
    bool releases = str_equal(form_value(c->form, "action"), "release");
    enum page_outcome outcome = correct(c, visit, words);
    if (outcome == PAGE_OK && releases)
        done(c, visit,
             T("Your corrections are stored, and the page is not released "
               "yet. Please look at it as it is now, then release it."));
    else if (outcome == PAGE_OK)
        done(c, visit,
             T("Thank you, your corrections are stored. Please release the "
               "page if it is right now."));
    else if (outcome != PAGE_SAME)
        refuse(c, visit, v, outcome);
    else if (!releases)
        done(c, visit, T("Nothing was changed."));
    else if (page_release(&c->world, visit->place.entry_id, seen ? seen : "",
                          &visit->place.person) == PAGE_STALE)
        refuse(c, visit, v, PAGE_STALE);
    else
        done(c, visit, T("Thank you, the page is released."));
}

static void act(struct ctx *c, const struct visit *visit)
{
    struct release_view v;
    if (!release_load(c, &visit->place, &v)) {
        ctx_not_found(c);
        return;
    }
    if (str_equal(form_value(c->form, "action"), "drop")) {
        page_draft_drop(&c->world, visit->place.entry_id, visit->place.draft);
        done(c, visit, T("The draft is thrown away."));
        return;
    }
    struct page_words words = release_typed(c, &v);
    v.typed = true;
    if (form_ok(c->form))
        press(c, visit, &v, &words);
    else
        show(c, visit, &v, 422);
}

void post_page(struct ctx *c)
{
    struct visit v;
    if (!find_link(c, &v))
        return;
    page_link_opened(&c->world, &v.link);
    act(c, &v);
}

void post_my_page(struct ctx *c)
{
    struct visit v;
    if (!find_mine(c, &v))
        return;
    if (v.place.may_write)
        act(c, &v);
    else
        ctx_refuse(c, 409,
                   T("You may read the nominations of this company, but not "
                     "change them. An owner of the team can change that."));
}

/* --- the preview ------------------------------------------------------------
 */

void get_page_look(struct ctx *c)
{
    struct visit v;
    if (find_link(c, &v))
        release_preview_page(c, &v.place);
}

void post_page_look(struct ctx *c)
{
    struct visit v;
    if (!find_link(c, &v))
        return;
    page_link_opened(&c->world, &v.link);
    release_preview_want(c, &v.place);
}

void get_page_look_state(struct ctx *c)
{
    struct visit v;
    if (find_link(c, &v))
        release_preview_state(c, &v.place);
}

void get_page_look_page(struct ctx *c)
{
    struct visit v;
    if (find_link(c, &v))
        release_preview_picture(c, &v.place);
}

void get_my_page_look(struct ctx *c)
{
    struct visit v;
    if (find_mine(c, &v))
        release_preview_page(c, &v.place);
}

void post_my_page_look(struct ctx *c)
{
    struct visit v;
    if (find_mine(c, &v))
        release_preview_want(c, &v.place);
}

void get_my_page_look_state(struct ctx *c)
{
    struct visit v;
    if (find_mine(c, &v))
        release_preview_state(c, &v.place);
}

void get_my_page_look_page(struct ctx *c)
{
    struct visit v;
    if (find_mine(c, &v))
        release_preview_picture(c, &v.place);
}
