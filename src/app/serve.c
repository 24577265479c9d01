/* The life of a request, in this order: asset? route, session, role, form and
 * CSRF, transaction, handler, commit or roll back, one reply; then what even a
 * refused request leaves behind, in a short transaction of its own. */
#include "app/serve.h"

#include <string.h>

#include "app/app.h"
#include "app/routes.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/str.h"
#include "db/db.h"
#include "http/asset.h"
#include "http/cookie.h"
#include "model/audit.h"
#include "page/ctx.h"
#include "page/kept.h"
#include "page/welcome.h"

enum { LANGUAGE_COOKIE_S = 365 * 24 * 60 * 60 };

static const char policy[] =
    "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'";

static void security_headers(struct ctx *c)
{
    struct reply *r = c->reply;
    if (reply_get_header(r, "content-security-policy") == NULL)
        reply_header(r, "content-security-policy", policy);
    reply_header(r, "x-content-type-options", "nosniff");
    reply_header(r, "referrer-policy", "same-origin");
    reply_header(r, "cross-origin-opener-policy", "same-origin");
    if (reply_get_header(r, "cache-control") == NULL)
        reply_header(r, "cache-control",
                     c->visitor.id ? "no-store" : "no-cache");
}

/* By ?lang=, then by the cookie that it left, then the account's, then the
 * browser's. */
static void choose_language(struct ctx *c)
{
    struct arena *mem = c->world.mem;
    const char *cookie =
        cookie_get(mem, c->request->cookie, "lorbeer_language");
    if (lang_from_code(form_value(c->query, "lang"), &c->lang)) {
        cookie_set(mem, c->reply, "lorbeer_language", lang_code(c->lang),
                   LANGUAGE_COOKIE_S, c->secure);
        return;
    }
    if (lang_from_code(cookie, &c->lang))
        return;
    if (c->visitor.id != 0 && lang_from_code(c->visitor.language, &c->lang))
        return;
    c->lang = lang_accept(c->request->accept_language);
}

static void take_notice(struct ctx *c)
{
    struct arena *mem = c->world.mem;
    const char *value = cookie_get(mem, c->request->cookie, "lorbeer_notice");
    if (value == NULL || c->request->method == HTTP_POST)
        return;
    cookie_set(mem, c->reply, "lorbeer_notice", "", -1, c->secure);
    const char *point = strchr(value, '.');
    if (point == NULL)
        return;
    char *pair = arena_printf(mem, "n=%s", point + 1);
    struct form *f = form_parse_urlencoded(mem, pair, strlen(pair));
    const char *text = form_value(f, "n");
    char *digest = arena_textn(mem, value, (size_t)(point - value));
    if (text != NULL && secret_equal(digest, secret_keyed(mem, c->world.key,
                                                          text, strlen(text))))
        c->notice = text;
}

/* The route of this path and method; NULL with *other_method set if the path
 * exists for another method only. What a redirect would not take is no path of
 * ours: Kore lets backslashes and control characters through. */
static const struct route *find_route(struct ctx *c, bool *other_method)
{
    enum http_method method = c->request->method;
    if (method == HTTP_HEAD)
        method = HTTP_GET;
    *other_method = false;
    if (!reply_is_local(c->request->path))
        return NULL;
    for (size_t i = 0; i < route_count; i++) {
        if (!route_match(c->world.mem, routes[i].pattern, c->request->path,
                         &c->parts))
            continue;
        if (routes[i].method == method)
            return &routes[i];
        *other_method = true;
    }
    return NULL;
}

static bool has_role(const struct visitor *v, enum role role)
{
    switch (role) {
    case ROLE_ANYONE:
        return true;
    case ROLE_USER:
        return v->id != 0;
    case ROLE_COMPANY:
        return v->company;
    case ROLE_JUROR:
        return v->juror;
    case ROLE_ORGANISER:
        return v->organiser;
    }
    return false;
}

/* Has the person that role, but not yet the second factor that it requires? */
static bool is_held(const struct visitor *v, enum role role)
{
    return (role == ROLE_COMPANY && v->company_held) ||
           (role == ROLE_JUROR && v->juror_held) ||
           (role == ROLE_ORGANISER && v->organiser_held);
}

/* Not logged in: to the login, and back here afterwards. Logged in without the
 * role: the page does not exist. With a role that is held back: to what it
 * waits for. */
static void refuse_role(struct ctx *c, const struct route *route)
{
    enum role role = route->role;
    if (is_held(&c->visitor, role)) {
        ctx_redirect(c, "/account/second",
                     T("Before you go on, please set up a second factor: your "
                       "role requires one."));
        return;
    }
    if (c->visitor.id != 0) {
        ctx_not_found(c);
        return;
    }
    if (kept_take(c, route->pattern)) {
        kept_say(c);
        return;
    }
    const char *to = c->request->method == HTTP_POST ? "/" : c->request->path;
    ctx_redirect(c,
                 arena_printf(c->world.mem, "/login?to=%s",
                              out_urlencode(c->world.mem, to)),
                 T("Please log in first."));
}

static bool accept_form(struct ctx *c, const struct route *route)
{
    const struct request *r = c->request;
    if (r->method != HTTP_POST)
        return true;
    c->form = form_parse(c->world.mem, r->content_type, r->body, r->body_bytes);
    if (c->form->broken != NULL) {
        log_event("form", "refused", c->form->broken, NULL);
        ctx_refuse(c, 400, NULL);
        return false;
    }
    if (!secret_equal(form_value(c->form, "csrf"), ctx_csrf(c))) {
        if (kept_take(c, route->pattern))
            kept_say(c);
        else if (!kept_return(c, route->pattern))
            ctx_refuse(c, 403, NULL);
        return false;
    }
    return true;
}

