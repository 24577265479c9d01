/* The two links of a proposal: the proposer's, which shows how it stands, and
 * the company's, which lets it answer. Opening either changes nothing, because
 * mail programs open links too; only the buttons do. */
#include "page/propose.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_proposal.h"
#include "model/entry.h"
#include "model/proposal.h"
#include "model/team.h"
#include "page/ctx.h"
#include "page/my.h"
#include "page/proposal_words.h"
#include "page/propose_view.h"

enum { DAY_S = 24 * 60 * 60 };

static void show_over(struct ctx *c)
{
    c->rollback = true;
    c->width = "page-text";
    c->reply->status = 404;
    page_start(c, T("This link no longer works"));
    html_proposal_over(c->out);
    page_end(c);
}

/* What a link shows is for its holder, not for a cache. */
static void private_page(struct ctx *c, const struct edition *e)
{
    reply_header(c->reply, "cache-control", "no-store");
    ctx_edition(c, e->slug, PICK(e->title_de, e->title_en));
    c->width = "page-text";
}

static void category_of(struct ctx *c, const struct candidate *k,
                        const char **name, const char **description)
{
    struct sql_proposal_categories_row *row;
    size_t count = sql_proposal_categories(c->world.db, k->edition_id, &row);
    for (size_t i = 0; i < count; i++)
        if (row[i].id == k->category_id) {
            *name = PICK(row[i].name_de, row[i].name_en);
            *description = PICK(row[i].description_de, row[i].description_en);
        }
}

/* --- the proposer ------------------------------------------------------------
 */

struct own {
    struct proposal p;
    struct candidate k;
    struct edition e;
};

static bool find_own(struct ctx *c, struct own *own)
{
    return proposal_by_token(&c->world, ctx_part(c, "token"), &own->p) &&
           !str_equal(own->p.state, "spam") &&
           candidate_by_id(&c->world, own->p.candidate_id, &own->k) &&
           edition_by_id(&c->world, own->k.edition_id, &own->e);
}

/* The company's answer only as far as the company agrees. That it did not
 * answer in time is its own affair as well. */
static void describe(struct ctx *c, const struct own *own, struct own_view *v)
{
    const struct candidate *k = &own->k;
    bool answered =
        str_equal(k->state, "accepted") || str_equal(k->state, "declined");
    v->pill = "pill-done";
    if (str_equal(own->p.state, "unconfirmed")) {
        v->state = T("not confirmed");
        v->pill = "pill-wait";
        v->text = T("Only when you confirm does the award office get it.");
    } else if (str_equal(own->p.state, "withdrawn")) {
        v->state = T("withdrawn");
        v->pill = "pill-off";
        v->text = T("You have withdrawn it. Your data are deleted.");
    } else if (str_equal(k->state, "open")) {
        v->state = T("confirmed");
        v->text =
            T("The award office looks at it and then writes to the "
              "company.");
    } else if (str_equal(k->state, "dismissed")) {
        v->state = T("not passed on");
        v->pill = "pill-off";
        v->text = T("The award office could not pass it on:");
        v->dismissal = k->dismissal;
    } else if (!answered) {
        v->state = T("passed on");
        v->text = T("The company was told. It decides whether it takes part.");
    } else if (!k->told) {
        v->state = T("answered");
        v->text =
            T("The company has answered. Whether it takes part it says "
              "itself, if it wants to.");
    } else if (str_equal(k->state, "accepted")) {
        v->state = T("accepted");
        v->text = T("The company has accepted it and takes part.");
    } else {
        v->state = T("declined");
        v->pill = "pill-off";
        v->text =
            T("The company is grateful and does not want to take part "
              "this time.");
    }
}

