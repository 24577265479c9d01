/* An entry of the feed is a company; it is dated by the instant at which it
 * became public, so that nothing before that hints at it. */
#include "page/feed.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/xml.h"
#include "gen/sql_edition.h"
#include "model/edition.h"
#include "model/public.h"
#include "page/feed_view.h"
#include "page/gallery.h"
#include "page/winners.h"

enum { FEED_MAX = 100 };

struct item {
    const struct edition *edition;
    const struct public_entry *p;
    int64_t at;
    size_t place; /* in the gallery: breaks ties */
};
struct news {
    struct item *item;
    size_t count;
};

static void collect(struct ctx *c, const struct edition *e, struct news *news)
{
    struct public_entry *list;
    size_t count = public_list(&c->world, e, &list);
    for (size_t i = 0; i < count; i++) {
        news->item = arena_grow(c->world.mem, news->item, news->count,
                                sizeof *news->item);
        news->item[news->count] = (struct item){
            e, &list[i], public_since(&c->world, e, &list[i]), news->count};
        news->count++;
    }
}

static int newest(const void *a, const void *b)
{
    const struct item *l = a, *r = b;
    if (l->at != r->at)
        return l->at < r->at ? 1 : -1;
    return (l->place > r->place) - (l->place < r->place);
}

static struct feed_entry make_entry(struct ctx *c, const struct item *item,
                                    const struct public_entry *p)
{
    struct arena *mem = c->world.mem;
    const struct publish_entry *e = &p->e;
    const char *id = arena_printf(mem, "%s/winners/%s/%s", c->world.url,
                                  item->edition->slug, p->address);
    struct gallery_text reason = gallery_pick(c, e->reason);
    return (struct feed_entry){
        .id = id,
        .link = arena_printf(mem, "%s?lang=%s", id, lang_code(c->lang)),
        .title = arena_printf(mem, "%s: %s", e->name, gallery_honour(c, e)),
        .at = item->at,
        .category = PICK(e->category.de, e->category.en),
        .text = str_empty(reason.text) ? gallery_pick(c, e->strategy) : reason,
    };
}

/* The texts are loaded for what is told, not for all, and once for as many of
 * one edition as follow each other. */
static void make_entries(struct ctx *c, struct news *news, struct feed_view *v)
{
    size_t count = news->count < FEED_MAX ? news->count : FEED_MAX;
    struct feed_entry *list =
        arena_alloc(c->world.mem, FEED_MAX * sizeof *list);
    struct public_entry *told =
        arena_alloc(c->world.mem, FEED_MAX * sizeof *told);
    if (news->count > 0)
        qsort(news->item, news->count, sizeof *news->item, newest);
    for (size_t i = 0; i < count; i++)
        told[i] = *news->item[i].p;
    for (size_t i = 0, n = 0; i < count; i = n) {
        const struct edition *e = news->item[i].edition;
        for (n = i; n < count && news->item[n].edition == e; n++)
            ;
        public_fill(&c->world, e, &told[i], n - i);
    }
    for (size_t i = 0; i < count; i++)
        list[i] = make_entry(c, &news->item[i], &told[i]);
    v->entry = list;
    v->count = count;
    v->at = count > 0 ? list[0].at : 0;
}

/* The language belongs to the address; a cookie would follow the reader. */
static void reply_feed(struct ctx *c, struct feed_view *v)
{
    v->id = arena_printf(c->world.mem, "%s%s", c->world.url, c->request->path);
    v->self =
        arena_printf(c->world.mem, "%s?lang=%s", v->id, lang_code(c->lang));
    c->out = out_new(c->world.mem, c->lang);
    html_feed(c->out, v);
    reply_clear(c->reply);
    /* no reader opens a feed with a character in it that XML has not */
    c->reply->body = xml_clean(c->world.mem, c->out->text.data);
    c->reply->body_bytes = strlen(c->reply->body);
    reply_header(c->reply, "content-type",
                 "application/atom+xml; charset=utf-8");
    winners_keep(c);
}

void get_edition_feed(struct ctx *c)
{
    struct edition e;
    struct news news = {0};
    if (winners_kept(c) || !winners_edition(c, &e))
        return;
    struct feed_view v = {
        .gallery =
            arena_printf(c->world.mem, "%s/winners/%s", c->world.url, e.slug),
        .title = PICK(e.title_de, e.title_en),
        .author =
            str_empty(e.organiser) ? PICK(e.title_de, e.title_en) : e.organiser,
    };
    collect(c, &e, &news);
    make_entries(c, &news, &v);
    if (v.at == 0 && e.nominees_at != NULL)
        v.at = *e.nominees_at;
    reply_feed(c, &v);
}

void get_feed(struct ctx *c)
{
    struct sql_edition_list_row *row;
    size_t count = sql_edition_list(c->world.db, &row);
    struct edition *e = arena_alloc(c->world.mem, (count + 1) * sizeof *e);
    struct news news = {0};
    struct feed_view v = {.gallery = c->world.url,
                          .title = T("Winners and nominees"),
                          .author = "Lorbeer"};
    if (winners_kept(c))
        return;
    for (size_t i = 0; i < count; i++) {
        if (!edition_by_id(&c->world, row[i].id, &e[i]) ||
            !edition_nominees_public(&c->world, &e[i]))
            continue;
        collect(c, &e[i], &news);
        if (str_equal(v.author, "Lorbeer") && !str_empty(e[i].organiser))
            v.author = e[i].organiser;
    }
    make_entries(c, &news, &v);
    reply_feed(c, &v);
}
