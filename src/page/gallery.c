/* From what may be published to what is shown of it. */
#include "page/gallery.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/answer.h"
#include "model/edition.h"
#include "model/file.h"
#include "page/ctx.h"

enum { TEASER_BYTES = 280 };

struct gallery_text gallery_pick(const struct ctx *c, struct publish_text text)
{
    const char *own = c->lang == LANG_DE ? text.de : text.en;
    enum lang other = c->lang == LANG_DE ? LANG_EN : LANG_DE;
    return (struct gallery_text){PICK(text.de, text.en),
                                 lang_code(str_empty(own) ? other : c->lang)};
}

const char *gallery_teaser(struct arena *mem, const char *text)
{
    size_t bytes = strcspn(text, "\n");
    if (bytes <= TEASER_BYTES)
        return arena_textn(mem, text, bytes);
    bytes = TEASER_BYTES;
    while (bytes > 0 && text[bytes] != ' ')
        bytes--;
    return arena_printf(mem, "%.*s …", (int)bytes, text);
}

const char *gallery_honour(const struct ctx *c, const struct publish_entry *e)
{
    const char *category = PICK(e->category.de, e->category.en);
    const char *honour = e->winner      ? T("Winner")
                         : e->special   ? T("Special prize")
                         : e->commended ? T("Commended by the jury")
                                        : T("Nominee");
    if (e->winner && !str_empty(category))
        honour = arena_printf(c->world.mem, T("Winner, %s"), category);
    return e->winner && e->shared
               ? arena_printf(c->world.mem, T("%s (shared prize)"), honour)
               : honour;
}

static const char *path_of(const struct ctx *c, const struct edition *e,
                           const struct public_entry *p)
{
    return arena_printf(c->world.mem, "/winners/%s/%s", e->slug, p->address);
}

static struct gallery_item make_item(struct ctx *c,
                                     const struct edition *edition,
                                     const struct public_entry *p)
{
    const struct publish_entry *e = &p->e;
    struct file_rendition r;
    bool has_reason = !str_empty(e->reason.de) || !str_empty(e->reason.en);
    bool decided = e->winner || (e->commended && has_reason);
    struct gallery_item item = {
        .path = path_of(c, edition, p),
        .name = e->name,
        .category = PICK(e->category.de, e->category.en),
        .seat = e->seat,
        .website = e->website,
        .text = gallery_pick(c, decided ? e->reason : e->strategy),
        .alt = {"", lang_code(c->lang)},
        .credit = "",
        .shared = e->shared,
        .money = e->prize_cents > 0
                     ? answer_money(c->world.mem, c->lang, e->prize_cents)
                     : NULL,
    };
    if (!decided)
        item.text.text = gallery_teaser(c->world.mem, item.text.text);
    if (e->photo.file_id != 0 &&
        file_rendition(&c->world, e->photo.file_id, "screen", &r)) {
        item.photo_id = e->photo.file_id;
        item.width = r.width;
        item.height = r.height;
        item.alt = gallery_pick(c, e->photo.alt);
        item.credit = e->photo.credit;
    }
    return item;
}

/* --- the companies
 * ------------------------------------------------------------
 */

/* Who has a special prize and nothing else stands with the prize alone. */
static bool has_card(const struct public_entry *p)
{
    return p->rank != PUBLIC_SPECIAL || p->e.nominee || p->e.commended;
}

static void load_cards(struct ctx *c, const struct edition *e,
                       struct public_entry *page, size_t count,
                       struct gallery_view *v)
{
    struct gallery_item *list =
        arena_alloc(c->world.mem, (3 * count + 1) * sizeof *list);
    struct gallery_item *winner = list, *commended = list + count,
                        *nominee = list + 2 * count;
    public_fill(&c->world, e, page, count);
    for (size_t i = 0; i < count; i++) {
        struct gallery_item item = make_item(c, e, &page[i]);
        if (page[i].e.winner)
            winner[v->winner_count++] = item;
        else if (page[i].e.commended)
            commended[v->commended_count++] = item;
        else
            nominee[v->nominee_count++] = item;
    }
    v->winner = winner;
    v->commended = commended;
    v->nominee = nominee;
}

/* --- prizes, where the winners are public
 * --------------------------------------
 */