void get_own(struct ctx *c)
{
    struct own own;
    if (!find_own(c, &own)) {
        show_over(c);
        return;
    }
    bool confirms = str_equal(own.p.state, "unconfirmed");
    const char *description = "";
    struct own_view v = {
        .csrf = ctx_csrf(c),
        .path = c->request->path,
        .title = PICK(own.e.title_de, own.e.title_en),
        .dismissal = "",
        .company = own.k.company,
        .place = own.k.place,
        .category = "",
        .relation = proposal_relation(c->lang, own.p.relation),
        .name = own.p.name,
        .email = own.p.email,
        .reason = own.p.reason,
        .unnamed = own.p.unnamed,
        .share = own.p.share,
        .confirms = confirms,
        .late = confirms && !proposal_open(&c->world, &own.e),
        .withdraws = confirms || str_equal(own.p.state, "confirmed"),
        .until = own.p.created_at + (int64_t)PROPOSAL_CONFIRM_DAYS * DAY_S,
    };
    if (edition_winners_public(&c->world, &own.e))
        v.winners = arena_printf(c->world.mem, "/winners/%s", own.e.slug);
    category_of(c, &own.k, &v.category, &description);
    describe(c, &own, &v);
    private_page(c, &own.e);
    page_start(c, T("Your proposal"));
    html_own(c->out, &v);
    page_end(c);
}

static void confirm(struct ctx *c, const struct own *own)
{
    if (proposal_confirm(&c->world, &own->p) == PROPOSAL_LATE)
        ctx_refuse(c, 409,
                   T("The deadline has passed: nobody can be proposed any "
                     "more."));
    else /* pressed twice is confirmed once */
        ctx_redirect(c, c->request->path,
                     T("Thank you, your proposal is confirmed."));
}

void post_own(struct ctx *c)
{
    struct own own;
    if (!find_own(c, &own)) {
        show_over(c);
        return;
    }
    private_page(c, &own.e);
    if (!str_equal(form_value(c->form, "action"), "withdraw")) {
        confirm(c, &own);
        return;
    }
    bool stays = str_equal(own.p.state, "confirmed") ||
                 str_equal(own.p.state, "withdrawn");
    proposal_withdraw(&c->world, &own.p);
    ctx_redirect(c, stays ? c->request->path : "/",
                 T("The proposal is withdrawn, your data are deleted."));
}

/* --- the company -------------------------------------------------------------
 */

struct told {
    struct candidate k;
    struct edition e;
};

static bool find_told(struct ctx *c, struct told *told)
{
    if (candidate_by_token(&c->world, ctx_part(c, "token"), &told->k) &&
        edition_by_id(&c->world, told->k.edition_id, &told->e)) {
        private_page(c, &told->e);
        return true;
    }
    show_over(c);
    return false;
}

/* Names in one list, reasons in another: which reason is whose could tell who
 * stays unnamed. */
static void load_sources(struct ctx *c, const struct told *told,
                         struct told_view *v)
{
    struct sql_proposal_sources_row *name;
    struct sql_proposal_reasons_row *reason;
    size_t names = sql_proposal_sources(c->world.db, told->k.id, &name);
    size_t reasons = sql_proposal_reasons(c->world.db, told->k.id, &reason);
    struct told_source *source =
        arena_alloc(c->world.mem, (names + 1) * sizeof *source);
    const char **text = arena_alloc(c->world.mem, (reasons + 1) * sizeof *text);
    for (size_t i = 0; i < names; i++)
        source[i] = (struct told_source){
            name[i].name, proposal_relation(c->lang, name[i].relation)};
    for (size_t i = 0; i < reasons; i++)
        text[i] = reason[i].reason;
    v->source = source;
    v->source_count = names;
    v->reason = text;
    v->reason_count = reasons;
}

static void load_organisations(struct ctx *c, struct told_view *v)
{
    struct sql_proposal_organisations_row *row;
    size_t count = sql_proposal_organisations(c->world.db, c->visitor.id, &row);
    struct told_organisation *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct told_organisation){row[i].id, row[i].name};
    v->organisation = list;
    v->organisation_count = count;
    v->acts = c->visitor.company && count > 0;
    v->held = c->visitor.company_held;
}

static const char *by_way_of(struct ctx *c, const char *page)
{
    return arena_printf(c->world.mem, "%s?to=%s", page,
                        out_urlencode(c->world.mem, c->request->path));
}

