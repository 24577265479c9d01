/* One meeting: its plan, its agenda, how is voted in it. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_honour.h"
#include "gen/sql_round.h"
#include "model/edition.h"
#include "model/invite.h"
#include "model/meeting.h"
#include "model/prize.h"
#include "model/round.h"
#include "page/ctx.h"
#include "page/lines.h"
#include "page/minutes_state.h"
#include "page/office.h"
#include "page/office_meeting.h"
#include "page/office_meeting_plan.h"
#include "page/vote_words.h"

bool office_meeting_find(struct ctx *c, struct meeting *m, struct edition *e)
{
    if (!meeting_by_id(&c->world, ctx_id(c, "id"), m) ||
        !edition_by_id(&c->world, m->edition_id, e)) {
        ctx_not_found(c);
        return false;
    }
    c->office = e->slug;
    ctx_edition(c, e->slug, PICK(e->title_de, e->title_en));
    return true;
}

/* --- the agenda -------------------------------------------------------------
 */

static const char *kind_word(const struct ctx *c,
                             const struct meeting_item *item)
{
    if (str_equal(item->kind, "entry"))
        return T("Nomination");
    if (str_equal(item->kind, "topic"))
        return T("Topic");
    return item->category_id != 0 ? T("Category") : T("Special prize");
}

/* How many jurors leave the room for it, as far as they have declared. */
static void count_out(struct ctx *c, const struct meeting *m,
                      const struct meeting_item *item,
                      struct office_meeting_item *shown)
{
    struct meeting_seat *seat;
    size_t seats = meeting_seats(&c->world, m, &seat);
    for (size_t i = 0; i < seats; i++) {
        const char *kind =
            meeting_out(&c->world, m, item, seat[i].jury_member_id);
        shown->out += kind != NULL && *kind != '\0';
        shown->undeclared += kind != NULL && *kind == '\0';
    }
}

static void fill_items(struct ctx *c, const struct meeting *m,
                       struct office_meeting_view *v)
{
    struct meeting_item *item;
    v->item_count = meeting_items(&c->world, m->id, &item);
    struct office_meeting_item *list =
        arena_alloc(c->world.mem, v->item_count * sizeof *list);
    for (size_t i = 0; i < v->item_count; i++) {
        const char *title = PICK(item[i].title_de, item[i].title_en);
        bool coded = !str_empty(item[i].code) &&
                     !str_equal(item[i].code, item[i].title_de);
        list[i] = (struct office_meeting_item){
            .id = item[i].id,
            .kind = kind_word(c, &item[i]),
            .title = coded ? arena_printf(c->world.mem, "%s · %s", item[i].code,
                                          title)
                           : title,
            .minutes = item[i].minutes,
            .begun_at = item[i].begun_at,
        };
        count_out(c, m, &item[i], &list[i]);
        v->minutes += item[i].minutes;
    }
    v->item = list;
}

/* --- what can be added ------------------------------------------------------
 */

struct choices {
    struct ctx *c;
    const struct meeting_item *item;
    size_t item_count;
    struct office_meeting_choice *list;
    size_t count;
};

static bool is_there(const struct choices *s, char what, int64_t id)
{
    for (size_t i = 0; i < s->item_count; i++) {
        const struct meeting_item *item = &s->item[i];
        int64_t there = what == 'e'   ? item->entry_id
                        : what == 'c' ? item->category_id
                                      : item->prize_id;
        if (there == id)
            return true;
    }
    return false;
}

static bool add_choice(struct choices *s, char what, int64_t id,
                       const char *label)
{
    if (is_there(s, what, id))
        return false;
    s->list = arena_grow(s->c->world.mem, s->list, s->count, sizeof *s->list);
    s->list[s->count++] = (struct office_meeting_choice){
        arena_printf(s->c->world.mem, "%c%" PRId64, what, id), label};
    return true;
}

static void add_entries(struct choices *s, const struct edition *e,
                        struct office_meeting_view *v)
{
    struct sql_honour_list_row *row;
    size_t count = sql_honour_list(s->c->world.db, e->id, &row);
    for (size_t i = 0; i < count; i++) {
        const char *label =
            e->blind ? row[i].code
                     : arena_printf(s->c->world.mem, "%s · %s", row[i].code,
                                    row[i].organisation);
        if (!add_choice(s, 'e', row[i].id, label))
            continue;
        v->missing_entries++;
        v->missing_nominees += row[i].nominee != 0;
    }
}

static void add_contests(struct choices *s, int64_t edition_id)
{
    struct ctx *c = s->c;
    struct sql_edition_categories_row *category;
    struct prize *prize;
    size_t count = sql_edition_categories(c->world.db, edition_id, &category);
    for (size_t i = 0; i < count; i++)
        add_choice(
            s, 'c', category[i].id,
            arena_printf(c->world.mem, T("Category “%s”"),
                         PICK(category[i].name_de, category[i].name_en)));
    count = prize_list(&c->world, edition_id, &prize);
    for (size_t i = 0; i < count; i++)
        if (prize[i].category_id == 0)
            add_choice(s, 'p', prize[i].id,
                       arena_printf(c->world.mem, T("Special prize “%s”"),
                                    PICK(prize[i].name_de, prize[i].name_en)));
}

