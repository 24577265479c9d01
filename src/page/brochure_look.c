/* The preview of an own page or a greeting: nothing of it is stored, so it is
 * made of what the form sends, and of what is stored where it sends nothing. */
#include "page/brochure_look.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/brochure.h"
#include "model/brochure_part.h"
#include "model/edition.h"
#include "model/greeting.h"
#include "model/preview.h"
#include "page/brochure_piece_view.h"
#include "page/preview.h"

/* Each organiser looks at what he types himself. A new part has no number yet,
 * so the edition's is in it. */
static const char *key_of(struct ctx *c, const struct brochure_look *l)
{
    return arena_printf(c->world.mem, "%s %" PRId64 " %" PRId64 " %" PRId64,
                        l->kind, l->edition->id, l->id, c->visitor.id);
}

struct preview_view brochure_look(struct ctx *c, const struct brochure_look *l)
{
    struct preview_view v = preview_show(
        c, key_of(c, l), arena_printf(c->world.mem, "%s/preview", l->path),
        l->title);
    v.title = T("The page as it will be printed");
    return v;
}

static bool has_text(const struct brochure_part *part,
                     const struct greeting *greeting)
{
    if (greeting != NULL)
        return !str_empty(greeting->body_de) || !str_empty(greeting->body_en);
    return !str_empty(part->body_de) || !str_empty(part->body_en) ||
           part->file_id != 0;
}

void brochure_look_want(struct ctx *c, const struct brochure_look *l,
                        const struct brochure_part *part,
                        const struct greeting *greeting)
{
    struct brochure page;
    struct preview_view v = brochure_look(c, l);
    if (!has_text(part, greeting)) {
        v.preview = (struct preview){.state = PREVIEW_NONE};
        v.words = T("Without a text there is no page yet.");
        preview_wanted(c, &v);
        return;
    }
    if (!brochure_piece(&c->world, l->edition->id, part, greeting, &page) ||
        !preview_want_page(&c->world, key_of(c, l), l->edition->id, 0, &page)) {
        ctx_refuse(c, 409,
                   T("This page cannot be laid out: it has too much on "
                     "it."));
        return;
    }
    v = brochure_look(c, l);
    preview_wanted(c, &v);
}

void brochure_look_page(struct ctx *c, const struct brochure_look *l)
{
    struct preview_view v = brochure_look(c, l);
    preview_reload(c, &v);
    page_start(c, T("Page in the brochure"));
    html_brochure_look(c->out, &(struct brochure_look_view){
                                   &v, l->edition->slug, l->path, l->title});
    page_end(c);
}

void brochure_look_state(struct ctx *c, const struct brochure_look *l)
{
    struct preview_view v = brochure_look(c, l);
    preview_answer(c, &v);
}

void brochure_look_picture(struct ctx *c, const struct brochure_look *l)
{
    preview_send(c, key_of(c, l));
}
