#include "page/embed.h"

#include "base/arena.h"
#include "base/str.h"
#include "model/edition.h"
#include "model/file.h"
#include "model/public.h"
#include "page/gallery.h"
#include "page/winners.h"

enum { EMBED_MAX = 60 }; /* the rest is in the gallery */

/* Links leave the frame; nothing else is possible in it. */
static const char policy[] =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors *";

static struct embed_item make_item(struct ctx *c, const struct edition *e,
                                   const struct public_entry *p)
{
    struct file_rendition r;
    struct embed_item item = {
        .path = arena_printf(c->world.mem, "/winners/%s/%s?lang=%s", e->slug,
                             p->address, lang_code(c->lang)),
        .name = p->e.name,
        .honour = gallery_honour(c, &p->e),
        .seat = p->e.seat,
        .laurel = p->e.winner || p->e.special,
        .alt = {"", lang_code(c->lang)},
    };
    if (p->e.photo.file_id != 0 &&
        file_rendition(&c->world, p->e.photo.file_id, "thumb", &r)) {
        item.photo_id = p->e.photo.file_id;
        item.width = r.width;
        item.height = r.height;
        item.alt = gallery_pick(c, p->e.photo.alt);
    }
    return item;
}

static void load_items(struct ctx *c, const struct edition *e,
                       struct embed_view *v)
{
    struct public_entry *list;
    const struct public_choice choice = {
        .code = {[PUBLIC_CATEGORY] = form_line(c->query, "category")}};
    size_t all = public_list(&c->world, e, &list), count = 0;
    for (size_t i = 0; i < all; i++)
        if (public_matches(&list[i], &choice))
            list[count++] = list[i];
    count = count < EMBED_MAX ? count : EMBED_MAX;
    public_fill(&c->world, e, list, count);
    struct embed_item *item =
        arena_alloc(c->world.mem, (count + 1) * sizeof *item);
    for (size_t i = 0; i < count; i++)
        item[i] = make_item(c, e, &list[i]);
    v->item = item;
    v->count = count;
}

void get_embed(struct ctx *c)
{
    struct edition e;
    if (winners_kept(c) || !winners_edition(c, &e))
        return;
    struct embed_view v = {
        .title = PICK(e.title_de, e.title_en),
        .theme = arena_printf(c->world.mem, "/theme/%s.css", e.slug),
        .gallery = arena_printf(c->world.mem, "/winners/%s?lang=%s", e.slug,
                                lang_code(c->lang)),
    };
    load_items(c, &e, &v);
    c->out = out_new(c->world.mem, c->lang);
    html_embed(c->out, &v);
    /* the language of the frame is not that of the reader elsewhere */
    reply_clear(c->reply);
    c->reply->body = c->out->text.data;
    c->reply->body_bytes = c->out->text.bytes;
    reply_header(c->reply, "content-type", "text/html; charset=utf-8");
    reply_header(c->reply, "content-security-policy", policy);
    winners_keep(c);
}

struct embed_help embed_help(const struct ctx *c, const char *slug)
{
    const char *gallery =
        arena_printf(c->world.mem, "%s/winners/%s", c->world.url, slug);
    return (struct embed_help){
        gallery, arena_printf(c->world.mem, "%s/feed.xml", gallery),
        arena_printf(c->world.mem, "%s/embed", gallery)};
}
