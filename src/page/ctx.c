/* The few things every handler does: the frame of a page, going elsewhere,
 * refusing, logging in and out. */
#include "page/ctx.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "db/db.h"
#include "http/cookie.h"
#include "model/edition.h"
#include "model/kept.h"
#include "page/layout_view.h"

static const char session_cookie[] = "lorbeer";
static const char second_cookie[] = "lorbeer_second";
static const char visit_cookie[] = "lorbeer_visit";
static const char notice_cookie[] = "lorbeer_notice";

void ctx_edition(struct ctx *c, const char *slug, const char *title)
{
    c->edition = slug;
    c->brand = title;
}

int64_t ctx_id(const struct ctx *c, const char *name)
{
    int64_t id = 0;
    return str_int(route_part(&c->parts, name), 1, INT64_MAX, &id) ? id : 0;
}

const char *ctx_part(const struct ctx *c, const char *name)
{
    return route_part(&c->parts, name);
}

static struct layout_view layout_view(struct ctx *c, const char *title)
{
    return (struct layout_view){
        .title = title,
        .brand = c->brand ? c->brand : "Lorbeer",
        .path = c->request->path[0] == '/' && c->request->path[1] != '/'
                    ? c->request->path
                    : "/",
        .theme = c->edition
                     ? arena_printf(c->world.mem, "/theme/%s.css", c->edition)
                     : NULL,
        .width = c->width ? c->width : "",
        .office = c->office,
        .script = c->script,
        .meta = c->meta,
        .keeper = c->visitor.id,
        .notice = c->notice,
        .name = c->visitor.id ? c->visitor.name : NULL,
        .csrf = c->visitor.id ? ctx_csrf(c) : NULL,
        .organiser = c->visitor.organiser,
        .juror = c->visitor.juror,
        .company = c->visitor.company,
    };
}

/* Pages of no edition bear the present one's name; not yet that of a draft,
 * and not where the database has just failed. */
static void present_edition(struct ctx *c)
{
    struct edition e;
    if (c->edition == NULL && c->reply->status < 500 &&
        edition_current(&c->world, &e) && e.phase != PHASE_DRAFT)
        ctx_edition(c, e.slug, PICK(e.title_de, e.title_en));
}

void page_start(struct ctx *c, const char *title)
{
    present_edition(c);
    struct layout_view v = layout_view(c, title);
    c->out = out_new(c->world.mem, c->lang);
    html_layout_start(c->out, &v);
}

void page_end(struct ctx *c)
{
    struct layout_view v = layout_view(c, "");
    html_layout_end(c->out, &v);
    c->reply->body = c->out->text.data;
    c->reply->body_bytes = c->out->text.bytes;
    reply_header(c->reply, "content-type", "text/html; charset=utf-8");
}

/* The notice travels in a cookie, signed, so that nobody can put words into
 * our mouth; it is gone once shown and cannot pile up. */
static void send_notice(struct ctx *c, const char *notice)
{
    struct arena *mem = c->world.mem;
    char *digest = secret_keyed(mem, c->world.key, notice, strlen(notice));
    char *value =
        arena_printf(mem, "%s.%s", digest, out_urlencode(mem, notice));
    cookie_set(mem, c->reply, notice_cookie, value, 60, c->secure);
}

void ctx_redirect(struct ctx *c, const char *path, const char *notice)
{
    reply_redirect(c->reply, path);
    if (notice != NULL)
        send_notice(c, notice);
}

void ctx_json(struct ctx *c, int status, const struct buf *text)
{
    c->reply->status = status;
    c->reply->body = text->data;
    c->reply->body_bytes = text->bytes;
    reply_header(c->reply, "content-type", "application/json");
}

static const char *status_title(const struct ctx *c, int status)
{
    switch (status) {
    case 400:
        return T("That did not arrive as it should");
    case 403:
        return T("Please try that again");
    case 404:
        return T("This page does not exist");
    case 405:
        return T("That does not work here");
    case 409:
        return T("Something changed in the meantime");
    case 413:
        return T("That is too large");
    case 429:
        return T("Too many attempts");
    case 503:
        return T("Just a moment, please");
    default:
        return T("Something went wrong on our side");
    }
}

static const char *status_text(const struct ctx *c, int status)
{
    switch (status) {
    case 400:
        return T(
            "The form could not be read. Please go back, reload the page "
            "and send it again.");
    case 403:
        return T(
            "The page was open for a long time or in another session. "
            "Please go back, reload it and send it again; nothing was "
            "changed.");
    case 404:
        return T(
            "Perhaps the address is mistyped, or the page is not meant "
            "for this account.");
    case 405:
        return T("Please go back and use the page's own buttons.");
    case 503:
        return T(
            "The server is busy. Please try again in a few seconds; "
            "nothing was changed.");
    default:
        return T(
            "Nothing was changed. Please try again; if it happens again, "
            "tell the award office the time.");
    }
}

