/* Logging in and registering. A login answers alike, in words and in time,
 * whether the account exists, has no password yet or is disabled. */
#include "page/login.h"

#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_my.h"
#include "model/organisation.h"
#include "model/team.h"
#include "model/user.h"
#include "page/account_view.h"
#include "page/ctx.h"
#include "page/password.h"

enum { NAME_CHARACTERS_MAX = 200 };

/* --- logging in ------------------------------------------------------------
 */

static void show_login(struct ctx *c, int status, const char *problem)
{
    struct login_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .to = ctx_return_path(c, ""),
        .problem = problem,
    };
    c->reply->status = status;
    c->width = "page-narrow";
    page_start(c, T("Log in"));
    html_login(c->out, &v);
    page_end(c);
}

void get_login(struct ctx *c)
{
    if (c->visitor.id != 0)
        ctx_redirect(c, ctx_home(c), NULL);
    else
        show_login(c, 200, NULL);
}

/* Who it is and what it leads to; never the address that was typed. */
static void log_login(struct ctx *c, int64_t user_id, const char *outcome)
{
    log_event("login", "user",
              user_id ? arena_printf(c->world.mem, "%lld", (long long)user_id)
                      : "",
              "address", c->request->address, "outcome", outcome, NULL);
}

/* Inside a write transaction, with a comparison that fits. */
static void enter(struct ctx *c, const struct user *u, enum attempt_kind kind)
{
    attempt_forgive(&c->world, kind, form_line(c->form, "email"),
                    c->request->address);
    if (c->work->new_hash[0] != '\0')
        user_rehash(&c->world, u->id, c->work->new_hash);
}

/* false: the code of the second factor is still awaited. */
static bool log_in(struct ctx *c, const struct user *u)
{
    enter(c, u, ATTEMPT_LOGIN);
    bool logged_in = ctx_login(c, u->id);
    log_login(c, u->id, logged_in ? "done" : "code");
    return logged_in;
}

static void begin_login(struct ctx *c)
{
    const char *email = form_line(c->form, "email");
    const char *password = form_value(c->form, "password");
    struct user u;
    int minutes;
    if (str_empty(email) || password == NULL || password[0] == '\0')
        show_login(c, 422, T("Please fill in both fields."));
    else if (password_attempt(c, ATTEMPT_LOGIN, email, &minutes))
        password_compare(c, user_by_email(&c->world, email, &u) ? &u : NULL,
                         password);
    else if (minutes > 0)
        show_login(c, 429, password_too_many(c, minutes));
}

/* The page that asks for the code, and goes on to `to`, or NULL. */
static const char *second_path(const struct ctx *c, const char *to)
{
    struct arena *mem = c->world.mem;
    return to == NULL ? "/login/second"
                      : arena_printf(mem, "/login/second?to=%s",
                                     out_urlencode(mem, to));
}

static void end_login(struct ctx *c)
{
    struct user u;
    bool logged_in = false;
    if (!db_begin(c->world.db, DB_WRITE))
        return;
    bool known = user_by_email(&c->world, form_line(c->form, "email"), &u);
    bool fits = known && password_fits(c, &u);
    if (fits)
        logged_in = log_in(c, &u);
    if (!password_commit(c))
        return;
    if (fits) {
        const char *to = ctx_return_path(c, logged_in ? ctx_home(c) : NULL);
        ctx_redirect(c, logged_in ? to : second_path(c, to), NULL);
        return;
    }
    log_login(c, known ? u.id : 0, "refused");
    show_login(c, 422, T("E-mail address or password is not right."));
}

void post_login(struct ctx *c)
{
    if (c->work->failed)
        ctx_refuse(c, 503, NULL);
    else if (c->work->done)
        end_login(c);
    else
        begin_login(c);
}

void post_logout(struct ctx *c)
{
    ctx_logout(c);
    ctx_redirect(c, "/", T("You are logged out."));
}

/* --- registering -----------------------------------------------------------
 */

static void show_register(struct ctx *c, int status, const char *problem,
                          bool taken)
{
    struct register_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .to = ctx_return_path(c, ""),
        .problem = problem,
        .taken = taken,
    };
    c->reply->status = status;
    c->width = "page-narrow";
    page_start(c, T("Register a company"));
    html_register(c->out, &v);
    page_end(c);
}

