/* The in-process browser. Its reading of HTML is small but strict about what
 * our own templates produce: attributes in double quotes, every element that
 * matters closed. */
#include "support/browser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "http/form.h"
#include "http/out.h"
#include "support/html.h"

enum { REDIRECTS_MAX = 5, COOKIES_MAX = 12 };

struct cookie {
    char *name, *value;
};

struct browser {
    struct test_home *home;
    struct arena *mem; /* of the present page */
    struct arena *old; /* of the one before: what a test still points to */
    struct reply reply;
    char *path;
    const char *language, *origin;
    struct cookie cookie[COOKIES_MAX];
    bool html;              /* the body is a page */
    struct html_page *page; /* see parsed(); NULL: not read yet */
    char *body;
    size_t body_bytes;
};

struct browser *browser_new(struct test_home *h)
{
    struct browser *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->home = h;
    b->mem = arena_new();
    b->old = arena_new();
    b->language = "de";
    b->origin = "";
    return b;
}

void browser_free(struct browser *b)
{
    for (size_t i = 0; i < COOKIES_MAX; i++) {
        free(b->cookie[i].name);
        free(b->cookie[i].value);
    }
    arena_free(b->mem);
    arena_free(b->old);
    free(b);
}

void browser_language(struct browser *b, const char *code)
{
    b->language = code;
}

static void keep_cookie(struct browser *b, const char *header_value)
{
    size_t name_bytes = strcspn(header_value, "=");
    const char *value = header_value + name_bytes + 1;
    size_t value_bytes = strcspn(value, ";");
    bool gone = strstr(value, "Max-Age=0") || strstr(value, "Max-Age=-");
    struct cookie *slot = NULL;
    for (size_t i = 0; i < COOKIES_MAX; i++) {
        struct cookie *c = &b->cookie[i];
        if (c->name && strlen(c->name) == name_bytes &&
            strncmp(c->name, header_value, name_bytes) == 0)
            slot = c;
    }
    for (size_t i = 0; slot == NULL && i < COOKIES_MAX; i++)
        if (b->cookie[i].name == NULL)
            slot = &b->cookie[i];
    assert_non_null(slot);
    free(slot->name);
    free(slot->value);
    slot->name = gone ? NULL : strndup(header_value, name_bytes);
    slot->value = gone ? NULL : strndup(value, value_bytes);
}

const char *browser_cookie(const struct browser *b, const char *name)
{
    for (size_t i = 0; i < COOKIES_MAX; i++)
        if (b->cookie[i].name != NULL && strcmp(b->cookie[i].name, name) == 0)
            return b->cookie[i].value;
    return NULL;
}

void browser_take_cookies(struct browser *b, const struct browser *from)
{
    for (size_t i = 0; i < COOKIES_MAX; i++) {
        const struct cookie *c = &from->cookie[i];
        free(b->cookie[i].name);
        free(b->cookie[i].value);
        b->cookie[i].name = c->name ? strdup(c->name) : NULL;
        b->cookie[i].value = c->value ? strdup(c->value) : NULL;
    }
}

static char *cookie_header(struct browser *b)
{
    struct buf out;
    buf_init(&out, b->mem);
    for (size_t i = 0; i < COOKIES_MAX; i++)
        if (b->cookie[i].name)
            buf_addf(&out, "%s%s=%s", out.bytes ? "; " : "", b->cookie[i].name,
                     b->cookie[i].value);
    return out.data;
}

static void read_reply(struct browser *b)
{
    struct reply *r = &b->reply;
    for (size_t i = 0; i < r->header_count; i++)
        if (strcmp(r->header[i].name, "set-cookie") == 0)
            keep_cookie(b, r->header[i].value);
    b->body = arena_textn(b->mem, r->body ? r->body : "", r->body_bytes);
    b->body_bytes = r->body_bytes;
    const char *type = reply_get_header(r, "content-type");
    b->page = NULL;
    b->html = type != NULL && str_starts(type, "text/html");
}

/* The page, read when somebody asks for it: most are only fetched. NULL: the
 * answer is none. */
static struct html_page *parsed(const struct browser *b)
{
    struct browser *own = (struct browser *)b;
    if (b->html && b->page == NULL)
        own->page = html_parse(b->mem, b->body);
    return b->page;
}

static void call(struct browser *b, struct request *request)
{
    struct work work = {.kind = WORK_NONE};
    char *query = strchr(b->path, '?');
    request->path =
        query ? arena_textn(b->mem, b->path, (size_t)(query - b->path))
              : b->path;
    request->query = query ? query + 1 : "";
    request->cookie = cookie_header(b);
    request->accept_language = b->language;
    request->if_none_match = "";
    request->origin = b->origin;
    request->address = "127.0.0.1";
    while (serve(b->home->app, b->mem, request, &work, &b->reply) == SERVE_WAIT)
        work_run(&work);
    work_wipe(&work);
    read_reply(b);
}

/* Each page has an arena; the page before stays readable. */
static void turn_page(struct browser *b)
{
    struct arena *mem = b->old;
    arena_reset(mem);
    b->old = b->mem;
    b->mem = mem;
}

void browser_origin(struct browser *b, const char *origin)
{
    b->origin = origin;
}

void request_raw(struct browser *b, const char *method, const char *path,
                 const char *content_type, const char *body, size_t bytes)
{
    char *copy = strdup(path);
    turn_page(b);
    b->path = arena_text(b->mem, copy);
    free(copy);
    struct request r = {
        .method = strcmp(method, "GET") == 0    ? HTTP_GET
                  : strcmp(method, "HEAD") == 0 ? HTTP_HEAD
                  : strcmp(method, "POST") == 0 ? HTTP_POST
                                                : HTTP_OTHER,
        .content_type = content_type ? content_type : "",
        .body = body ? body : "",
        .body_bytes = bytes,
    };
    call(b, &r);
}

