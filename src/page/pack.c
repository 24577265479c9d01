/* Reading packs, for the juror whose they are. Before one is given to him the
 * program asks once more whether he may still read all that is in it. */
#include "page/pack.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_pack.h"
#include "model/file.h"
#include "model/pack.h"
#include "page/ctx.h"
#include "page/invitation.h"
#include "page/pack_view.h"

static bool is_over(const struct invitation_place *p)
{
    return str_equal(p->meeting.state, "closed") ||
           str_equal(p->meeting.state, "cancelled");
}

static enum pack_stage stage_of(struct ctx *c, const struct pack *pack)
{
    if (pack_is_under_way(pack))
        return PACK_UNDER_WAY;
    if (str_equal(pack->state, "failed"))
        return PACK_FAILED;
    return pack_is_good(&c->world, pack) ? PACK_READY : PACK_OLD;
}

void get_pack(struct ctx *c)
{
    struct invitation_place p;
    struct pack pack = {.lang = c->lang, .notes = true};
    struct sql_pack_entries_row *entry;
    if (!invitation_place(c, &p))
        return;
    bool known = pack_of(&c->world, p.meeting.id, p.member.id, &pack);
    struct pack_view v = {
        .csrf = ctx_csrf(c),
        .id = p.meeting.id,
        .edition = PICK(p.meeting.edition_de, p.meeting.edition_en),
        .title = invitation_title(c, &p),
        .stage = known ? stage_of(c, &pack) : PACK_NONE,
        .open = !is_over(&p),
        .notes = pack.notes,
        .english = pack.lang == LANG_EN,
        .entries =
            sql_pack_entries(c->world.db, p.meeting.id, p.member.id, &entry),
        .undeclared = invitation_waits(&p) ? 0 : p.undeclared_count,
        .waits = invitation_waits(&p),
        .bytes = pack.bytes,
        .made_at = pack.done_at ? *pack.done_at : 0,
    };
    if (v.stage == PACK_UNDER_WAY)
        reply_header(c->reply, "refresh", "3");
    c->width = "page-text";
    page_start(c, T("Reading pack"));
    html_pack(c->out, &v);
    page_end(c);
}

void post_pack(struct ctx *c)
{
    struct invitation_place p;
    enum lang lang = c->lang;
    if (!invitation_place(c, &p))
        return;
    if (is_over(&p)) {
        ctx_refuse(c, 409, T("This meeting is over or cancelled."));
        return;
    }
    lang_from_code(form_value(c->form, "language"), &lang);
    pack_order(&c->world, p.meeting.id, p.member.id, lang,
               form_has(c->form, "notes", "yes"));
    ctx_redirect(c,
                 arena_printf(c->world.mem, "/jury/meeting/%" PRId64 "/pack",
                              p.meeting.id),
                 NULL);
}

void get_pack_file(struct ctx *c)
{
    struct invitation_place p;
    struct pack pack;
    if (!invitation_place(c, &p))
        return;
    if (!pack_of(&c->world, p.meeting.id, p.member.id, &pack) ||
        !pack_is_good(&c->world, &pack)) {
        ctx_not_found(c);
        return;
    }
    reply_download(c->world.mem, c->reply, file_path(&c->world, pack.digest),
                   arena_printf(c->world.mem, "%s-%s-%" PRId64 ".pdf",
                                T("reading-pack"), p.meeting.slug,
                                p.meeting.number),
                   "application/pdf");
}