void get_register(struct ctx *c)
{
    show_register(c, 200, NULL, false);
}

static void check_line(struct ctx *c, const char *field, const char *missing)
{
    const char *text = form_line(c->form, field);
    if (str_empty(text))
        form_fail(c->form, field, missing);
    else if (str_characters(text) > NAME_CHARACTERS_MAX)
        form_fail(c->form, field, T("Please use at most 200 characters."));
}

/* An account with that address may be the visitor's own: then the password
 * decides, as if this were the login. */
static void begin_register(struct ctx *c)
{
    struct user u;
    int minutes;
    const char *email = form_line(c->form, "email");
    check_line(c, "name", T("Please tell us your name."));
    check_line(c, "company", T("Please tell us the name of the company."));
    if (!str_email(email))
        form_fail(c->form, "email", T("Please enter a valid e-mail address."));
    password_acceptable(c, "password");
    if (!form_ok(c->form)) {
        show_register(c, 422, NULL, false);
        return;
    }
    if (!password_attempt(c, ATTEMPT_REGISTER, email, &minutes)) {
        if (minutes > 0)
            show_register(c, 429, password_too_many(c, minutes), false);
        return;
    }
    const char *password = form_value(c->form, "password");
    if (user_by_email(&c->world, email, &u))
        password_compare(c, &u, password);
    else
        password_hash(c, password);
}

static void add_company(struct ctx *c, int64_t user_id)
{
    struct world *w = &c->world;
    user_grant(w, user_id, "company");
    organisation_join(w, organisation_create(w, form_line(c->form, "company")),
                      user_id);
}

/* false: the address is taken. */
static bool create_account(struct ctx *c)
{
    struct world *w = &c->world;
    int64_t id = user_create(w, form_line(c->form, "email"),
                             form_line(c->form, "name"), lang_code(c->lang));
    if (id == 0)
        return false;
    w->user_id = id;
    user_set_password_hash(w, id, c->work->new_hash);
    add_company(c, id);
    user_send_confirm(w, id);
    ctx_session(c, id);
    return true;
}

/* Sent twice, or by somebody who has forgotten: not one more company of the
 * same name. */
static bool acts_for(struct ctx *c, int64_t user_id, const char *company)
{
    struct sql_my_organisations_row *mine;
    const char *key = team_name_key(&c->world, company);
    size_t count = sql_my_organisations(c->world.db, user_id, &mine);
    for (size_t i = 0; i < count; i++)
        if (str_equal(team_name_key(&c->world, mine[i].name), key))
            return true;
    return false;
}

/* Whoever has an account already, as a juror for instance, gets the company
 * added to it; with a second factor only who is logged in to it, since a
 * password alone is to change nothing there. */
static bool use_account(struct ctx *c, const struct user *u)
{
    if (!password_fits(c, u))
        return false;
    if (second_on(&c->world, u->id) && c->visitor.id != u->id)
        return false;
    c->world.user_id = u->id;
    if (!acts_for(c, u->id, form_line(c->form, "company")))
        add_company(c, u->id);
    enter(c, u, ATTEMPT_REGISTER);
    ctx_session(c, u->id);
    log_login(c, u->id, "done");
    return true;
}

static void end_register(struct ctx *c)
{
    struct user u;
    if (!db_begin(c->world.db, DB_WRITE))
        return;
    bool known = user_by_email(&c->world, form_line(c->form, "email"), &u);
    bool done = known ? use_account(c, &u)
                      : c->work->kind == WORK_HASH && create_account(c);
    if (!password_commit(c))
        return;
    if (done) {
        ctx_redirect(c, ctx_return_path(c, "/my"),
                     known ? T("You had an account already; you are logged in.")
                           : T("Welcome! Your account is ready."));
        return;
    }
    form_fail(c->form, "email",
              T("There is already an account with this address."));
    show_register(c, 422, NULL, true);
}

void post_register(struct ctx *c)
{
    if (c->work->failed)
        ctx_refuse(c, 503, NULL);
    else if (c->work->done)
        end_register(c);
    else
        begin_register(c);
}
