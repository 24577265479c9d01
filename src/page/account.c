/* One's own account: name, language, password, sessions. */
#include "page/account.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "db/db.h"
#include "http/cookie.h"
#include "model/user.h"
#include "page/account_view.h"
#include "page/ctx.h"
#include "page/password.h"

enum { NAME_CHARACTERS_MAX = 200 };

static void show_account(struct ctx *c, int status, const struct user *u)
{
    struct account_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .user = u,
        .roles = user_roles(&c->world, u->id),
        .second = c->visitor.second,
    };
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("My account"));
    html_account(c->out, &v);
    page_end(c);
}

/* Each part of the page is a form; the others show what is stored. */
static void fill_person(struct ctx *c, const struct user *u)
{
    form_set(c->form, "name", u->name);
    form_set(c->form, "language", u->language);
}

void get_account(struct ctx *c)
{
    struct user u;
    if (!user_by_id(&c->world, c->visitor.id, &u))
        return;
    fill_person(c, &u);
    show_account(c, 200, &u);
}

void post_account(struct ctx *c)
{
    struct user u;
    const char *name = form_line(c->form, "name");
    const char *language = form_value(c->form, "language");
    enum lang lang = c->lang;
    if (!user_by_id(&c->world, c->visitor.id, &u))
        return;
    if (str_empty(name))
        form_fail(c->form, "name", T("Please tell us your name."));
    else if (str_characters(name) > NAME_CHARACTERS_MAX)
        form_fail(c->form, "name", T("Please use at most 200 characters."));
    if (!lang_from_code(language, &lang))
        form_fail(c->form, "language", T("Please choose a language."));
    if (!form_ok(c->form)) {
        show_account(c, 422, &u);
        return;
    }
    user_change(&c->world, u.id, name, language);
    /* an older choice of this browser must not hide the new one */
    cookie_set(c->world.mem, c->reply, "lorbeer_language", "", -1, c->secure);
    c->lang = lang;
    ctx_redirect(c, "/account", T("Your changes are saved."));
}

/* --- password: compare the present one, then hash the new one ---------------
 */

static void refuse_password(struct ctx *c, int status, const struct user *u)
{
    fill_person(c, u);
    show_account(c, status, u);
}

static void begin_password(struct ctx *c, const struct user *u)
{
    const char *present = form_value(c->form, "present");
    int minutes;
    if (present == NULL || present[0] == '\0')
        form_fail(c->form, "present", T("Please enter your present password."));
    password_acceptable(c, "password");
    if (!form_ok(c->form)) {
        refuse_password(c, 422, u);
    } else if (password_attempt(c, ATTEMPT_LOGIN, u->email, &minutes)) {
        password_compare(c, u, present);
    } else if (minutes > 0) {
        form_fail(c->form, "present", password_too_many(c, minutes));
        refuse_password(c, 429, u);
    }
}

static void compared_password(struct ctx *c, const struct user *u)
{
    if (!password_fits(c, u)) {
        form_fail(c->form, "present", T("This is not your present password."));
        refuse_password(c, 422, u);
        return;
    }
    if (!db_begin(c->world.db, DB_WRITE))
        return;
    attempt_forgive(&c->world, ATTEMPT_LOGIN, u->email, c->request->address);
    if (password_commit(c))
        password_hash(c, form_value(c->form, "password"));
}

static void end_password(struct ctx *c)
{
    if (!db_begin(c->world.db, DB_WRITE))
        return;
    user_set_password_hash(&c->world, c->visitor.id, c->work->new_hash);
    ctx_session(c, c->visitor.id);
    if (password_commit(c))
        ctx_redirect(c, "/account",
                     T("Your password is changed; all other sessions are "
                       "ended."));
}

void post_account_password(struct ctx *c)
{
    struct user u;
    if (!user_by_id(&c->world, c->visitor.id, &u))
        return;
    if (c->work->failed)
        ctx_refuse(c, 503, NULL);
    else if (!c->work->done)
        begin_password(c, &u);
    else if (c->work->kind == WORK_VERIFY)
        compared_password(c, &u);
    else
        end_password(c);
}

void post_account_confirm(struct ctx *c)
{
    struct user u;
    if (!user_by_id(&c->world, c->visitor.id, &u))
        return;
    int minutes =
        attempt_begin(&c->world, ATTEMPT_RESET, u.email, c->request->address);
    if (minutes > 0) {
        ctx_refuse(c, 429, password_too_many(c, minutes));
        return;
    }
    if (!u.confirmed)
        user_send_confirm(&c->world, u.id);
    ctx_redirect(c, "/account", T("A new link is on its way to you."));
}

void post_account_sessions(struct ctx *c)
{
    session_end_all(&c->world, c->visitor.id);
    ctx_logout(c);
    ctx_redirect(c, "/login", T("You are logged out everywhere."));
}

/* The token changes with each login, so a page that was open before asks for
 * the present one, and learns whether it is still the same person's. */
void get_account_token(struct ctx *c)
{
    struct json_out j;
    struct buf text;
    buf_init(&text, c->world.mem);
    json_out_start(&j, &text, 0);
    json_object(&j, NULL);
    json_int(&j, "user", c->visitor.id);
    json_text(&j, "csrf", ctx_csrf(c));
    json_object_end(&j);
    ctx_json(c, 200, &text);
}
