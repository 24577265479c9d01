/* From what may be published to what is shown of it. */
#include "page/gallery.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/answer.h"
#include "model/edition.h"
#include "model/file.h"
#include "model/publish.h"
#include "page/ctx.h"

enum { TEASER_BYTES = 280 };

static struct gallery_text pick(const struct ctx *c, struct publish_text text)
{
    const char *own = c->lang == LANG_DE ? text.de : text.en;
    enum lang other = c->lang == LANG_DE ? LANG_EN : LANG_DE;
    return (struct gallery_text){PICK(text.de, text.en),
                                 lang_code(str_empty(own) ? other : c->lang)};
}

/* The first paragraph, cut after a word. */
static const char *teaser(struct arena *mem, const char *text)
{
    size_t bytes = strcspn(text, "\n");
    if (bytes <= TEASER_BYTES)
        return arena_textn(mem, text, bytes);
    bytes = TEASER_BYTES;
    while (bytes > 0 && text[bytes] != ' ')
        bytes--;
    return arena_printf(mem, "%.*s …", (int)bytes, text);
}

static struct gallery_item make_item(struct ctx *c,
                                     const struct publish_entry *e)
{
    struct file_rendition r;
    bool has_reason = !str_empty(e->reason.de) || !str_empty(e->reason.en);
    struct gallery_item item = {
        .name = e->name,
        .category = PICK(e->category.de, e->category.en),
        .seat = e->seat,
        .website = e->website,
        .text =
            pick(c, e->winner || (e->commended && has_reason) ? e->reason
                                                              : e->strategy),
        .alt = {"", lang_code(c->lang)},
        .credit = "",
    };
    if (!e->winner && !(e->commended && has_reason))
        item.text.text = teaser(c->world.mem, item.text.text);
    if (e->photo.file_id != 0 &&
        file_rendition(&c->world, e->photo.file_id, "screen", &r)) {
        item.photo_id = e->photo.file_id;
        item.width = r.width;
        item.height = r.height;
        item.alt = pick(c, e->photo.alt);
        item.credit = e->photo.credit;
    }
    return item;
}

static const char *money(struct ctx *c, int64_t cents)
{
    return cents > 0 ? answer_money(c->world.mem, c->lang, cents) : NULL;
}

/* --- before the winners are public ------------------------------------------
 */

static void load_nominees(struct ctx *c, const struct edition *e,
                          struct gallery_view *v)
{
    struct publish_entry *entry;
    size_t count = publish_nominees(&c->world, e->id, *e->nominees_at, &entry);
    struct gallery_item *list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        if (entry[i].nominee)
            list[v->nominee_count++] = make_item(c, &entry[i]);
    v->nominee = list;
}

/* --- after that -------------------------------------------------------------
 */

static void load_decided(struct ctx *c, const struct edition *e,
                         struct gallery_view *v)
{
    struct publish_entry *entry;
    size_t count = publish_public(&c->world, e->id, &entry);
    struct gallery_item *list =
        arena_alloc(c->world.mem, 3 * count * sizeof *list);
    struct gallery_item *winner = list, *commended = list + count,
                        *nominee = list + 2 * count;
    for (size_t i = 0; i < count; i++) {
        struct gallery_item item = make_item(c, &entry[i]);
        item.money = money(c, entry[i].prize_cents);
        item.shared = entry[i].shared;
        if (entry[i].winner)
            winner[v->winner_count++] = item;
        else if (entry[i].commended)
            commended[v->commended_count++] = item;
        else if (entry[i].nominee)
            nominee[v->nominee_count++] = item;
    }
    v->winner = winner;
    v->commended = commended;
    v->nominee = nominee;
}

static void load_specials(struct ctx *c, const struct edition *e,
                          struct gallery_view *v)
{
    struct publish_special *s;
    v->special_count = publish_specials(&c->world, e->id, &s);
    struct gallery_special *list =
        arena_alloc(c->world.mem, v->special_count * sizeof *list);
    for (size_t i = 0; i < v->special_count; i++) {
        struct gallery_award *award =
            arena_alloc(c->world.mem, s[i].count * sizeof *award);
        for (size_t k = 0; k < s[i].count; k++)
            award[k] = (struct gallery_award){s[i].award[k].name,
                                              money(c, s[i].award[k].cents),
                                              pick(c, s[i].award[k].reason)};
        list[i] = (struct gallery_special){
            PICK(s[i].name.de, s[i].name.en),
            PICK(s[i].description.de, s[i].description.en),
            s[i].donor,
            award,
            s[i].count,
            pick(c, s[i].reason),
        };
    }
    v->special = list;
}

static void load_withheld(struct ctx *c, const struct edition *e,
                          struct gallery_view *v)
{
    struct publish_withheld *w;
    v->withheld_count = publish_withheld(&c->world, e->id, &w);
    struct gallery_withheld *list =
        arena_alloc(c->world.mem, v->withheld_count * sizeof *list);
    for (size_t i = 0; i < v->withheld_count; i++)
        list[i] = (struct gallery_withheld){
            PICK(w[i].category.de, w[i].category.en), pick(c, w[i].reason)};
    v->withheld = list;
}

void gallery_load(struct ctx *c, const struct edition *e,
                  struct gallery_view *v)
{
    *v = (struct gallery_view){0};
    if (edition_winners_public(&c->world, e)) {
        load_decided(c, e, v);
        load_specials(c, e, v);
        load_withheld(c, e, v);
    } else if (edition_nominees_public(&c->world, e)) {
        load_nominees(c, e, v);
    }
}
