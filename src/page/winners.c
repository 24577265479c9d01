/* The gallery. What it shows of winners depends on the clock alone; what of it
 * somebody chose stands in the address. */
#include "page/winners.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_image.h"
#include "model/edition.h"
#include "model/file.h"
#include "model/public.h"
#include "page/gallery.h"
#include "page/shelf.h"
#include "page/winners_view.h"

enum { KEEP_S = 60, PAGES_MAX = 100000 };

/* --- what public pages share
 * ---------------------------------------------------
 */

bool winners_edition(struct ctx *c, struct edition *e)
{
    if (!edition_by_slug(&c->world, ctx_part(c, "edition"), e) ||
        !edition_nominees_public(&c->world, e)) {
        ctx_not_found(c);
        return false;
    }
    ctx_edition(c, e->slug, PICK(e->title_de, e->title_en));
    return true;
}

/* As long as nothing more becomes public. */
static int64_t keep_until(const struct ctx *c)
{
    int64_t next = public_next(&c->world), end = c->world.now + KEEP_S;
    return next != 0 && next < end ? next : end;
}

/* Another worker, and this one tomorrow, gives the same tag to the same page.
 */
static void answer(struct ctx *c, int64_t until)
{
    struct reply *r = c->reply;
    const char *tag = reply_get_header(r, "etag");
    reply_header(r, "cache-control",
                 arena_printf(c->world.mem, "public, max-age=%d",
                              (int)(until - c->world.now)));
    if (strstr(c->request->if_none_match, tag) != NULL) {
        r->status = 304;
        r->body = "";
        r->body_bytes = 0;
    }
}

bool winners_kept(struct ctx *c)
{
    if (!shelf_take(c))
        return false;
    answer(c, keep_until(c));
    return true;
}

void winners_keep(struct ctx *c)
{
    struct reply *r = c->reply;
    struct arena *mem = c->world.mem;
    if (c->visitor.id != 0 || reply_get_header(r, "set-cookie") != NULL)
        return;
    int64_t until = keep_until(c);
    reply_header(r, "etag",
                 arena_printf(mem, "\"%.32s\"",
                              secret_digest(mem, r->body, r->body_bytes)));
    reply_header(r, "vary", "cookie, accept-language");
    shelf_put(c, until);
    answer(c, until);
}

void winners_meta(struct ctx *c, struct page_meta *meta, const char *query)
{
    const char *page = arena_printf(c->world.mem, "%s%s?%slang=", c->world.url,
                                    c->request->path, query);
    meta->style = "public.css";
    meta->german = arena_printf(c->world.mem, "%sde", page);
    meta->english = arena_printf(c->world.mem, "%sen", page);
    c->meta = meta;
}

void winners_cover(const struct ctx *c, int64_t edition_id,
                   struct page_meta *meta)
{
    struct sql_image_cover_row *row;
    struct file_rendition r;
    size_t count = sql_image_cover(c->world.db, c->world.now, &row);
    for (size_t i = 0; i < count && meta->image == NULL; i++) {
        if ((edition_id != 0 && row[i].edition_id != edition_id) ||
            !file_rendition(&c->world, row[i].file_id, "screen", &r))
            continue;
        meta->image = arena_printf(c->world.mem, "%s/image/%lld/screen",
                                   c->world.url, (long long)row[i].file_id);
        meta->image_alt = PICK(row[i].cover_alt_de, row[i].cover_alt_en);
        meta->image_width = r.width;
        meta->image_height = r.height;
    }
}

/* --- choosing
 * --------------------------------------------------------------------
 */

static const struct {
    const char *name, *label;
} names[PUBLIC_FILTERS] = {
    [PUBLIC_CATEGORY] = {"category", N_("Category")},
    [PUBLIC_BRANCH] = {"branch", N_("Sector")},
    [PUBLIC_SIZE] = {"size", N_("Size")},
    [PUBLIC_MEASURE] = {"measure", N_("Measure")},
};

static struct public_choice read_choice(struct ctx *c)
{
    struct public_choice choice;
    for (enum public_filter f = PUBLIC_CATEGORY; f < PUBLIC_FILTERS; f++)
        choice.code[f] = form_line(c->query, names[f].name);
    return choice;
}

/* The address of a page of the gallery with what was chosen but one filter. */
static const char *page_path(struct ctx *c, const struct public_choice *choice,
                             enum public_filter without, size_t page)
{
    struct buf path;
    const char *mark = "?";
    buf_init(&path, c->world.mem);
    buf_add(&path, c->request->path);
    for (enum public_filter f = PUBLIC_CATEGORY; f < PUBLIC_FILTERS; f++) {
        if (f == without || str_empty(choice->code[f]))
            continue;
        buf_addf(&path, "%s%s=%s", mark, names[f].name,
                 out_urlencode(c->world.mem, choice->code[f]));
        mark = "&";
    }
    if (page > 0)
        buf_addf(&path, "%spage=%zu", mark, page + 1);
    return path.data;
}

static const char *query_of(struct ctx *c, const struct public_choice *choice,
                            size_t page)
{
    const char *mark = strchr(page_path(c, choice, PUBLIC_FILTERS, page), '?');
    return mark != NULL ? arena_printf(c->world.mem, "%s&", mark + 1) : "";
}

static const struct winners_option *
make_options(struct ctx *c, const struct public_option *from, size_t count,
             const char *chosen)
{
    struct winners_option *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct winners_option){
            from[i].code, PICK(from[i].label.de, from[i].label.en),
            from[i].count, str_equal(from[i].code, chosen)};
    return list;
}

