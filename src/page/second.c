/* The second factor.
 *
 * Between password and code there is no session: a cookie of its own names a
 * row that no other page knows (model/second.h), so the visitor is nobody
 * wherever he goes. The code then starts the session. */
#include "page/second.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/qr.h"
#include "base/str.h"
#include "db/db.h"
#include "model/second.h"
#include "model/user.h"
#include "page/ctx.h"
#include "page/password.h"
#include "page/second_view.h"

enum { QUIET_MODULES = 4 }; /* the standard asks for four */

/* --- after the password ----------------------------------------------------
 */

static void show_login(struct ctx *c, int status, const char *problem)
{
    struct second_login_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .to = ctx_return_path(c, ""),
        .problem = problem,
    };
    c->reply->status = status;
    c->width = "page-narrow";
    page_start(c, T("Your code"));
    html_second_login(c->out, &v);
    page_end(c);
}

void get_second_login(struct ctx *c)
{
    struct second_waiting who;
    if (ctx_waiting(c, &who))
        show_login(c, 200, NULL);
    else
        ctx_redirect(c, c->visitor.id != 0 ? ctx_home(c) : "/login", NULL);
}

static void log_code(struct ctx *c, int64_t user_id, const char *outcome)
{
    log_event("second", "user", arena_printf(c->world.mem, "%" PRId64, user_id),
              "address", c->request->address, "outcome", outcome, NULL);
}

static const char *few_codes(const struct ctx *c, int64_t user_id)
{
    int64_t left = second_codes_left(&c->world, user_id);
    if (left == 0)
        return T(
            "That was your last recovery code. Please make new ones on "
            "the page of your account.");
    return arena_printf(c->world.mem,
                        TN("You used a recovery code; %d is left.",
                           "You used a recovery code; %d are left.", left),
                        (int)left);
}

static void pass(struct ctx *c, const struct second_waiting *who,
                 enum second_outcome outcome)
{
    attempt_forgive(&c->world, ATTEMPT_SECOND, who->email, c->request->address);
    ctx_waited(c);
    ctx_session(c, who->user_id);
    log_code(c, who->user_id, outcome == SECOND_CODE ? "done" : "recovery");
    ctx_redirect(c, ctx_return_path(c, ctx_home(c)),
                 outcome == SECOND_RECOVERY ? few_codes(c, who->user_id)
                                            : NULL);
}

void post_second_login(struct ctx *c)
{
    struct second_waiting who;
    const char *code = form_line(c->form, "code");
    if (!ctx_waiting(c, &who)) {
        ctx_redirect(c, "/login",
                     T("Please log in once more: that took too long."));
        return;
    }
    if (str_empty(code)) {
        form_fail(c->form, "code", T("Please enter the code."));
        show_login(c, 422, NULL);
        return;
    }
    int minutes = attempt_begin(&c->world, ATTEMPT_SECOND, who.email,
                                c->request->address);
    if (minutes > 0) {
        show_login(c, 429, password_too_many(c, minutes));
        return;
    }
    c->world.user_id = who.user_id;
    enum second_outcome outcome = second_check(&c->world, who.user_id, code);
    if (outcome != SECOND_WRONG) {
        pass(c, &who, outcome);
        return;
    }
    log_code(c, who.user_id, "refused");
    form_fail(c->form, "code",
              T("This code is not right, or it was used already. Please take "
                "the one that the app shows now."));
    show_login(c, 422, NULL);
}

/* --- setting it up ---------------------------------------------------------
 */

/* "preis.example.org": under this name the app lists it. */
static const char *host(const struct ctx *c)
{
    const char *at = strstr(c->world.url, "://");
    return at != NULL ? at + strlen("://") : c->world.url;
}

static void show_setup(struct ctx *c, int status,
                       const struct second_offer *offer, const char *problem)
{
    struct arena *mem = c->world.mem;
    struct qr qr = {0};
    const char *uri = totp_uri(mem, host(c), c->visitor.email, offer->secret);
    bool drawn = qr_make(mem, uri, &qr);
    struct second_setup_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .offer = offer->sealed,
        .secret = totp_secret_text(mem, offer->secret),
        .uri = uri,
        .qr = drawn ? qr_path(mem, &qr, QUIET_MODULES) : NULL,
        .side = qr.width + 2 * QUIET_MODULES,
        .problem = problem,
        .required = second_required(&c->world, c->visitor.id),
    };
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Set up a second factor"));
    html_second_setup(c->out, &v);
    page_end(c);
}

static void show_on(struct ctx *c, int status)
{
    struct second_on_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .codes_left = second_codes_left(&c->world, c->visitor.id),
        .required = second_required(&c->world, c->visitor.id),
    };
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Second factor"));
    html_second_on(c->out, &v);
    page_end(c);
}