static const struct public_entry *chosen(const struct public_shown *shown,
                                         int64_t entry_id)
{
    for (size_t i = 0; i < shown->count; i++)
        if (shown->list[i].e.id == entry_id)
            return public_matches(&shown->list[i], &shown->choice)
                       ? &shown->list[i]
                       : NULL;
    return NULL;
}

static bool chooses(const struct public_shown *shown, enum public_filter from)
{
    for (enum public_filter f = from; f < PUBLIC_FILTERS; f++)
        if (!str_empty(shown->choice.code[f]))
            return true;
    return false;
}

static void load_awards(struct ctx *c, const struct edition *e,
                        const struct public_shown *shown,
                        const struct publish_special *s,
                        struct gallery_special *to)
{
    struct gallery_award *award =
        arena_alloc(c->world.mem, (s->count + 1) * sizeof *award);
    struct public_entry *company =
        arena_alloc(c->world.mem, (s->count + 1) * sizeof *company);
    for (size_t k = 0; k < s->count; k++) {
        const struct public_entry *p = chosen(shown, s->award[k].entry_id);
        int64_t cents = s->award[k].cents;
        if (p == NULL)
            continue;
        company[to->count] = *p;
        award[to->count++] = (struct gallery_award){
            .path = path_of(c, e, p),
            .money =
                cents > 0 ? answer_money(c->world.mem, c->lang, cents) : NULL,
            .reason = gallery_pick(c, s->award[k].reason)};
    }
    public_fill(&c->world, e, company, to->count);
    for (size_t k = 0; k < to->count; k++)
        award[k].name = company[k].e.name;
    to->award = award;
}

static void load_specials(struct ctx *c, const struct edition *e,
                          const struct public_shown *shown,
                          struct gallery_view *v)
{
    struct publish_special *s;
    size_t count = publish_specials(&c->world, e->id, &s);
    struct gallery_special *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        struct gallery_special *to = &list[v->special_count];
        *to = (struct gallery_special){
            .name = PICK(s[i].name.de, s[i].name.en),
            .description = PICK(s[i].description.de, s[i].description.en),
            .donor = s[i].donor,
            .reason = gallery_pick(c, s[i].reason),
        };
        load_awards(c, e, shown, &s[i], to);
        v->special_count += to->count > 0 || (s[i].count == 0 &&
                                              !chooses(shown, PUBLIC_CATEGORY));
    }
    v->special = list;
}

/* A category without a winner matches its own choice, and no other. */
static void load_withheld(struct ctx *c, const struct edition *e,
                          const struct public_shown *shown,
                          struct gallery_view *v)
{
    struct publish_withheld *w;
    size_t count = publish_withheld(&c->world, e->id, &w);
    const char *category = shown->choice.code[PUBLIC_CATEGORY];
    struct gallery_withheld *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        if (!chooses(shown, PUBLIC_BRANCH) &&
            (str_empty(category) || str_equal(category, w[i].category_code)))
            list[v->withheld_count++] = (struct gallery_withheld){
                PICK(w[i].category.de, w[i].category.en),
                gallery_pick(c, w[i].reason)};
    v->withheld = list;
}

/* --- both
 * -----------------------------------------------------------------------
 */

void gallery_choose(struct ctx *c, const struct edition *e,
                    const struct public_shown *shown, size_t page,
                    struct gallery_view *v)
{
    struct public_entry *of_page =
        arena_alloc(c->world.mem, GALLERY_PAGE * sizeof *of_page);
    size_t cards = 0, on_page = 0;
    *v = (struct gallery_view){.decided = edition_winners_public(&c->world, e)};
    for (size_t i = 0; i < shown->count; i++) {
        const struct public_entry *p = &shown->list[i];
        if (!public_matches(p, &shown->choice))
            continue;
        v->total++;
        if (has_card(p) && cards++ / GALLERY_PAGE == page)
            of_page[on_page++] = *p;
    }
    v->cards = cards;
    load_cards(c, e, of_page, on_page, v);
    if (!v->decided || page > 0)
        return;
    load_specials(c, e, shown, v);
    load_withheld(c, e, shown, v);
}

void gallery_load(struct ctx *c, const struct edition *e,
                  struct gallery_view *v)
{
    struct public_shown shown = {0};
    shown.count = public_list(&c->world, e, &shown.list);
    gallery_choose(c, e, &shown, 0, v);
    if (v->total > 0)
        v->all = arena_printf(c->world.mem, "/winners/%s", e->slug);
}
