/* One nomination's preview: see entry_preview.h. */
#include "page/entry_preview.h"

#include <inttypes.h>

#include "base/arena.h"
#include "model/edition.h"
#include "model/entry.h"
#include "model/preview_entry.h"
#include "page/bar.h"
#include "page/ctx.h"
#include "page/entry_preview_view.h"
#include "page/office.h"
#include "page/preview.h"

struct place {
    struct entry entry;
    struct edition edition;
    const char *key, *path;
    enum preview_as as;
};

static struct preview_view show(struct ctx *c, const struct place *p)
{
    return preview_show(c, p->key, p->path, p->entry.organisation);
}

static void want(struct ctx *c, const struct place *p)
{
    if (!preview_want_entry(&c->world, p->key, p->entry.id, p->as)) {
        ctx_refuse(c, 409,
                   T("This page cannot be laid out: it has too much on "
                     "it."));
        return;
    }
    struct preview_view v = show(c, p);
    preview_wanted(c, &v);
}

static void answer(struct ctx *c, const struct place *p)
{
    struct preview_view v = show(c, p);
    preview_answer(c, &v);
}

static void page(struct ctx *c, struct entry_preview_view *v,
                 const struct place *p)
{
    v->preview = show(c, p);
    preview_reload(c, &v->preview);
    page_start(c, T("Page in the brochure"));
    html_entry_preview(c->out, v);
    page_end(c);
}

/* --- the company -------------------------------------------------------------
 */

/* Whoever acts for the company may read the nomination. */
static bool my_place(struct ctx *c, struct place *p)
{
    int64_t id = ctx_id(c, "id");
    *p = (struct place){.as = PREVIEW_PLANNED};
    if (id == 0 || !entry_belongs_to(&c->world, id, c->visitor.id) ||
        !entry_by_id(&c->world, id, &p->entry) ||
        !edition_by_id(&c->world, p->entry.edition_id, &p->edition)) {
        ctx_not_found(c);
        return false;
    }
    p->key = arena_printf(c->world.mem, "form %" PRId64, id);
    p->path = arena_printf(c->world.mem, "/my/entry/%" PRId64 "/preview", id);
    return true;
}

void get_my_preview(struct ctx *c)
{
    struct place p;
    if (!my_place(c, &p))
        return;
    const char *title = PICK(p.edition.title_de, p.edition.title_en);
    struct entry_preview_view v = {
        .title = T("Your page in the brochure"),
        .lead = T("So your page is printed if you are nominated: the same "
                  "layout, the same line breaks. The page number comes with "
                  "the book."),
        .home = "/my",
        .home_name = T("My nominations"),
        .back = arena_printf(c->world.mem, "/my/entry/%" PRId64, p.entry.id),
        .back_name = title,
    };
    ctx_edition(c, p.edition.slug, title);
    page(c, &v, &p);
}

void post_my_preview(struct ctx *c)
{
    struct place p;
    if (my_place(c, &p))
        want(c, &p);
}

void get_my_preview_state(struct ctx *c)
{
    struct place p;
    if (my_place(c, &p))
        answer(c, &p);
}

void get_my_preview_page(struct ctx *c)
{
    struct place p;
    if (my_place(c, &p))
        preview_send(c, p.key);
}

/* --- the office --------------------------------------------------------------
 */

/* A key for each of the two, so that neither is given the other's. */
static bool office_place(struct ctx *c, struct place *p)
{
    const int64_t *conflict;
    *p = (struct place){.as = PREVIEW_DECIDED};
    if (!office_entry_find(c, &p->edition, &p->entry))
        return false;
    if (!edition_winners_public(&c->world, &p->edition) &&
        bar_entries(c, &conflict) > 0)
        p->as = PREVIEW_PLANNED;
    p->key = arena_printf(c->world.mem, "%s %" PRId64,
                          p->as == PREVIEW_DECIDED ? "office" : "planned",
                          p->entry.id);
    p->path = arena_printf(c->world.mem, "/office/entry/%" PRId64 "/preview",
                           p->entry.id);
    return true;
}

void get_office_preview(struct ctx *c)
{
    struct place p;
    if (!office_place(c, &p))
        return;
    struct entry_preview_view v = {
        .title =
            arena_printf(c->world.mem, T("Page: %s"), p.entry.organisation),
        .lead = p.as == PREVIEW_DECIDED
                    ? T("So the page would be printed now, whether its state "
                        "and consents let it be printed or not.")
                    : T("So the page is printed if the company is nominated."),
        .home = arena_printf(c->world.mem, "/office/edition/%s/entries",
                             p.edition.slug),
        .home_name = T("Nominations"),
        .back =
            arena_printf(c->world.mem, "/office/entry/%" PRId64, p.entry.id),
        .back_name = p.entry.organisation,
    };
    page(c, &v, &p);
}

void post_office_preview(struct ctx *c)
{
    struct place p;
    if (office_place(c, &p))
        want(c, &p);
}

void get_office_preview_state(struct ctx *c)
{
    struct place p;
    if (office_place(c, &p))
        answer(c, &p);
}

void get_office_preview_page(struct ctx *c)
{
    struct place p;
    if (office_place(c, &p))
        preview_send(c, p.key);
}