static void fill_choices(struct ctx *c, const struct meeting *m,
                         const struct edition *e, struct office_meeting_view *v)
{
    struct meeting_item *item;
    struct choices s = {.c = c};
    s.item_count = meeting_items(&c->world, m->id, &item);
    s.item = item;
    add_entries(&s, e, v);
    add_contests(&s, e->id);
    v->choice = s.list;
    v->choice_count = s.count;
}

/* --- the page ---------------------------------------------------------------
 */

/* What would be in the way of opening it just now. */
static struct lines trouble(struct ctx *c, const struct meeting *m,
                            size_t items)
{
    struct lines lines = {.mem = c->world.mem};
    const int64_t *round;
    struct meeting other;
    struct round r;
    size_t count = meeting_rounds(&c->world, m->id, &round);
    if (!str_equal(m->state, "planned"))
        return lines;
    for (size_t i = 0; i < count; i++)
        if (round_by_id(&c->world, round[i], &r) &&
            !str_equal(r.state, "closed"))
            lines_add(&lines,
                      arena_printf(c->world.mem,
                                   T("The round “%s” is not closed yet."),
                                   PICK(r.name_de, r.name_en)));
    if (items == 0)
        lines_add(&lines, T("Nothing is on the agenda yet."));
    if (meeting_open_one(&c->world, m->edition_id, &other))
        lines_add(&lines, arena_printf(c->world.mem,
                                       T("The meeting “%s” is still open."),
                                       PICK(other.title_de, other.title_en)));
    return lines;
}

void office_meeting_show(struct ctx *c, const struct meeting *m,
                         const struct edition *e, int status)
{
    struct lines rules = vote_rule_words(c, &m->rule);
    struct office_meeting_view v = {
        .plan = office_plan_view(c, e->id),
        .csrf = ctx_csrf(c),
        .slug = e->slug,
        .id = m->id,
        .title = PICK(m->title_de, m->title_en),
        .kicker = arena_printf(c->world.mem, T("Meeting %d"), (int)m->number),
        .when = office_meeting_time(c, m),
        .place = m->place,
        .state = m->state,
        .rule = rules.line,
        .rule_count = rules.count,
    };
    fill_items(c, m, &v);
    fill_choices(c, m, e, &v);
    struct lines in_the_way = trouble(c, m, v.item_count);
    v.trouble = in_the_way.line;
    v.trouble_count = in_the_way.count;
    if (str_equal(m->state, "closed")) {
        struct minutes_state s = minutes_state(c, m->id);
        v.signing = s.word;
        v.signing_done = s.done;
    }
    c->reply->status = status;
    c->width = "page-wide";
    page_start(c, v.title);
    html_office_meeting(c->out, &v);
    page_end(c);
}

void get_office_meeting(struct ctx *c)
{
    struct meeting m;
    struct edition e;
    if (!office_meeting_find(c, &m, &e))
        return;
    office_plan_fill(c, &m);
    office_meeting_show(c, &m, &e, 200);
}

static void is_over(struct ctx *c)
{
    ctx_refuse(c, 409,
               T("The meeting is in another state by now. Please look at its "
                 "page again."));
}

void post_office_meeting(struct ctx *c)
{
    struct meeting m;
    struct edition e;
    struct meeting_plan plan;
    if (!office_meeting_find(c, &m, &e))
        return;
    if (!str_equal(m.state, "planned")) {
        is_over(c);
        return;
    }
    if (!office_plan_read(c, e.id, &plan)) {
        office_meeting_show(c, &m, &e, 422);
        return;
    }
    meeting_change(&c->world, m.id, &plan);
    ctx_redirect(c, office_meeting_path(c, m.id), T("Your changes are saved."));
}

void post_office_meeting_cancel(struct ctx *c)
{
    struct meeting m;
    struct edition e;
    if (!office_meeting_find(c, &m, &e))
        return;
    if (!meeting_cancel(&c->world, m.id)) {
        is_over(c);
        return;
    }
    int mails = (int)invite_tell_cancelled(&c->world, m.id);
    ctx_redirect(
        c, arena_printf(c->world.mem, "/office/edition/%s/meetings", e.slug),
        mails == 0 ? T("The meeting is cancelled.")
                   : arena_printf(c->world.mem,
                                  TN("The meeting is cancelled; a mail to one "
                                     "juror is in the outbox.",
                                     "The meeting is cancelled; mails to %d "
                                     "jurors are in the outbox.",
                                     mails),
                                  mails));
}