static void show_told(struct ctx *c, int status, const struct told *told)
{
    struct told_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .path = c->request->path,
        .title = PICK(told->e.title_de, told->e.title_en),
        .organiser = told->e.organiser,
        .contact = told->e.email,
        .company = told->k.company,
        .place = told->k.place,
        .email = told->k.email,
        .category = "",
        .description = "",
        .until = *told->k.expires_at,
        .deadline_at = told->e.deadline_at,
        .late = !edition_accepts(&c->world, &told->e),
        .logged_in = c->visitor.id != 0,
        .login = by_way_of(c, "/login"),
        .enrol = by_way_of(c, "/register"),
    };
    category_of(c, &told->k, &v.category, &v.description);
    load_sources(c, told, &v);
    load_organisations(c, &v);
    c->reply->status = status;
    page_start(c, T("Your company was proposed"));
    html_told(c->out, &v);
    page_end(c);
}

void get_told(struct ctx *c)
{
    struct told told;
    if (find_told(c, &told))
        show_told(c, 200, &told);
}

/* The company of the visitor that accepts; 0: not said, or not his. */
static int64_t chosen_organisation(struct ctx *c)
{
    struct sql_proposal_organisations_row *row;
    int64_t wanted = 0;
    size_t count = sql_proposal_organisations(c->world.db, c->visitor.id, &row);
    form_int(c->form, "organisation", 1, INT64_MAX, &wanted);
    if (count == 1 && wanted == 0)
        return row[0].id;
    for (size_t i = 0; i < count; i++)
        if (row[i].id == wanted)
            return wanted;
    return 0;
}

/* The company may have begun by itself: its nomination stays as it is, with
 * the proposed category open to it. */
static const char *what_came_of_it(struct ctx *c, const struct told *told,
                                   int64_t entry_id)
{
    struct entry entry;
    if (!entry_by_id(&c->world, entry_id, &entry) ||
        entry.category_id == NULL || *entry.category_id == told->k.category_id)
        return T("The proposal is accepted. Please complete your nomination.");
    return T(
        "The proposal is accepted. You have a nomination in another "
        "category already: as long as it is a draft you can change the "
        "category.");
}

static void accept(struct ctx *c, const struct told *told)
{
    if (!c->visitor.company) {
        ctx_redirect(c, by_way_of(c, c->visitor.id ? "/register" : "/login"),
                     NULL);
        return;
    }
    if (!edition_accepts(&c->world, &told->e)) {
        show_told(c, 409, told);
        return;
    }
    int64_t organisation = chosen_organisation(c);
    if (organisation != 0 &&
        team_role(&c->world, organisation, c->visitor.id) < TEAM_EDITOR) {
        form_fail(c->form, "organisation",
                  T("You may read the nominations of this company, but not "
                    "begin one. Please ask an owner of its team."));
        show_told(c, 409, told);
        return;
    }
    if (organisation == 0) {
        form_fail(c->form, "organisation",
                  T("Please choose the company that accepts."));
        show_told(c, 422, told);
        return;
    }
    int64_t entry = my_present_or_new(&c->world, told->e.id, organisation);
    if (candidate_accept(&c->world, told->k.id, organisation, entry,
                         form_has(c->form, "told", "1")) != PROPOSAL_OK) {
        show_over(c);
        return;
    }
    ctx_redirect(c, arena_printf(c->world.mem, "/my/entry/%" PRId64, entry),
                 what_came_of_it(c, told, entry));
}

void post_told(struct ctx *c)
{
    struct told told;
    if (!find_told(c, &told))
        return;
    if (str_equal(form_value(c->form, "action"), "accept")) {
        accept(c, &told);
        return;
    }
    if (!str_equal(form_value(c->form, "action"), "decline")) {
        show_told(c, 422, &told);
        return;
    }
    candidate_decline(&c->world, told.k.id, form_has(c->form, "told", "1"));
    ctx_redirect(c, "/",
                 T("Thank you for your answer. The address and the reasons are "
                   "deleted, and we do not write to you about this again."));
}
