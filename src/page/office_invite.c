/* Invitations in the office. The packs are ordered here and cannot be read:
 * they hold each juror's own marks. */
#include "page/office_invite.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_invite.h"
#include "model/pack.h"
#include "page/bar.h"
#include "page/ctx.h"
#include "page/office_invite_view.h"

struct place {
    struct sql_invite_edition_row meeting;
    struct invite *invite;
    size_t count;
    struct vote_rule rule;
    struct forecast_person *person;
};

static enum forecast_answer answer_of(const char *code)
{
    if (str_equal(code, "yes"))
        return FORECAST_YES;
    if (str_equal(code, "maybe"))
        return FORECAST_MAYBE;
    return str_equal(code, "no") ? FORECAST_NO : FORECAST_NONE;
}

static bool find_place(struct ctx *c, struct place *p)
{
    struct world *w = &c->world;
    if (!sql_invite_edition(w->db, ctx_id(c, "id"), &p->meeting)) {
        ctx_not_found(c);
        return false;
    }
    p->count = invite_list(w, p->meeting.id, &p->invite);
    vote_rule_get(w, p->meeting.edition_id, &p->rule);
    p->person = arena_alloc(w->mem, (p->count + 1) * sizeof *p->person);
    for (size_t i = 0; i < p->count; i++)
        p->person[i] = (struct forecast_person){
            .id = p->invite[i].jury_member_id,
            .votes = p->invite[i].votes,
            .chairs = p->invite[i].chair || p->invite[i].deputy_chair,
            .stands_in_for = p->invite[i].stands_in_for,
            .answer = answer_of(p->invite[i].answer),
        };
    ctx_edition(c, p->meeting.slug,
                PICK(p->meeting.edition_de, p->meeting.edition_en));
    c->office = p->meeting.slug;
    return true;
}

/* --- the forecast -----------------------------------------------------------
 */

static bool is_barred(const int64_t *barred, size_t count, const int64_t *entry)
{
    for (size_t i = 0; entry != NULL && i < count; i++)
        if (barred[i] == *entry)
            return true;
    return false;
}

static const char *title_of(struct ctx *c,
                            const struct sql_invite_agenda_row *row)
{
    if (row->organisation != NULL)
        return row->organisation;
    if (row->category_de != NULL)
        return PICK(row->category_de, row->category_en);
    if (row->prize_de != NULL)
        return PICK(row->prize_de, row->prize_en);
    return PICK(row->title_de, row->title_en);
}

static size_t out_of(const struct sql_invite_conflicts_row *row, size_t rows,
                     int64_t item_id, int64_t *out)
{
    size_t count = 0;
    for (size_t i = 0; i < rows; i++)
        if (row[i].item_id == item_id)
            out[count++] = row[i].jury_member_id;
    return count;
}

/* Items for which the answers do not suffice; of one that is closed to the
 * visitor nothing is said. */
static void fill_items(struct ctx *c, const struct place *p,
                       struct office_invite_view *v)
{
    struct world *w = &c->world;
    struct sql_invite_agenda_row *row;
    struct sql_invite_conflicts_row *conflict;
    const int64_t *barred;
    size_t barred_count = bar_entries(c, &barred);
    size_t rows = sql_invite_conflicts(w->db, p->meeting.id, &conflict);
    int64_t *out = arena_alloc(w->mem, (rows + 1) * sizeof *out);
    v->items = sql_invite_agenda(w->db, p->meeting.id, 0, &row);
    struct office_invite_item *item =
        arena_alloc(w->mem, (v->items + 1) * sizeof *item);
    for (size_t i = 0; i < v->items; i++) {
        struct office_invite_item *now = &item[v->item_count];
        size_t count = out_of(conflict, rows, row[i].id, out);
        if (is_barred(barred, barred_count, row[i].entry_id))
            continue;
        forecast_item(&p->rule, p->person, p->count, out, count,
                      &now->forecast);
        now->title = title_of(c, &row[i]);
        now->code = row[i].code != NULL ? row[i].code : "";
        bool known = now->forecast.missing == v->forecast.missing &&
                     now->forecast.chair == v->forecast.chair;
        bool sure = now->forecast.missing == 0 && now->forecast.chair;
        v->item_count += !sure && !(known && count == 0);
    }
    v->item = item;
}

