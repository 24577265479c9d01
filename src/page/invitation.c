/* A juror's invitation. What of the agenda he sees hangs on what he declared:
 * a nomination in conflict is a line without a name. */
#include "page/invitation.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "model/entry.h"
#include "page/ctx.h"
#include "page/invitation_view.h"
#include "page/jury_place.h"
#include "page/read.h"

/* --- where ------------------------------------------------------------------
 */

bool invitation_place(struct ctx *c, struct invitation_place *p)
{
    struct world *w = &c->world;
    int64_t id = ctx_id(c, "id");
    if (!sql_invite_edition(w->db, id, &p->meeting) ||
        !jury_of_user(w, p->meeting.edition_id, c->visitor.id, &p->member) ||
        !invite_of(w, id, p->member.id, &p->invite) ||
        !sql_invite_seat(w->db, id, p->member.id, &p->seat)) {
        ctx_not_found(c);
        return false;
    }
    p->undeclared_count =
        sql_invite_undeclared(w->db, id, p->member.id, &p->undeclared);
    ctx_edition(c, p->meeting.slug,
                PICK(p->meeting.edition_de, p->meeting.edition_en));
    return true;
}

bool invitation_waits(const struct invitation_place *p)
{
    return p->seat.stands_in_for != NULL && !p->seat.now;
}

const char *invitation_title(const struct ctx *c,
                             const struct invitation_place *p)
{
    return PICK(p->meeting.title_de, p->meeting.title_en);
}

static const char *path(struct ctx *c, const struct invitation_place *p)
{
    return arena_printf(c->world.mem, "/jury/meeting/%" PRId64 "/invitation",
                        p->meeting.id);
}

/* --- the agenda -------------------------------------------------------------
 */

/* "14:05" out of "30.09.2026 14:05" */
static const char *clock_of(struct ctx *c, int64_t at)
{
    const char *text = lang_datetime_short(c->world.mem, c->lang, at);
    const char *space = strrchr(text, ' ');
    return space != NULL ? space + 1 : text;
}

static void fill_agenda(struct ctx *c, const struct invitation_place *p,
                        struct invitation_view *v)
{
    struct agenda_line *line;
    size_t count =
        invite_agenda(&c->world, p->meeting.id, p->member.id, c->lang, &line);
    struct invitation_item *item =
        arena_alloc(c->world.mem, (count + 1) * sizeof *item);
    for (size_t i = 0; i < count; i++)
        item[i] = (struct invitation_item){
            .line = &line[i],
            .clock = line[i].at != NULL ? clock_of(c, *line[i].at) : "",
            .read = line[i].readable && p->seat.now,
        };
    v->item = item;
    v->count = count;
}

/* --- the page ---------------------------------------------------------------
 */

static const char *when_of(struct ctx *c, const struct invitation_place *p)
{
    struct arena *mem = c->world.mem;
    const char *start = lang_datetime(mem, c->lang, p->meeting.starts_at);
    if (p->meeting.ends_at == NULL)
        return start;
    struct clock_local a = clock_local(p->meeting.starts_at);
    struct clock_local b = clock_local(*p->meeting.ends_at);
    if (a.year == b.year && a.month == b.month && a.day == b.day)
        return arena_printf(mem, T("%s to %02d:%02d"), start, b.hour, b.minute);
    return arena_printf(mem, T("%s to %s"), start,
                        lang_datetime(mem, c->lang, *p->meeting.ends_at));
}

static void show(struct ctx *c, const struct invitation_place *p, int status)
{
    struct invitation_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .id = p->meeting.id,
        .edition = PICK(p->meeting.edition_de, p->meeting.edition_en),
        .title = invitation_title(c, p),
        .when = when_of(c, p),
        .place = p->meeting.place,
        .state = p->meeting.state,
        .current = p->invite.current,
        .answer = p->invite.answer,
        .answered_at = p->invite.answered_at,
        .stands_in_for =
            p->seat.stands_in_for != NULL ? p->seat.for_name : NULL,
        .standing_in = p->seat.now,
        .undeclared = invitation_waits(p) ? 0 : p->undeclared_count,
    };
    fill_agenda(c, p, &v);
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, v.title);
    html_invitation(c->out, &v);
    page_end(c);
}

void get_invitation(struct ctx *c)
{
    struct invitation_place p;
    if (!invitation_place(c, &p))
        return;
    form_set(c->form, "answer", p.invite.answer);
    form_set(c->form, "remark", p.invite.remark);
    form_set(c->form, "deputy", p.invite.deputy);
    show(c, &p, 200);
}

static void check(struct ctx *c, const char *answer)
{
    struct form *f = c->form;
    if (!str_equal(answer, "yes") && !str_equal(answer, "maybe") &&
        !str_equal(answer, "no"))
        form_fail(f, "answer", T("Please choose one of the answers."));
    if (str_characters(form_lines(f, "remark")) > INVITE_WORDS_MAX)
        form_fail(f, "remark", T("Please use at most 500 characters."));
    if (str_characters(form_line(f, "deputy")) > INVITE_DEPUTY_MAX)
        form_fail(f, "deputy", T("Please use at most 120 characters."));
}

void post_invitation(struct ctx *c)
{
    struct invitation_place p;
    const char *answer = form_value(c->form, "answer");
    if (!invitation_place(c, &p))
        return;
    check(c, answer);
    if (!form_ok(c->form)) {
        show(c, &p, 422);
        return;
    }
    if (!invite_answer(&c->world, p.meeting.id, p.member.id, answer,
                       form_lines(c->form, "remark"),
                       form_line(c->form, "deputy"))) {
        ctx_refuse(c, 409,
                   T("The meeting has begun, is cancelled, or its date has "
                     "changed. Please look at the invitation again."));
        return;
    }
    ctx_redirect(c, path(c, &p), T("Thank you, your answer is recorded."));
}

void get_invitation_calendar(struct ctx *c)
{
    struct invitation_place p;
    if (!invitation_place(c, &p))
        return;
    const char *text =
        invite_calendar(&c->world, p.meeting.id, p.member.id, c->lang);
    reply_download_bytes(c->world.mem, c->reply, text, strlen(text),
                         arena_printf(c->world.mem, "%s-%" PRId64 ".ics",
                                      p.meeting.slug, p.meeting.number),
                         "text/calendar; charset=utf-8");
}

/* --- reading as a stand-in --------------------------------------------------
 */

void get_invitation_entry(struct ctx *c)
{
    struct invitation_place p;
    struct entry entry;
    struct sql_invite_reads_row reads;
    if (!invitation_place(c, &p))
        return;
    if (!p.seat.now || !entry_by_id(&c->world, ctx_id(c, "entry"), &entry) ||
        !sql_invite_reads(c->world.db, p.meeting.id, p.member.id, entry.id,
                          &reads)) {
        ctx_not_found(c);
        return;
    }
    entry.organisation =
        jury_title(c, p.meeting.blind, entry.code, entry.organisation);
    struct invitation_entry_view v = {.id = p.meeting.id,
                                      .title = invitation_title(c, &p),
                                      .stands_in_for = p.seat.for_name};
    read_entry(c, &entry, &v.read);
    page_start(c, entry.organisation);
    html_invitation_entry(c->out, &v);
    page_end(c);
}