static const char *label_of(const struct winners_filter *f, const char *code)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->option[i].chosen)
            return f->option[i].label;
    return code;
}

/* A filter with one option would leave out nobody. */
static void load_filters(struct ctx *c, const struct edition *e,
                         const struct public_shown *shown,
                         struct winners_view *v)
{
    struct winners_filter *list =
        arena_alloc(c->world.mem, PUBLIC_FILTERS * sizeof *list);
    struct winners_link *chosen =
        arena_alloc(c->world.mem, PUBLIC_FILTERS * sizeof *chosen);
    for (enum public_filter f = PUBLIC_CATEGORY; f < PUBLIC_FILTERS; f++) {
        struct public_option *option;
        const char *code = shown->choice.code[f];
        size_t count = public_options(&c->world, e, shown, f, &option);
        struct winners_filter filter = {names[f].name, T(names[f].label),
                                        make_options(c, option, count, code),
                                        count};
        if (count > 1 || !str_empty(code))
            list[v->filter_count++] = filter;
        if (!str_empty(code))
            chosen[v->chosen_count++] = (struct winners_link){
                page_path(c, &shown->choice, f, 0), label_of(&filter, code)};
    }
    v->filter = list;
    v->chosen = chosen;
}

static void load_pages(struct ctx *c, const struct public_shown *shown,
                       struct winners_view *v)
{
    v->pages = (v->gallery.cards + GALLERY_PAGE - 1) / GALLERY_PAGE;
    if (v->page > 0)
        v->before = page_path(c, &shown->choice, PUBLIC_FILTERS, v->page - 1);
    if (v->page + 1 < v->pages)
        v->after = page_path(c, &shown->choice, PUBLIC_FILTERS, v->page + 1);
}

static void load_others(struct ctx *c, const struct edition *own,
                        struct winners_view *v)
{
    struct sql_edition_list_row *row;
    size_t count = sql_edition_list(c->world.db, &row);
    struct winners_link *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        struct edition e;
        if (row[i].id != own->id && edition_by_id(&c->world, row[i].id, &e) &&
            edition_nominees_public(&c->world, &e))
            list[v->other_count++] = (struct winners_link){
                arena_printf(c->world.mem, "/winners/%s", e.slug),
                PICK(e.title_de, e.title_en)};
    }
    v->other = list;
}

/* --- the page
 * --------------------------------------------------------------------
 */

static const char *description(const struct ctx *c,
                               const struct winners_view *v)
{
    struct arena *mem = c->world.mem;
    const char *count = lang_int(mem, c->lang, (int64_t)v->of);
    if (v->gallery.decided)
        return arena_printf(
            mem,
            TN("%s company that was honoured or nominated: what it does, and "
               "why the jury chose it.",
               "%s companies that were honoured or nominated: what they do, "
               "and why the jury chose them.",
               (int64_t)v->of),
            count);
    return arena_printf(mem,
                        TN("%s nominated company, and what it does.",
                           "%s nominated companies, and what they do.",
                           (int64_t)v->of),
                        count);
}

static void share_picture(const struct ctx *c, const struct gallery_view *g,
                          struct page_meta *meta)
{
    const struct gallery_item *item =
        g->winner_count > 0 ? g->winner : g->nominee;
    if ((g->winner_count == 0 && g->nominee_count == 0) || item->photo_id == 0)
        return;
    meta->image = arena_printf(c->world.mem, "%s/image/%lld/screen",
                               c->world.url, (long long)item->photo_id);
    meta->image_alt = item->alt.text;
    meta->image_width = item->width;
    meta->image_height = item->height;
}

static void show(struct ctx *c, const struct edition *e,
                 const struct winners_view *v)
{
    struct page_meta meta = {.query = v->query,
                             .description = description(c, v),
                             .type = "website",
                             .feed = v->feed};
    share_picture(c, &v->gallery, &meta);
    winners_cover(c, e->id, &meta);
    winners_meta(c, &meta,
                 v->page > 0
                     ? arena_printf(c->world.mem, "page=%zu&", v->page + 1)
                     : "");
    page_start(c, v->heading);
    html_winners(c->out, v);
    page_end(c);
    winners_keep(c);
}

void get_winners(struct ctx *c)
{
    struct edition e;
    struct public_shown shown = {.choice = read_choice(c)};
    int64_t page = 1;
    if (winners_kept(c) || !winners_edition(c, &e))
        return;
    if (form_value(c->query, "page") != NULL)
        form_int(c->query, "page", 1, PAGES_MAX, &page);
    struct winners_view v = {
        .path = c->request->path,
        .title = PICK(e.title_de, e.title_en),
        .motto = PICK(e.motto_de, e.motto_en),
        .page = (size_t)(page > 0 ? page - 1 : 0),
        .feed = arena_printf(c->world.mem, "/winners/%s/feed.xml", e.slug),
    };
    shown.count = public_list(&c->world, &e, &shown.list);
    public_load_filters(&c->world, &e, shown.list, shown.count);
    v.of = shown.count;
    gallery_choose(c, &e, &shown, v.page, &v.gallery);
    v.heading = v.gallery.decided ? T("Winners and nominees") : T("Nominees");
    load_filters(c, &e, &shown, &v);
    load_pages(c, &shown, &v);
    if (v.page > 0 && v.page >= v.pages) {
        ctx_not_found(c);
        return;
    }
    load_others(c, &e, &v);
    v.query = query_of(c, &shown.choice, v.page);
    show(c, &e, &v);
}