void post_fields(struct browser *b, const char *path, const char *fields)
{
    const char *csrf = field_value(b, "csrf");
    char *body = arena_printf(b->home->mem, "csrf=%s&%s", csrf, fields);
    request_raw(b, "POST", path, "application/x-www-form-urlencoded", body,
                strlen(body));
}

static void follow(struct browser *b)
{
    for (int i = 0; i < REDIRECTS_MAX && b->reply.status / 100 == 3; i++) {
        const char *to = reply_get_header(&b->reply, "location");
        assert_non_null(to);
        /* a fragment stays in the browser */
        to = arena_textn(b->mem, to, strcspn(to, "#"));
        request_raw(b, "GET", to, NULL, NULL, 0);
    }
}

void visit(struct browser *b, const char *path)
{
    /* a fragment stays in the browser */
    path = arena_textn(b->mem, path, strcspn(path, "#"));
    request_raw(b, "GET", path, NULL, NULL, 0);
    follow(b);
}

static void give_up(struct browser *b, const char *what, const char *text)
{
    const char *shown = parsed(b) ? html_text(parsed(b)) : b->body;
    print_error("%s: %s\non %s (status %d):\n%.4000s\n", what, text, b->path,
                b->reply.status, shown);
    fail();
}

static void need_page(struct browser *b, const char *what)
{
    if (parsed(b) == NULL)
        give_up(b, "there is no page", what);
}

void fill(struct browser *b, const char *name, const char *value)
{
    need_page(b, name);
    if (!html_fill(parsed(b), name, value))
        give_up(b, "no such field or choice", name);
}

void uncheck(struct browser *b, const char *name, const char *value)
{
    need_page(b, name);
    if (!html_uncheck(parsed(b), name, value))
        give_up(b, "no such box", name);
}

void attach(struct browser *b, const char *name, const char *file_name,
            const char *data, size_t bytes)
{
    need_page(b, name);
    if (!html_attach(parsed(b), name, file_name, data, bytes))
        give_up(b, "no such file field", name);
}

static void send(struct browser *b, const struct html_form *form,
                 const struct html_button *button)
{
    char *type = NULL;
    size_t bytes = 0;
    char *body = html_body(parsed(b), form, button, &type, &bytes);
    const char *action = button->action[0] ? button->action : form->action;
    if (action[0] == '\0')
        action = b->path;
    if (strcmp(form->method, "post") == 0) {
        request_raw(b, "POST", action, type, body, bytes);
    } else {
        /* the part of a page that is looked at is not sent */
        char *path = arena_printf(b->mem, "%.*s?%s", (int)strcspn(action, "#"),
                                  action, body);
        request_raw(b, "GET", path, NULL, NULL, 0);
    }
    follow(b);
}

void press_in(struct browser *b, const char *action, const char *text)
{
    need_page(b, text);
    const struct html_form *form = NULL;
    const struct html_button *button =
        html_button(parsed(b), action, text, &form);
    if (button != NULL) {
        send(b, form, button);
        return;
    }
    const char *link = action == NULL ? html_link(parsed(b), text) : NULL;
    if (link == NULL)
        give_up(b, "no such button or link", text);
    if (link[0] == '?') {
        char *path = strndup(b->path, strcspn(b->path, "?"));
        link = arena_printf(b->mem, "%s%s", path, link);
        free(path);
    }
    visit(b, link);
}

void press(struct browser *b, const char *text)
{
    press_in(b, NULL, text);
}

void log_in(struct browser *b, const char *email)
{
    visit(b, "/login");
    fill(b, "email", email);
    fill(b, "password", "correct horse");
    press_in(b, "/login", NULL);
    if (b->reply.status != 200 || str_starts(b->path, "/login"))
        give_up(b, "cannot log in", email);
}

int status(const struct browser *b)
{
    return b->reply.status;
}

const char *page(const struct browser *b)
{
    return b->body;
}

size_t page_bytes(const struct browser *b)
{
    return b->body_bytes;
}

const char *location(const struct browser *b)
{
    return b->path;
}

const char *header(const struct browser *b, const char *name)
{
    return reply_get_header(&b->reply, name);
}

const char *headers(const struct browser *b)
{
    struct buf out;
    buf_init(&out, b->mem);
    for (size_t i = 0; i < b->reply.header_count; i++)
        if (strcmp(b->reply.header[i].name, "set-cookie") != 0)
            buf_addf(&out, "%s: %s\n", b->reply.header[i].name,
                     b->reply.header[i].value);
    return out.data;
}

const char *file_served(const struct browser *b)
{
    return b->reply.file;
}

const char *field_value(const struct browser *b, const char *name)
{
    return parsed(b) ? html_value(parsed(b), name) : NULL;
}

void see(struct browser *b, const char *text)
{
    need_page(b, text);
    if (strstr(html_text(parsed(b)), text) == NULL)
        give_up(b, "not to be seen", text);
}

void see_not(struct browser *b, const char *text)
{
    const char *shown = parsed(b) ? html_text(parsed(b)) : b->body;
    if (strstr(shown, text) != NULL)
        give_up(b, "should not be seen", text);
}

void see_markup(struct browser *b, const char *markup)
{
    if (strstr(b->body, markup) == NULL)
        give_up(b, "not in the markup", markup);
}

void see_no_markup(struct browser *b, const char *markup)
{
    if (strstr(b->body, markup) != NULL)
        give_up(b, "should not be in the markup", markup);
}

void see_status(struct browser *b, int wanted)
{
    if (b->reply.status != wanted)
        give_up(b, "wrong status; wanted", arena_printf(b->mem, "%d", wanted));
}
