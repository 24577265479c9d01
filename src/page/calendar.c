/* /edition/:slug.ics. Open to everybody once the call is announced. */
#include "page/calendar.h"

#include <string.h>

#include "base/arena.h"
#include "model/calendar.h"
#include "model/edition.h"
#include "page/ctx.h"

void get_calendar(struct ctx *c)
{
    struct edition e;
    if (!edition_by_slug(&c->world, ctx_part(c, "slug"), &e) ||
        e.phase == PHASE_DRAFT) {
        ctx_not_found(c);
        return;
    }
    const char *text = calendar_text(&c->world, &e, c->lang);
    reply_download_bytes(c->world.mem, c->reply, text, strlen(text),
                         arena_printf(c->world.mem, "%s.ics", e.slug),
                         "text/calendar; charset=utf-8");
}
