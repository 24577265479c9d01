/* The preview of a company's page while somebody corrects it. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/brochure.h"
#include "model/preview.h"
#include "page/preview.h"
#include "page/release.h"

enum { OVER_MAX = 1000 }; /* characters beyond a field's limit */

static const char *key_of(struct ctx *c, const struct release_place *place)
{
    return arena_printf(c->world.mem, "page %" PRId64 " %s", place->entry_id,
                        place->draft);
}

struct preview_view release_preview(struct ctx *c,
                                    const struct release_place *place,
                                    const char *company)
{
    const char *path = arena_printf(c->world.mem, "%s/preview", place->path);
    return preview_show(c, key_of(c, place), path, company);
}

/* As a nominee, unless this person may know more. */
static bool load_entry(struct ctx *c, const struct release_place *place,
                       struct publish_entry *e)
{
    struct publish_entry *list;
    if (!place->decided)
        return publish_page(&c->world, place->edition_id, place->entry_id, e);
    size_t count = publish_entries(&c->world, place->edition_id, &list);
    for (size_t i = 0; i < count; i++)
        if (list[i].id == place->entry_id) {
            *e = list[i];
            return true;
        }
    return false;
}

/* What differs from what is printed is kept, so that a reload loses nothing;
 * the rest is not, so that it stays what others make of it. */
static void keep(struct ctx *c, const struct release_place *place,
                 const struct publish_entry *e, const struct page_words *typed)
{
    const struct page_words now = page_words_of(e);
    struct page_words own = {{NULL}};
    bool differs = false, sent = false;
    for (size_t i = 0; i < PUBLISH_SLOTS; i++) {
        sent |= typed->value[i] != NULL;
        const char *printed = now.value[i] != NULL ? now.value[i] : "";
        if (typed->value[i] != NULL && !str_equal(typed->value[i], printed)) {
            own.value[i] = typed->value[i];
            differs = true;
        }
    }
    if (differs)
        page_draft_save(&c->world, place->entry_id, place->draft, &own);
    else if (sent)
        page_draft_drop(&c->world, place->entry_id, place->draft);
}

/* Somebody who writes a little too much sees where it ends. Far more is never
 * printed, and would keep the one typesetter from all others. */
static bool endless(const struct ctx *c, const struct release_view *v)
{
    for (size_t i = 0; i < v->field_count; i++) {
        const struct release_field *f = &v->field[i];
        const char *value = form_value(c->form, f->name);
        if (value != NULL && !str_equal(value, f->printed) &&
            (int64_t)str_characters(value) > f->max + OVER_MAX)
            return true;
    }
    return false;
}

static void refuse(struct ctx *c)
{
    ctx_refuse(c, 409,
               T("This page cannot be laid out: it has too much on "
                 "it."));
}

void release_preview_want(struct ctx *c, const struct release_place *place)
{
    struct release_view v;
    struct publish_entry e;
    struct brochure page;
    if (!release_load(c, place, &v) || !load_entry(c, place, &e)) {
        ctx_not_found(c);
        return;
    }
    if (place->may_write && endless(c, &v)) {
        refuse(c);
        return;
    }
    struct page_words typed = {{NULL}};
    if (place->may_write) {
        typed = release_typed(c, &v);
        keep(c, place, &e, &typed);
        page_words_put(&e, &typed);
    }
    const struct brochure_page_wish wish = {
        .decided = place->decided,
        .agreed = true,
        .pictures = true,
        .entry = &e,
    };
    if (!brochure_page_as(&c->world, place->entry_id, &wish, &page) ||
        !preview_want_page(&c->world, key_of(c, place), place->edition_id,
                           place->entry_id, &page)) {
        refuse(c);
        return;
    }
    struct preview_view look = release_preview(c, place, e.name);
    preview_wanted(c, &look);
}

void release_preview_state(struct ctx *c, const struct release_place *place)
{
    struct preview_view look = release_preview(c, place, "");
    preview_answer(c, &look);
}

void release_preview_picture(struct ctx *c, const struct release_place *place)
{
    preview_send(c, key_of(c, place));
}

void release_preview_page(struct ctx *c, const struct release_place *place)
{
    struct publish_entry e;
    if (!publish_page(&c->world, place->edition_id, place->entry_id, &e)) {
        ctx_not_found(c);
        return;
    }
    struct preview_view look = release_preview(c, place, e.name);
    const struct release_large_view v = {&look, place->path, e.name};
    preview_reload(c, &look);
    page_start(c, T("Page in the brochure"));
    html_release_large(c->out, &v);
    page_end(c);
}
