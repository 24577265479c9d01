/* The public form. Whoever sends it sees the same page, whatever came of it:
 * it does not say who has proposed whom. */
#include "page/propose.h"

#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_proposal.h"
#include "model/attempt.h"
#include "model/proposal.h"
#include "page/ctx.h"
#include "page/password.h"
#include "page/proposal_words.h"
#include "page/propose_view.h"

enum { KEY_BYTES_MAX = 64 };

/* The categories that one can be proposed for. */
static void load_categories(struct ctx *c, int64_t edition_id,
                            struct propose_view *v)
{
    struct sql_proposal_categories_row *row;
    size_t count = sql_proposal_categories(c->world.db, edition_id, &row);
    struct propose_option *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        if (!str_equal(row[i].entry_mode, "apply"))
            list[v->category_count++] = (struct propose_option){
                row[i].code, PICK(row[i].name_de, row[i].name_en),
                PICK(row[i].description_de, row[i].description_en)};
    v->category = list;
}

static const char *form_key(struct ctx *c)
{
    const char *key = form_line(c->form, "key");
    size_t bytes = strlen(key);
    return bytes > 0 && bytes <= KEY_BYTES_MAX ? key
                                               : secret_token(c->world.mem);
}

static void show(struct ctx *c, int status, const struct edition *e,
                 const char *problem)
{
    struct propose_option *relation;
    struct propose_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .key = proposal_open(&c->world, e) ? form_key(c) : "",
        .slug = e->slug,
        .title = PICK(e->title_de, e->title_en),
        .organiser = e->organiser,
        .email = e->email,
        .problem = problem,
        .employees =
            proposal_proposers(&c->world, e->id) == PROPOSERS_EMPLOYEES,
        .late = !proposal_open(&c->world, e),
        .deadline_at = e->deadline_at,
    };
    load_categories(c, e->id, &v);
    v.relation_count = proposal_relations(c->world.mem, c->lang, &relation);
    v.relation = relation;
    c->script[0] = "characters.js";
    c->script[1] = "count.js";
    c->width = "page-text";
    c->reply->status = status;
    page_start(c, T("Propose a company"));
    html_propose(c->out, &v);
    page_end(c);
}

/* An edition in which one can or could propose somebody. */
static bool find_edition(struct ctx *c, struct edition *e)
{
    if (!edition_by_slug(&c->world, ctx_part(c, "edition"), e) ||
        e->phase == PHASE_DRAFT || !proposal_offered(&c->world, e->id)) {
        ctx_not_found(c);
        return false;
    }
    ctx_edition(c, e->slug, PICK(e->title_de, e->title_en));
    return true;
}

/* Where there is nothing to choose it is chosen. */
static void only_category(struct ctx *c, int64_t edition_id)
{
    struct propose_view v = {0};
    load_categories(c, edition_id, &v);
    if (v.category_count == 1)
        form_set(c->form, "category", v.category[0].code);
}

void get_propose(struct ctx *c)
{
    struct edition e;
    if (!find_edition(c, &e))
        return;
    if (proposal_open(&c->world, &e)) {
        form_set(c->form, "share", "1");
        only_category(c, e.id);
        show(c, 200, &e, NULL);
        return;
    }
    c->width = "page-text";
    page_start(c, T("Propose a company"));
    html_propose_closed(c->out, PICK(e.title_de, e.title_en), e.email);
    page_end(c);
}

/* --- what was typed --- */

static void check_category(struct ctx *c, struct proposal_form *f)
{
    struct sql_proposal_categories_row *row;
    size_t count = sql_proposal_categories(c->world.db, f->edition_id, &row);
    for (size_t i = 0; i < count; i++)
        if (!str_equal(row[i].entry_mode, "apply") &&
            str_equal(row[i].code, form_value(c->form, "category")))
            f->category_id = row[i].id;
    if (f->category_id == 0)
        form_fail(c->form, "category", T("Please choose a category."));
}

