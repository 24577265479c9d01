/* Previews on pages: see preview.h. */
#include "page/preview.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"

static const char *words(struct ctx *c, const struct preview *p)
{
    switch (p->state) {
    case PREVIEW_NONE:
        return T("Not laid out yet.");
    case PREVIEW_WANTED:
        return T("The page is being laid out …");
    case PREVIEW_FAILED:
        return T(
            "This page cannot be laid out at present. What you entered is "
            "safe.");
    case PREVIEW_DONE:
        break;
    }
    const char *count =
        arena_printf(c->world.mem, TN("%lld page", "%lld pages", p->pages),
                     (long long)p->pages);
    if ((size_t)p->pages == p->shown)
        return count;
    return arena_printf(c->world.mem, T("%s, the first %d of them"), count,
                        (int)p->shown);
}

struct preview_view preview_show(struct ctx *c, const char *key,
                                 const char *path, const char *name)
{
    struct preview_view v = {.path = path, .csrf = ctx_csrf(c)};
    preview_get(&c->world, key, &v.preview);
    v.words = words(c, &v.preview);
    for (size_t i = 0; i < v.preview.shown; i++)
        v.alt[i] =
            arena_printf(c->world.mem, T("Page %d of %lld of the brochure: %s"),
                         (int)i + 1, (long long)v.preview.pages, name);
    return v;
}

void preview_answer(struct ctx *c, const struct preview_view *v)
{
    static const char *const states[] = {
        [PREVIEW_NONE] = "none",
        [PREVIEW_WANTED] = "wanted",
        [PREVIEW_DONE] = "done",
        [PREVIEW_FAILED] = "failed",
    };
    struct json_out j;
    struct buf text;
    buf_init(&text, c->world.mem);
    json_out_start(&j, &text, 0);
    json_object(&j, NULL);
    json_text(&j, "state", states[v->preview.state]);
    json_text(&j, "text", v->words);
    json_array(&j, "page");
    for (size_t i = 0; i < v->preview.shown; i++) {
        json_object(&j, NULL);
        json_text(&j, "src",
                  arena_printf(c->world.mem, "%s/page/%s", v->path,
                               v->preview.page[i]));
        json_text(&j, "alt", v->alt[i]);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    ctx_json(c, 200, &text);
}

void preview_wanted(struct ctx *c, const struct preview_view *v)
{
    if (form_value(c->form, "see") != NULL)
        ctx_redirect(c, v->path, NULL);
    else
        preview_answer(c, v);
}

void preview_reload(struct ctx *c, const struct preview_view *v)
{
    if (v->preview.state == PREVIEW_WANTED)
        reply_header(c->reply, "refresh", "1");
}

void preview_send(struct ctx *c, const char *key)
{
    const char *path = preview_file(&c->world, key, ctx_part(c, "page"));
    if (path == NULL) {
        ctx_not_found(c);
        return;
    }
    const char *tag =
        arena_printf(c->world.mem, "\"%s\"", strrchr(path, '/') + 1);
    reply_header(c->reply, "etag", tag);
    /* nobody but who may see it, and asked for again each time: a link can be
     * withdrawn, and others use the same device */
    reply_header(c->reply, "cache-control", "private, no-cache");
    if (strstr(c->request->if_none_match, tag) != NULL) {
        c->reply->status = 304;
        return;
    }
    reply_header(c->reply, "content-security-policy",
                 "default-src 'none'; img-src data:; sandbox; "
                 "frame-ancestors 'none'");
    reply_header(c->reply, "content-type", "image/svg+xml");
    c->reply->file = path;
}