void ctx_refuse(struct ctx *c, int status, const char *text)
{
    const char *title = status_title(c, status);
    struct error_view v = {
        .status = status,
        .title = title,
        .text = text ? text : status_text(c, status),
    };
    c->rollback = true;
    c->office = NULL;
    c->meta = NULL;
    memset(c->script, 0, sizeof c->script);
    c->width = "page-text";
    reply_clear(c->reply);
    c->reply->status = status;
    page_start(c, title);
    html_error(c->out, &v);
    page_end(c);
}

void ctx_not_found(struct ctx *c)
{
    ctx_refuse(c, 404, NULL);
}

void ctx_wait(struct ctx *c)
{
    c->wait = true;
}

/* ".7.digest": that the page was made for user 7. Only we can say so. */
static const char *made_for(const struct ctx *c, int64_t user_id)
{
    struct arena *mem = c->world.mem;
    char *text = arena_printf(mem, "page of %" PRId64, user_id);
    return arena_printf(mem, ".%" PRId64 ".%s", user_id,
                        secret_keyed(mem, c->world.key, text, strlen(text)));
}

/* The token is a keyed digest of the cookie that the browser sends anyway: no
 * table of tokens, nothing that could expire while a long form is open. When
 * the session has ended all the same, the token still says whose page it was.
 */
static const char *csrf_of(const struct ctx *c, const char *cookie)
{
    struct arena *mem = c->world.mem;
    char *text = arena_printf(mem, "csrf %s", cookie);
    char *digest = secret_keyed(mem, c->world.key, text, strlen(text));
    return c->visitor.id == 0
               ? digest
               : arena_printf(mem, "%s%s", digest, made_for(c, c->visitor.id));
}

int64_t ctx_csrf_owner(const struct ctx *c, const char *token)
{
    int64_t id = 0;
    const char *mark = token != NULL ? strchr(token, '.') : NULL;
    if (mark == NULL)
        return 0;
    size_t digits = strcspn(mark + 1, ".");
    if (!str_int(arena_textn(c->world.mem, mark + 1, digits), 1, INT64_MAX,
                 &id))
        return 0;
    return secret_equal(mark, made_for(c, id)) ? id : 0;
}

const char *ctx_csrf(struct ctx *c)
{
    if (c->csrf != NULL)
        return c->csrf;
    struct arena *mem = c->world.mem;
    const char *name = c->visitor.id ? session_cookie : visit_cookie;
    const char *cookie = cookie_get(mem, c->request->cookie, name);
    if (cookie == NULL) {
        cookie = secret_token(mem);
        cookie_set(mem, c->reply, visit_cookie, cookie, 0, c->secure);
    }
    c->csrf = csrf_of(c, cookie);
    return c->csrf;
}

bool ctx_login(struct ctx *c, int64_t user_id)
{
    if (!second_on(&c->world, user_id)) {
        ctx_session(c, user_id);
        return true;
    }
    if (c->visitor.session_id != 0)
        ctx_logout(c);
    c->visitor = (struct visitor){0};
    cookie_set(c->world.mem, c->reply, second_cookie,
               second_wait(&c->world, user_id), SECOND_WAIT_S, c->secure);
    return false;
}

static const char *second_token(const struct ctx *c)
{
    return cookie_get(c->world.mem, c->request->cookie, second_cookie);
}

bool ctx_waiting(struct ctx *c, struct second_waiting *who)
{
    return second_waiting(&c->world, second_token(c), who);
}

void ctx_waited(struct ctx *c)
{
    second_wait_end(&c->world, second_token(c));
    cookie_set(c->world.mem, c->reply, second_cookie, "", -1, c->secure);
}

/* From here on the visitor is the new one: where to go depends on the roles. */
void ctx_session(struct ctx *c, int64_t user_id)
{
    struct arena *mem = c->world.mem;
    if (c->visitor.session_id != 0)
        session_end(&c->world, c->visitor.session_id);
    char *token = session_start(&c->world, user_id);
    kept_sweep(&c->world);
    session_find(&c->world, token, &c->visitor);
    c->world.user_id = c->visitor.id;
    c->csrf = csrf_of(c, token); /* for the page that this reply may be */
    cookie_set(mem, c->reply, session_cookie, token, SESSION_ABSOLUTE_S,
               c->secure);
    cookie_set(mem, c->reply, visit_cookie, "", -1, c->secure);
}

void ctx_logout(struct ctx *c)
{
    session_end(&c->world, c->visitor.session_id);
    cookie_set(c->world.mem, c->reply, session_cookie, "", -1, c->secure);
}

const char *ctx_home(const struct ctx *c)
{
    const struct visitor *v = &c->visitor;
    if (v->organiser_held || v->juror_held || v->company_held)
        return "/account/second";
    if (c->visitor.organiser)
        return "/office";
    if (c->visitor.juror)
        return "/jury";
    if (c->visitor.company)
        return "/my";
    return c->visitor.id ? "/account" : "/";
}

const char *ctx_return_path(const struct ctx *c, const char *fallback)
{
    const char *to = form_value(c->form, "to");
    if (to == NULL)
        to = form_value(c->query, "to");
    return to != NULL && reply_is_local(to) ? to : fallback;
}
