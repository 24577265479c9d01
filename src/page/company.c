/* What may be shown of the company is decided by publish.h; what is not public
 * has no page, and its address is as any other that does not exist. */
#include "page/company.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/answer.h"
#include "model/edition.h"
#include "model/file.h"
#include "model/public.h"
#include "page/company_view.h"
#include "page/gallery.h"
#include "page/winners.h"

/* --- texts
 * ---------------------------------------------------------------------
 */

static bool is_item(const char *line)
{
    return str_starts(line, "- ") || str_starts(line, "• ");
}

/* One line after the other: "- " begins an item, an empty line a paragraph. */
struct reading {
    struct arena *mem;
    struct company_block *block;
    size_t count;
    bool open; /* the last paragraph goes on */
};

static struct company_block *begin(struct reading *r)
{
    r->block = arena_grow(r->mem, r->block, r->count, sizeof *r->block);
    return &r->block[r->count++];
}

static void read_item(struct reading *r, const char *line)
{
    struct company_block *b =
        r->count > 0 && r->block[r->count - 1].paragraph == NULL
            ? &r->block[r->count - 1]
            : begin(r);
    const char **item =
        arena_grow(r->mem, (void *)b->item, b->count, sizeof *item);
    item[b->count++] = strchr(line, ' ') + 1;
    b->item = item;
    r->open = false;
}

static void read_line(struct reading *r, const char *line)
{
    if (line[0] == '\0') {
        r->open = false;
    } else if (is_item(line)) {
        read_item(r, line);
    } else if (r->open) {
        struct company_block *b = &r->block[r->count - 1];
        b->paragraph = arena_printf(r->mem, "%s %s", b->paragraph, line);
    } else {
        begin(r)->paragraph = line;
        r->open = true;
    }
}

static struct company_text read_text(struct arena *mem, const char *text,
                                     enum lang lang)
{
    struct reading r = {.mem = mem};
    for (const char *at = text; *at != '\0';) {
        size_t bytes = strcspn(at, "\n");
        read_line(&r, arena_textn(mem, at, bytes));
        at += bytes + (at[bytes] != '\0');
    }
    return (struct company_text){r.block, r.count, lang_code(lang)};
}

/* In the reader's language, else in the other; with `both` in both. */
static struct company_part make_part(const struct ctx *c, const char *heading,
                                     struct publish_text text, bool both)
{
    const char *own = c->lang == LANG_DE ? text.de : text.en;
    const char *other = c->lang == LANG_DE ? text.en : text.de;
    enum lang second = c->lang == LANG_DE ? LANG_EN : LANG_DE;
    struct company_part part = {.heading = heading};
    if (!str_empty(own))
        part.text[part.count++] = read_text(c->world.mem, own, c->lang);
    if (!str_empty(other) && (both || part.count == 0))
        part.text[part.count++] = read_text(c->world.mem, other, second);
    return part;
}

static bool in_both(struct publish_text text)
{
    return !str_empty(text.de) && !str_empty(text.en);
}

static void load_texts(struct ctx *c, const struct publish_entry *e, bool both,
                       struct company_view *v)
{
    v->reason =
        make_part(c, T("Why the jury chose this company"), e->reason, both);
    v->strategy = make_part(c, T("What the company does"), e->strategy, both);
    v->example = make_part(c, T("For example"), e->example, both);
    v->quote = make_part(c, "", e->quote, both);
    v->quote_author = e->quote_author;
    v->quote_function = e->quote_function;
    const char *path = c->request->path;
    if (both)
        v->one = path;
    else if (in_both(e->reason) || in_both(e->strategy) ||
             in_both(e->example) || in_both(e->quote))
        v->both = arena_printf(c->world.mem, "%s?languages=both", path);
}

/* --- beside them
 * -----------------------------------------------------------------
 */

static struct company_picture picture(struct ctx *c,
                                      const struct publish_picture *p)
{
    struct file_rendition r;
    if (p->file_id == 0 || !file_rendition(&c->world, p->file_id, "screen", &r))
        return (struct company_picture){.alt = {"", "de"}, .credit = ""};
    return (struct company_picture){p->file_id, r.width, r.height,
                                    gallery_pick(c, p->alt), p->credit};
}

static void load_facts(struct ctx *c, const struct publish_entry *e,
                       struct company_view *v)
{
    struct company_fact *fact =
        arena_alloc(c->world.mem, (e->fact_count + 1) * sizeof *fact);
    const char **measure =
        arena_alloc(c->world.mem, (e->measure_count + 1) * sizeof *measure);
    for (size_t i = 0; i < e->fact_count; i++)
        fact[i] = (struct company_fact){
            PICK(e->facts[i].label.de, e->facts[i].label.en),
            PICK(e->facts[i].value.de, e->facts[i].value.en)};
    for (size_t i = 0; i < e->measure_count; i++)
        measure[i] = PICK(e->measures[i].de, e->measures[i].en);
    v->fact = fact;
    v->fact_count = e->fact_count;
    v->measure = measure;
    v->measure_count = e->measure_count;
}

