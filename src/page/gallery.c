/* From what may be published to what is shown of it. */
#include "page/gallery.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
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
    struct gallery_item item = {
        .name = e->name,
        .category = PICK(e->category.de, e->category.en),
        .seat = e->seat,
        .website = e->website,
        .text = pick(c, e->winner ? e->reason : e->strategy),
        .alt = {"", lang_code(c->lang)},
        .credit = "",
    };
    if (!e->winner)
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

void gallery_load(struct ctx *c, int64_t edition_id, struct gallery_view *v)
{
    struct publish_entry *entry;
    size_t count = publish_entries(&c->world, edition_id, &entry);
    struct gallery_item *winner =
        arena_alloc(c->world.mem, count * sizeof *winner);
    struct gallery_item *nominee =
        arena_alloc(c->world.mem, count * sizeof *nominee);
    *v = (struct gallery_view){.winner = winner, .nominee = nominee};
    for (size_t i = 0; i < count; i++) {
        if (entry[i].winner)
            winner[v->winner_count++] = make_item(c, &entry[i]);
        else if (entry[i].nominee)
            nominee[v->nominee_count++] = make_item(c, &entry[i]);
    }
}