static void database_failed(struct ctx *c)
{
    bool busy = db_busy(c->world.db);
    db_rollback(c->world.db);
    c->wait = false;
    ctx_refuse(c, busy ? 503 : 500, NULL);
}

/* No page for jurors can forget that: what is not accepted yet comes first. */
static void handle(struct ctx *c, const struct route *route)
{
    if (route->role != ROLE_JUROR || !welcome_gate(c, route->pattern))
        route->handler(c);
}

static void run_handler(struct ctx *c, const struct route *route)
{
    struct db *db = c->world.db;
    if (route->transaction == TX_NONE) {
        handle(c, route);
        if (db_in_transaction(db))
            die("%s left its transaction open", route->pattern);
        if (db_failed(db))
            database_failed(c);
        return;
    }
    if (db_begin(db, route->transaction == TX_WRITE ? DB_WRITE : DB_READ))
        handle(c, route);
    if (db_failed(db))
        database_failed(c);
    else if (c->rollback)
        db_rollback(db);
    else if (!db_commit(db))
        database_failed(c);
}

/* A page that says that something is noted goes out only if it is. */
static void leave_trace(struct ctx *c)
{
    struct db *db = c->world.db;
    const struct trace *t = &c->trace;
    if (t->action == NULL)
        return;
    if (db_begin(db, DB_WRITE))
        audit_add(&c->world, t->action, t->subject, t->id, t->payload);
    if (db_failed(db) || !db_commit(db))
        database_failed(c);
}

static void touch_session(struct ctx *c)
{
    struct db *db = c->world.db;
    if (c->visitor.id == 0 ||
        c->world.now - c->visitor.seen_at < SESSION_TOUCH_S)
        return;
    if (db_begin(db, DB_WRITE))
        session_touch(&c->world, c->visitor.session_id);
    if (!db_commit(db))
        db_rollback(db);
}

static void prepare(struct ctx *c, struct app *app, struct arena *mem,
                    const struct request *request)
{
    c->world = app_world(app, mem);
    c->request = request;
    c->secure = app->secure;
    c->shelf = app->shelf;
    c->query =
        form_parse_urlencoded(mem, request->query, strlen(request->query));
    c->form = form_new(mem);
    session_find(&c->world, cookie_get(mem, request->cookie, "lorbeer"),
                 &c->visitor);
    c->world.user_id = c->visitor.id;
    choose_language(c);
    take_notice(c);
}

/* A reload, or the language link, of a page that answered a POST asks for a
 * path that only takes POSTs: the nearest page above it is what is meant. */
static bool go_up(struct ctx *c)
{
    char *path = arena_text(c->world.mem, c->request->path);
    if (c->request->method == HTTP_POST)
        return false;
    for (char *slash = strrchr(path, '/'); slash != NULL && slash != path;
         slash = strrchr(path, '/')) {
        struct request above = *c->request;
        struct ctx probe = *c;
        bool other_method;
        *slash = '\0';
        above.path = path;
        probe.request = &above;
        if (find_route(&probe, &other_method) == NULL)
            continue;
        reply_redirect(c->reply, path);
        return true;
    }
    return false;
}

/* What was typed into a page that is gone waits for whoever typed it. */
static void mind_kept(struct ctx *c, const struct route *route)
{
    if (c->request->method != HTTP_POST || c->wait)
        return;
    if (c->reply->status == 404 && kept_take(c, route->pattern))
        kept_say(c);
    else
        kept_arrived(c);
}

static void dispatch(struct ctx *c)
{
    bool other_method = false;
    const struct route *route = find_route(c, &other_method);
    if (db_failed(c->world.db)) /* the session could not be read */
        database_failed(c);
    else if (route == NULL && !(other_method && go_up(c)))
        ctx_refuse(c, other_method ? 405 : 404, NULL);
    else if (route == NULL)
        return;
    else if (!has_role(&c->visitor, route->role))
        refuse_role(c, route);
    else if (accept_form(c, route)) {
        run_handler(c, route);
        mind_kept(c, route);
    }
}

enum serve_outcome serve(struct app *app, struct arena *mem,
                         const struct request *request, struct work *work,
                         struct reply *reply)
{
    struct ctx c = {.reply = reply, .work = work};
    reply_clear(reply);
    const struct asset *asset = asset_find(request->path);
    if (asset != NULL && request->method != HTTP_POST) {
        asset_reply(reply, request, asset);
        return SERVE_DONE;
    }
    prepare(&c, app, mem, request);
    dispatch(&c);
    if (c.wait)
        return SERVE_WAIT;
    leave_trace(&c);
    touch_session(&c);
    security_headers(&c);
    return SERVE_DONE;
}

void serve_busy(struct app *app, struct arena *mem,
                const struct request *request, struct reply *reply)
{
    struct work none = {.kind = WORK_NONE};
    struct ctx c = {.reply = reply, .work = &none};
    reply_clear(reply);
    prepare(&c, app, mem, request);
    ctx_refuse(&c, 503, NULL);
    reply_header(reply, "retry-after", "5");
    security_headers(&c);
}