/* Codes are told in the answer itself: no other page could show them. */
static void show_codes(struct ctx *c, const char *const *code)
{
    struct second_codes_view v = {
        .name = c->visitor.name,
        .host = host(c),
        .code = code,
        .count = SECOND_CODES,
        .next = ctx_home(c),
    };
    c->width = "page-text";
    page_start(c, T("Your recovery codes"));
    html_second_codes(c->out, &v);
    page_end(c);
}

static void show_new_offer(struct ctx *c, int status, const char *problem)
{
    struct second_offer offer;
    second_offer_new(&c->world, c->visitor.id, ctx_csrf(c), &offer);
    show_setup(c, status, &offer, problem);
}

void get_account_second(struct ctx *c)
{
    if (c->visitor.second)
        show_on(c, 200);
    else
        show_new_offer(c, 200, NULL);
}

/* All other sessions have shown a password only: they end. */
void post_account_second(struct ctx *c)
{
    struct world *w = &c->world;
    struct second_offer offer;
    const char *const *codes = NULL;
    const char *code = form_line(c->form, "code");
    if (c->visitor.second) {
        ctx_redirect(c, "/account/second",
                     T("The second factor is set up already."));
        return;
    }
    if (!second_offer_open(w, c->visitor.id, form_value(c->form, "offer"),
                           &offer)) {
        show_new_offer(c, 422,
                       T("This QR code was too old. Please scan the new one."));
        return;
    }
    if (str_empty(code))
        form_fail(c->form, "code", T("Please enter the code."));
    else if (!second_set_up(w, c->visitor.id, &offer, code, &codes))
        form_fail(c->form, "code",
                  T("This code does not fit. Is the clock of your device set "
                    "to the minute? Then take the code that the app shows "
                    "now."));
    if (codes == NULL) {
        show_setup(c, 422, &offer, NULL);
        return;
    }
    session_end_all(w, c->visitor.id);
    ctx_session(c, c->visitor.id);
    show_codes(c, codes);
}

/* --- with password and code: off, or new recovery codes --------------------
 */

static void begin_change(struct ctx *c, const struct user *u)
{
    const char *password = form_value(c->form, "present");
    int minutes = 0;
    if (password == NULL || password[0] == '\0')
        form_fail(c->form, "present", T("Please enter your present password."));
    if (str_empty(form_line(c->form, "code")))
        form_fail(c->form, "code", T("Please enter the code."));
    if (!form_ok(c->form)) {
        show_on(c, 422);
    } else if (password_attempt(c, ATTEMPT_SECOND, u->email, &minutes)) {
        password_compare(c, u, password);
    } else if (minutes > 0) {
        form_fail(c->form, "code", password_too_many(c, minutes));
        show_on(c, 429);
    }
}

/* The code is used up whatever comes of it, so it is looked at only after the
 * password. */
static bool change_allowed(struct ctx *c, const struct user *u)
{
    if (!password_fits(c, u)) {
        form_fail(c->form, "present", T("This is not your present password."));
        return false;
    }
    if (second_check(&c->world, u->id, form_line(c->form, "code")) ==
        SECOND_WRONG) {
        form_fail(c->form, "code",
                  T("This code is not right, or it was used already. Please "
                    "take the one that the app shows now."));
        return false;
    }
    attempt_forgive(&c->world, ATTEMPT_SECOND, u->email, c->request->address);
    return true;
}

static void end_change(struct ctx *c, const struct user *u, bool off)
{
    const char *const *codes = NULL;
    if (!db_begin(c->world.db, DB_WRITE))
        return;
    bool done = change_allowed(c, u);
    if (done && off)
        second_off(&c->world, u->id);
    else if (done)
        codes = second_new_codes(&c->world, u->id);
    if (!password_commit(c))
        return;
    if (!done)
        show_on(c, 422);
    else if (off)
        ctx_redirect(c, "/account", T("The second factor is off."));
    else
        show_codes(c, codes);
}

static void change(struct ctx *c, bool off)
{
    struct user u;
    if (!user_by_id(&c->world, c->visitor.id, &u))
        return;
    if (!c->visitor.second)
        ctx_redirect(c, "/account/second", NULL);
    else if (c->work->failed)
        ctx_refuse(c, 503, NULL);
    else if (c->work->done)
        end_change(c, &u, off);
    else
        begin_change(c, &u);
}

void post_account_second_off(struct ctx *c)
{
    change(c, true);
}

void post_account_second_codes(struct ctx *c)
{
    change(c, false);
}