static void check_reason(struct ctx *c, struct proposal_form *f)
{
    f->reason = form_lines(c->form, "reason");
    size_t characters = str_characters(f->reason);
    if (characters < PROPOSAL_REASON_MIN)
        form_fail(
            c->form, "reason",
            arena_printf(c->world.mem,
                         T("Please give a reason of at least %s "
                           "characters."),
                         lang_int(c->world.mem, c->lang, PROPOSAL_REASON_MIN)));
    else if (characters > PROPOSAL_REASON_MAX)
        form_fail(
            c->form, "reason",
            arena_printf(c->world.mem,
                         T("Please shorten the reason to %s characters."),
                         lang_int(c->world.mem, c->lang, PROPOSAL_REASON_MAX)));
}

static void check_email(struct ctx *c, struct proposal_form *f)
{
    f->email = form_line(c->form, "email");
    if (!str_email(f->email))
        form_fail(c->form, "email", T("Please enter a valid e-mail address."));
}

static void check_contact(struct ctx *c, struct proposal_form *f)
{
    f->contact = form_line(c->form, "contact");
    if (str_empty(f->contact))
        return;
    if (!str_email(f->contact))
        form_fail(c->form, "contact",
                  T("Please enter a valid e-mail address, or leave the field "
                    "empty."));
    else if (str_equal(str_key(c->world.mem, f->contact),
                       str_key(c->world.mem, form_line(c->form, "email"))))
        form_fail(c->form, "contact",
                  T("This is your own address. Please enter another one at "
                    "the company, or leave the field empty."));
}

/* In an edition for employees the statement is the relation. */
static void check_relation(struct ctx *c, struct proposal_form *f)
{
    struct propose_option *list;
    const char *code = form_value(c->form, "relation");
    size_t count = proposal_relations(c->world.mem, c->lang, &list);
    if (proposal_proposers(&c->world, f->edition_id) == PROPOSERS_EMPLOYEES) {
        f->relation = "employee";
        if (!form_has(c->form, "employee", "1"))
            form_fail(c->form, "employee",
                      T("Only employees can propose their company. Please tick "
                        "the box if you are one."));
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (str_equal(list[i].code, code))
            f->relation = list[i].code;
    if (f->relation == NULL)
        form_fail(c->form, "relation",
                  T("Please tell us how you know the company."));
}

/* In the order of the page, which is that of the list of errors. */
static void read_form(struct ctx *c, struct proposal_form *f)
{
    f->key = form_key(c);
    f->company = proposal_line(c, "company", T("Please name the company."));
    f->place = proposal_line(c, "place", T("Please tell us where it is."));
    check_contact(c, f);
    check_category(c, f);
    check_reason(c, f);
    check_relation(c, f);
    f->name = proposal_line(c, "name", T("Please tell us your name."));
    check_email(c, f);
    f->language = lang_code(c->lang);
    f->unnamed = form_has(c->form, "unnamed", "1");
    f->share = form_has(c->form, "share", "1");
}

static void show_sent(struct ctx *c, const char *email)
{
    c->width = "page-text";
    page_start(c, T("Please look into your mailbox"));
    html_propose_sent(c->out, email);
    page_end(c);
}

void post_propose(struct ctx *c)
{
    struct edition e;
    struct proposal_form f = {0};
    struct sql_proposal_sent_row sent;
    if (!find_edition(c, &e))
        return;
    if (!proposal_open(&c->world, &e)) {
        show(c, 409, &e, NULL);
        return;
    }
    f.edition_id = e.id;
    read_form(c, &f);
    /* nobody sees that field: a program has filled it in */
    bool machine = !str_empty(form_value(c->form, "website"));
    bool again = sql_proposal_sent(c->world.db, f.key, &sent);
    if (!machine && !again && !form_ok(c->form)) {
        show(c, 422, &e, NULL);
        return;
    }
    if (!machine && !again) {
        int minutes = attempt_begin(&c->world, ATTEMPT_PROPOSE, f.email,
                                    c->request->address);
        if (minutes > 0) {
            show(c, 429, &e, password_too_many(c, minutes));
            return;
        }
        proposal_send(&c->world, &f);
    }
    show_sent(c, f.email);
}
