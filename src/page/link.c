/* Links from mails. Opening one changes nothing, because mail programs open
 * links too; only the button on its page does. */
#include "page/link.h"

#include "base/str.h"
#include "db/db.h"
#include "model/user.h"
#include "page/account_view.h"
#include "page/ctx.h"
#include "page/password.h"

enum { NAME_CHARACTERS_MAX = 200 };

/* --- asking for a link ------------------------------------------------------
 */

static void show_forgot(struct ctx *c, int status, const char *problem)
{
    struct forgot_view v = {c->form, ctx_csrf(c), problem};
    c->reply->status = status;
    c->width = "page-narrow";
    page_start(c, T("Choose a new password"));
    html_forgot(c->out, &v);
    page_end(c);
}

void get_forgot(struct ctx *c)
{
    show_forgot(c, 200, NULL);
}

/* The same answer to every address, known or not. */
void post_forgot(struct ctx *c)
{
    struct user u;
    const char *email = form_line(c->form, "email");
    if (!str_email(email)) {
        form_fail(c->form, "email", T("Please enter a valid e-mail address."));
        show_forgot(c, 422, NULL);
        return;
    }
    int minutes =
        attempt_begin(&c->world, ATTEMPT_RESET, email, c->request->address);
    if (minutes > 0) {
        show_forgot(c, 429, password_too_many(c, minutes));
        return;
    }
    if (!str_equal(email, USER_NO_ADDRESS) &&
        user_by_email(&c->world, email, &u) && !u.disabled)
        user_send_reset(&c->world, u.id);
    c->width = "page-narrow";
    page_start(c, T("Please look into your mailbox"));
    html_forgot_done(c->out, email);
    page_end(c);
}

/* --- following it ------------------------------------------------------------
 */

static void show_over(struct ctx *c, bool confirm)
{
    struct link_view v = {confirm};
    c->rollback = true;
    c->width = "page-text";
    c->reply->status = 404;
    page_start(c, T("This link no longer works"));
    html_link_over(c->out, &v);
    page_end(c);
}

struct link {
    struct user user;
    bool invited;
};

/* The account whose password this page's link may set. */
static bool find_link(struct ctx *c, struct link *link)
{
    const char *kind = NULL;
    int64_t id = user_by_link(&c->world, ctx_part(c, "token"), &kind);
    if (id == 0 || str_equal(kind, "confirm") ||
        !user_by_id(&c->world, id, &link->user))
        return false;
    link->invited = str_equal(kind, "invite");
    return true;
}

static bool no_address(const struct link *link)
{
    return str_equal(link->user.email, USER_NO_ADDRESS);
}

static void show_password(struct ctx *c, int status, const struct link *link)
{
    struct password_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .path = c->request->path,
        .user = &link->user,
        .roles = user_roles(&c->world, link->user.id),
        .invited = link->invited,
        .no_address = no_address(link),
    };
    c->reply->status = status;
    c->width = "page-narrow";
    page_start(c, T("Choose a password"));
    html_password(c->out, &v);
    page_end(c);
}

void get_link(struct ctx *c)
{
    struct link link;
    if (find_link(c, &link))
        show_password(c, 200, &link);
    else
        show_over(c, false);
}

static void check_person(struct ctx *c)
{
    const char *name = form_line(c->form, "name");
    const char *email = form_line(c->form, "email");
    if (str_empty(name))
        form_fail(c->form, "name", T("Please tell us your name."));
    else if (str_characters(name) > NAME_CHARACTERS_MAX)
        form_fail(c->form, "name", T("Please use at most 200 characters."));
    if (!str_email(email) || str_equal(email, USER_NO_ADDRESS))
        form_fail(c->form, "email", T("Please enter a valid e-mail address."));
}

static void begin_link(struct ctx *c)
{
    struct link link;
    if (!find_link(c, &link)) {
        show_over(c, false);
        return;
    }
    if (no_address(&link))
        check_person(c);
    if (password_acceptable(c, "password") && form_ok(c->form))
        password_hash(c, form_value(c->form, "password"));
    else
        show_password(c, 422, &link);
}

/* An address that the mail went to is confirmed; one just typed is not. */
static bool take_account(struct ctx *c, const struct link *link,
                         bool *logged_in)
{
    struct world *w = &c->world;
    int64_t id = w->user_id = link->user.id;
    if (!no_address(link)) {
        user_take(w, &link->user);
    } else if (user_claim(w, id, form_line(c->form, "name"),
                          form_line(c->form, "email"))) {
        user_send_confirm(w, id);
    } else {
        form_fail(c->form, "email",
                  T("There is already an account with this address."));
        return false;
    }
    user_set_password_hash(w, id, c->work->new_hash);
    *logged_in = ctx_login(c, id);
    return true;
}

/* A new juror is told first what there is to do. */
static const char *first_page(const struct ctx *c, const struct link *link)
{
    bool juror = c->visitor.juror && !c->visitor.organiser;
    return link->invited && juror ? "/jury/welcome" : ctx_home(c);
}

static void end_link(struct ctx *c)
{
    struct link link;
    bool logged_in = false;
    if (!db_begin(c->world.db, DB_WRITE))
        return;
    bool good = find_link(c, &link);
    bool done = good && take_account(c, &link, &logged_in);
    if (!password_commit(c))
        return;
    if (done && logged_in)
        ctx_redirect(c, first_page(c, &link),
                     T("Your password is set, and you are logged in."));
    else if (done)
        ctx_redirect(c, "/login/second", T("Your password is set."));
    else if (good)
        show_password(c, 422, &link);
    else
        show_over(c, false);
}

void post_link(struct ctx *c)
{
    if (c->work->failed)
        ctx_refuse(c, 503, NULL);
    else if (c->work->done)
        end_link(c);
    else
        begin_link(c);
}

/* --- confirming an address ---------------------------------------------------
 */

/* Two things are confirmed together: that the mail arrived, by the link, and
 * that its reader is who registered, by the session. Else a stranger registers
 * with my address, and one press of mine vouches for the stranger's password.
 */
static bool may_confirm(struct ctx *c)
{
    const char *kind = NULL;
    int64_t id = user_by_link(&c->world, ctx_part(c, "token"), &kind);
    return id == c->visitor.id && str_equal(kind, "confirm");
}

void get_confirm(struct ctx *c)
{
    if (!may_confirm(c)) {
        show_over(c, true);
        return;
    }
    struct confirm_view v = {ctx_csrf(c), c->request->path, c->visitor.email};
    c->width = "page-narrow";
    page_start(c, T("Confirm your e-mail address"));
    html_confirm(c->out, &v);
    page_end(c);
}

void post_confirm(struct ctx *c)
{
    if (!may_confirm(c)) {
        show_over(c, true);
        return;
    }
    user_confirm(&c->world, c->visitor.id);
    user_link_used(&c->world, ctx_part(c, "token"));
    ctx_redirect(c, ctx_home(c),
                 T("Thank you, your e-mail address is confirmed."));
}
