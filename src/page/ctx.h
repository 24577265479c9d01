/* What a handler gets: the request, who asks, the world, and the reply to
 * make. Routing, session, role, CSRF and transaction are done before it runs
 * (app/serve.c), so handlers hold none of that. */
#pragma once

#include "base/lang.h"
#include "base/work.h"
#include "http/form.h"
#include "http/out.h"
#include "http/reply.h"
#include "http/request.h"
#include "http/route.h"
#include "model/second.h"
#include "model/session.h"
#include "model/world.h"
#include "page/layout_view.h"

#include <stdbool.h>

/* An entry that a GET or a refused request leaves in the log: written after the
 * handler, in a transaction of its own. action NULL: none. */
struct trace {
    const char *action, *subject, *payload; /* as for audit_add() */
    int64_t id;
};

struct shelf;

struct ctx {
    struct world world;
    const struct request *request;
    struct reply *reply;
    struct route_parts parts; /* of the path, see ctx_id() */
    struct form *query;       /* after the '?' */
    struct form *form;        /* the body of a POST; empty for a GET */
    struct visitor visitor;   /* id 0: nobody is logged in */
    enum lang lang;
    struct shelf *shelf; /* pages made before, or NULL */
    struct out *out;     /* the page so far */
    const char *csrf;    /* hidden field of every form, see ctx_csrf() */
    const char *edition; /* slug of the edition whose name and colour the page
                            bears; NULL: the one now open or latest */
    const char *brand;   /* its title; set with `edition` by ctx_edition() */
    const char *width;   /* "page-narrow", "page-text", "page-wide" or NULL */
    const char *office;  /* slug whose office tabs are shown, or NULL */
    /* Assets with the page's scripts, in the order in which they run. */
    const char *script[PAGE_SCRIPTS_MAX];
    const struct page_meta *meta; /* of a page for everybody, or NULL */
    const char *notice; /* said once on top, from the page before; or NULL */
    struct work *work;  /* password work, see ctx_wait() */
    struct trace trace; /* what stays even if nothing else does */
    int64_t kept_owner; /* whose form was kept, see page/kept.h */
    bool wait;          /* the handler wants the work done first */
    bool rollback;      /* nothing of this request is to stay */
    bool secure;        /* links are https: cookies get Secure */
};

/* Texts in handlers; templates have their own T() (page/tmpl.h). */
#ifndef T
#define T(english) lang_text(c->lang, (english))
#define TN(one, many, n) lang_plural(c->lang, (one), (many), (n))
#define PICK(de, en) lang_pick(c->lang, (de), (en))
#endif

/* The page bears this edition's name and colour. */
void ctx_edition(struct ctx *c, const char *slug, const char *title);

/* The id in the path, 0 if it is not a number. */
int64_t ctx_id(const struct ctx *c, const char *name);
const char *ctx_part(const struct ctx *c, const char *name);

/* Begins and ends the page around what the handler writes to c->out. The title
 * is in the user's language. */
void page_start(struct ctx *c, const char *title);
void page_end(struct ctx *c);

/* 303 to a path of ours; the notice (or NULL) is shown there once. */
void ctx_redirect(struct ctx *c, const char *path, const char *notice);

/* Replies with that JSON, for a script. */
struct buf;
void ctx_json(struct ctx *c, int status, const struct buf *text);

/* The error page; what the handler had changed is rolled back. `text` says
 * what to do, in the user's language; NULL: the usual words of the status. */
void ctx_refuse(struct ctx *c, int status, const char *text);
void ctx_not_found(struct ctx *c); /* 404: also for "may not see this" */

/* Asks for c->work to be done off the event loop. The handler runs again when
 * c->work->done; it must return at once after calling this. */
void ctx_wait(struct ctx *c);

/* The CSRF token of this visitor. Sets a cookie for one not logged in. */
const char *ctx_csrf(struct ctx *c);
/* For whom a page with this token was made, whether it is still good or not;
 * 0: for nobody who was logged in, or it is not from us. */
int64_t ctx_csrf_owner(const struct ctx *c, const char *token);
/* The password, or a link, was right: starts a session and sets its cookie.
 * false: the account has a second factor; then there is no session yet, but a
 * cookie that /login/second alone knows. Write transaction. */
bool ctx_login(struct ctx *c, int64_t user_id);
/* Starts a session, whatever was asked for before. Write transaction. */
void ctx_session(struct ctx *c, int64_t user_id);
/* Whose code is awaited; false: nobody's. */
bool ctx_waiting(struct ctx *c, struct second_waiting *who);
/* It came: the cookie goes. Write transaction. */
void ctx_waited(struct ctx *c);
/* Logs out: ends the session and its cookie. Write transaction. */
void ctx_logout(struct ctx *c);
/* Where to go after logging in: the visitor's own part of the house, or the
 * page that sets up the second factor that a role requires. */
const char *ctx_home(const struct ctx *c);
/* A path of ours from the query or form field "to", or the fallback. */
const char *ctx_return_path(const struct ctx *c, const char *fallback);