static void fill_asks(struct ctx *c, const struct place *p,
                      struct office_invite_view *v)
{
    size_t *place;
    v->ask_count = forecast_ask(c->world.mem, p->person, p->count, &place);
    const struct invite **ask =
        arena_alloc(c->world.mem, (v->ask_count + 1) * sizeof *ask);
    for (size_t i = 0; i < v->ask_count; i++)
        ask[i] = &p->invite[place[i]];
    v->ask = ask;
}

/* --- the page ---------------------------------------------------------------
 */

static const char *name_of(const struct place *p, int64_t id)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->invite[i].jury_member_id == id)
            return p->invite[i].name;
    return NULL;
}

static void fill_people(struct ctx *c, const struct place *p,
                        struct office_invite_view *v)
{
    struct office_invite_person *person =
        arena_alloc(c->world.mem, (p->count + 1) * sizeof *person);
    for (size_t i = 0; i < p->count; i++) {
        const struct invite *to = &p->invite[i];
        struct pack pack;
        bool packed =
            pack_of(&c->world, p->meeting.id, to->jury_member_id, &pack);
        person[i] = (struct office_invite_person){
            .invite = to,
            .stands_in_for =
                to->stands_in_for != 0 ? name_of(p, to->stands_in_for) : NULL,
            .pack = packed ? pack.state : "",
        };
        v->packs += packed;
        v->packs_waiting += packed && pack_is_under_way(&pack);
        if (to->disabled)
            continue;
        v->uninvited += to->invited_at == NULL;
        v->moved += to->invited_at != NULL && !to->current;
        v->silent += to->current && *to->answer == '\0';
    }
    v->person = person;
    v->count = p->count;
}

void get_office_invite(struct ctx *c)
{
    struct place p;
    if (!find_place(c, &p))
        return;
    struct office_invite_view v = {
        .csrf = ctx_csrf(c),
        .id = p.meeting.id,
        .slug = p.meeting.slug,
        .title = PICK(p.meeting.title_de, p.meeting.title_en),
        .state = p.meeting.state,
        .to_come = str_equal(p.meeting.state, "planned") &&
                   p.meeting.starts_at > c->world.now,
        .posts = c->world.posts,
        .asks_chair = p.rule.quorum_chair,
    };
    forecast_item(&p.rule, p.person, p.count, NULL, 0, &v.forecast);
    fill_people(c, &p, &v);
    fill_items(c, &p, &v);
    fill_asks(c, &p, &v);
    if (v.packs_waiting > 0)
        reply_header(c->reply, "refresh", "5");
    page_start(c, T("Invitations"));
    html_office_invite(c->out, &v);
    page_end(c);
}

static const char *said(struct ctx *c, size_t mails)
{
    if (mails == 0)
        return T("There was nobody to write to.");
    return arena_printf(c->world.mem,
                        TN("One mail is in the outbox.",
                           "%d mails are in the outbox.", (int64_t)mails),
                        (int)mails);
}

void post_office_invite(struct ctx *c)
{
    struct place p;
    const char *action = form_value(c->form, "action");
    const char *notice;
    if (!find_place(c, &p))
        return;
    if (str_equal(action, "send")) {
        notice = said(c, invite_send(&c->world, p.meeting.id));
    } else if (str_equal(action, "remind")) {
        notice = said(c, invite_remind(&c->world, p.meeting.id));
    } else if (str_equal(action, "packs")) {
        size_t count = pack_order_all(&c->world, p.meeting.id);
        notice =
            arena_printf(c->world.mem,
                         TN("One reading pack is being made.",
                            "%d reading packs are being made.", (int64_t)count),
                         (int)count);
    } else {
        ctx_refuse(c, 422, NULL);
        return;
    }
    ctx_redirect(c,
                 arena_printf(c->world.mem,
                              "/office/meeting/%" PRId64 "/invitations",
                              p.meeting.id),
                 notice);
}