static const char *money(const struct ctx *c, int64_t cents)
{
    return cents > 0 ? answer_money(c->world.mem, c->lang, cents) : NULL;
}

/* Special prizes that it got; none as long as the winners are secret. */
static void load_prizes(struct ctx *c, const struct edition *e,
                        const struct publish_entry *own, bool both,
                        struct company_view *v)
{
    struct publish_special *s = NULL;
    size_t count = own->special ? publish_specials(&c->world, e->id, &s) : 0;
    struct company_prize *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < s[i].count; k++)
            if (s[i].award[k].entry_id == own->id)
                list[v->prize_count++] = (struct company_prize){
                    PICK(s[i].name.de, s[i].name.en), s[i].donor,
                    money(c, s[i].award[k].cents),
                    make_part(c, "", s[i].award[k].reason, both)};
    v->prize = list;
}

static void load_years(struct ctx *c, const struct edition *e,
                       int64_t organisation_id, struct company_view *v)
{
    struct public_year *year;
    v->year_count = public_years(&c->world, organisation_id, e->id, &year);
    struct company_link *list =
        arena_alloc(c->world.mem, (v->year_count + 1) * sizeof *list);
    for (size_t i = 0; i < v->year_count; i++) {
        const char *title = PICK(year[i].title.de, year[i].title.en);
        list[i] = (struct company_link){
            year[i].path,
            year[i].winner
                ? arena_printf(c->world.mem, T("%s: winner"), title)
                : arena_printf(c->world.mem, T("%s: nominee"), title)};
    }
    v->year = list;
}

static struct company_link beside(struct ctx *c, const struct edition *e,
                                  const struct public_entry *p)
{
    return (struct company_link){
        arena_printf(c->world.mem, "/winners/%s/%s", e->slug, p->address),
        p->e.name};
}

/* --- the page
 * ----------------------------------------------------------------------
 */

static const char *description(struct ctx *c, const struct company_view *v)
{
    const struct company_part *const parts[] = {&v->reason, &v->strategy};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i]->count > 0 && parts[i]->text[0].block[0].paragraph != NULL)
            return gallery_teaser(c->world.mem,
                                  parts[i]->text[0].block[0].paragraph);
    return arena_printf(c->world.mem, "%s: %s", v->title, v->honour);
}

static void show(struct ctx *c, const struct edition *e,
                 const struct company_view *v)
{
    struct page_meta meta = {.query = v->one != NULL ? "languages=both&" : "",
                             .description = description(c, v),
                             .type = "article",
                             .image_alt = v->photo.alt.text,
                             .image_width = v->photo.width,
                             .image_height = v->photo.height};
    if (v->photo.id != 0)
        meta.image = arena_printf(c->world.mem, "%s/image/%lld/screen",
                                  c->world.url, (long long)v->photo.id);
    winners_cover(c, e->id, &meta);
    winners_meta(c, &meta, "");
    page_start(c, v->name);
    html_company(c->out, v);
    page_end(c);
    winners_keep(c);
}

static void show_company(struct ctx *c, const struct edition *e,
                         const struct public_shown *all, size_t at)
{
    bool both = form_has(c->query, "languages", "both");
    struct public_entry *p = &all->list[at];
    size_t from = at > 0 ? at - 1 : at,
           end = at + 1 < all->count ? at + 2 : at + 1;
    /* its neighbours too: their names may be corrected */
    public_fill(&c->world, e, &all->list[from], end - from);
    struct company_view v = {
        .title = PICK(e->title_de, e->title_en),
        .gallery = arena_printf(c->world.mem, "/winners/%s", e->slug),
        .name = p->e.name,
        .honour = gallery_honour(c, &p->e),
        .seat = p->e.seat,
        .website = p->e.website,
        .money = money(c, p->e.prize_cents),
        .laurel = p->e.winner || p->e.special,
        .photo = picture(c, &p->e.photo),
        .logo = picture(c, &p->e.logo),
    };
    if (at > 0)
        v.before = beside(c, e, &all->list[at - 1]);
    if (at + 1 < all->count)
        v.after = beside(c, e, &all->list[at + 1]);
    load_texts(c, &p->e, both, &v);
    load_facts(c, &p->e, &v);
    load_prizes(c, e, &p->e, both, &v);
    load_years(c, e, p->e.organisation_id, &v);
    show(c, e, &v);
}

void get_company(struct ctx *c)
{
    struct edition e;
    struct public_shown all = {0};
    if (winners_kept(c) || !winners_edition(c, &e))
        return;
    all.count = public_list(&c->world, &e, &all.list);
    for (size_t i = 0; i < all.count; i++)
        if (str_equal(all.list[i].address, ctx_part(c, "company"))) {
            show_company(c, &e, &all, i);
            return;
        }
    ctx_edition(c, NULL, NULL);
    ctx_not_found(c);
}
