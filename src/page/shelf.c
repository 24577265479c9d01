#include "page/shelf.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "db/db.h"
#include "page/ctx.h"

/* More than this begin again from nothing: whoever asks for a thousand made-up
 * filters gets what he would without a shelf. */
enum { PAGES_MAX = 256, BYTES_MAX = 8 << 20 };

struct kept_page {
    const char *key;
    int64_t from, until; /* seconds: from <= now < until */
    struct reply reply;
};

struct shelf {
    struct arena *mem;
    int64_t version; /* of the database, that all of them show */
    struct kept_page page[PAGES_MAX];
    size_t count, bytes;
};

struct shelf *shelf_new(void)
{
    struct shelf *s = calloc(1, sizeof *s);
    if (s == NULL)
        die("no memory for pages");
    s->mem = arena_new();
    return s;
}

void shelf_free(struct shelf *s)
{
    if (s == NULL)
        return;
    arena_free(s->mem);
    free(s);
}

static void forget(struct shelf *s, int64_t version)
{
    arena_reset(s->mem);
    s->count = s->bytes = 0;
    s->version = version;
}

/* Whoever chose a language has a cookie that says so, and nothing else: the
 * language is in the key. */
static bool is_anybody(const struct ctx *c)
{
    const char *cookie = c->request->cookie;
    return c->visitor.id == 0 &&
           (cookie[0] == '\0' || (str_starts(cookie, "lorbeer_language=") &&
                                  strchr(cookie, ';') == NULL));
}

/* NULL: this request has nothing to do with it. */
static struct shelf *open_shelf(struct ctx *c)
{
    struct shelf *s = c->shelf;
    if (s == NULL || !is_anybody(c))
        return NULL;
    int64_t version = db_version(c->world.db);
    if (version == 0)
        return NULL;
    if (version != s->version)
        forget(s, version);
    return s;
}

static const char *key_of(const struct ctx *c, struct arena *mem)
{
    return arena_printf(mem, "%s %s?%s", lang_code(c->lang), c->request->path,
                        c->request->query);
}

static struct kept_page *find(struct shelf *s, const char *key)
{
    for (size_t i = 0; i < s->count; i++)
        if (str_equal(s->page[i].key, key))
            return &s->page[i];
    return NULL;
}

/* A copy in that memory; names of headers are ours and stay. */
static struct reply copy(struct arena *mem, const struct reply *from)
{
    struct reply r = *from;
    char *body = arena_alloc(mem, from->body_bytes + 1);
    memcpy(body, from->body, from->body_bytes);
    body[from->body_bytes] = '\0';
    r.body = body;
    for (size_t i = 0; i < r.header_count; i++)
        r.header[i].value = arena_text(mem, r.header[i].value);
    return r;
}

bool shelf_take(struct ctx *c)
{
    struct shelf *s = open_shelf(c);
    const struct kept_page *p =
        s != NULL ? find(s, key_of(c, c->world.mem)) : NULL;
    if (p == NULL || c->world.now < p->from || c->world.now >= p->until)
        return false;
    *c->reply = copy(c->world.mem, &p->reply);
    return true;
}

void shelf_put(struct ctx *c, int64_t until)
{
    const struct reply *r = c->reply;
    struct shelf *s = open_shelf(c);
    if (s == NULL || r->status != 200 || r->file != NULL ||
        reply_get_header(r, "set-cookie") != NULL || until <= c->world.now)
        return;
    if (s->count == PAGES_MAX || s->bytes + r->body_bytes > BYTES_MAX)
        forget(s, s->version);
    if (r->body_bytes > BYTES_MAX)
        return;
    const char *key = key_of(c, s->mem);
    struct kept_page *p = find(s, key);
    if (p == NULL)
        p = &s->page[s->count++];
    *p = (struct kept_page){key, c->world.now, until, copy(s->mem, r)};
    s->bytes += r->body_bytes + strlen(key);
}
