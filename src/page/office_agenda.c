/* The agenda's order in the office. The same wish gives the same proposal; it
 * is taken over only if it is still the one that was looked at. */
#include "page/office_agenda.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_invite.h"
#include "model/meeting.h"
#include "model/round.h"
#include "page/bar.h"
#include "page/ctx.h"
#include "page/office_agenda_view.h"

enum { MINUTES_MAX = 600, ENTRY_MINUTES = 10, CONTEST_MINUTES = 15 };

/* There is a ranking once a round is closed. Who has a conflict as a juror is
 * told none, not by an order either. */
static bool may_rank(struct ctx *c, int64_t meeting_id)
{
    const int64_t *id;
    struct round round;
    bool closed = false;
    size_t count = meeting_rounds(&c->world, meeting_id, &id);
    for (size_t i = 0; i < count; i++) {
        if (bar_round_quietly(c, id[i]))
            return false;
        closed = closed || (round_by_id(&c->world, id[i], &round) &&
                            str_equal(round.state, "closed"));
    }
    return closed;
}

static const char *one_of(const struct form *f, const char *name,
                          const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(form_value(f, name), list[i]))
            return list[i];
    return list[0];
}

static int64_t minutes(struct form *f, const char *name, int64_t usual)
{
    int64_t value = usual;
    if (form_value(f, name) != NULL &&
        !str_int(form_line(f, name), 0, MINUTES_MAX, &value))
        return usual;
    return value;
}

static const char *read_wish(struct form *f, bool ranks,
                             struct agenda_wish *wish)
{
    static const char *const whats[] = {"rounds", "nominees", "all"};
    static const char *const bys[] = {"code", "best", "last"};
    bool sent = form_value(f, "what") != NULL;
    const char *by = one_of(f, "by", bys, ranks ? 3 : 1);
    *wish = (struct agenda_wish){
        .what = one_of(f, "what", whats, 3),
        .by = str_equal(by, "best")   ? AGENDA_BY_BEST
              : str_equal(by, "last") ? AGENDA_BY_LAST
                                      : AGENDA_BY_CODE,
        .together = !str_equal(form_value(f, "together"), "may"),
        .contests = !sent || form_has(f, "contests", "yes"),
        .entry_minutes = minutes(f, "entry_minutes", ENTRY_MINUTES),
        .contest_minutes = minutes(f, "contest_minutes", CONTEST_MINUTES),
    };
    return by;
}

static bool find_meeting(struct ctx *c, struct sql_invite_edition_row *m)
{
    if (!sql_invite_edition(c->world.db, ctx_id(c, "id"), m)) {
        ctx_not_found(c);
        return false;
    }
    ctx_edition(c, m->slug, PICK(m->edition_de, m->edition_en));
    c->office = m->slug;
    return true;
}

static const char *const *clocks(struct ctx *c, const struct agenda_proposal *p)
{
    struct arena *mem = c->world.mem;
    const char **clock = arena_alloc(mem, (p->count + 1) * sizeof *clock);
    for (size_t i = 0; i < p->count; i++) {
        clock[i] = "";
        if (p->entry[i].at == NULL)
            continue;
        const char *text = lang_datetime_short(mem, c->lang, *p->entry[i].at);
        const char *space = strrchr(text, ' ');
        clock[i] = space != NULL ? space + 1 : text;
    }
    return clock;
}

void get_office_agenda(struct ctx *c)
{
    struct sql_invite_edition_row m;
    struct agenda_wish wish;
    struct agenda_proposal proposal;
    if (!find_meeting(c, &m))
        return;
    bool ranks = may_rank(c, m.id);
    const char *by = read_wish(c->query, ranks, &wish);
    agenda_propose(&c->world, m.id, &wish, c->lang, &proposal);
    struct office_agenda_view v = {
        .form = c->query,
        .csrf = ctx_csrf(c),
        .id = m.id,
        .title = PICK(m.title_de, m.title_en),
        .planned = str_equal(m.state, "planned"),
        .ranks = ranks,
        .wish = &wish,
        .by = by,
        .proposal = &proposal,
        .clock = clocks(c, &proposal),
    };
    page_start(c, T("Order of the agenda"));
    html_office_agenda(c->out, &v);
    page_end(c);
}

void post_office_agenda(struct ctx *c)
{
    struct sql_invite_edition_row m;
    struct agenda_wish wish;
    if (!find_meeting(c, &m))
        return;
    read_wish(c->form, may_rank(c, m.id), &wish);
    if (!agenda_take(&c->world, m.id, &wish, form_value(c->form, "seen"))) {
        ctx_refuse(c, 409,
                   T("Declarations, nominations or the meeting have changed "
                     "since you looked at the proposal. Please look at it "
                     "again."));
        return;
    }
    ctx_redirect(c,
                 arena_printf(c->world.mem, "/office/meeting/%" PRId64, m.id),
                 T("The agenda is taken over."));
}
