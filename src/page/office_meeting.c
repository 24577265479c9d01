/* The meetings of an edition, planning one, and the rules of voting. */
#include "page/office_meeting.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "gen/sql_office.h"
#include "model/edition.h"
#include "model/meeting.h"
#include "page/ctx.h"
#include "page/minutes_state.h"
#include "page/office.h"
#include "page/office_meeting_plan.h"
#include "page/office_meeting_view.h"

const char *office_meeting_path(const struct ctx *c, int64_t id)
{
    return arena_printf(c->world.mem, "/office/meeting/%" PRId64, id);
}

const char *office_meeting_time(const struct ctx *c, const struct meeting *m)
{
    struct arena *mem = c->world.mem;
    const char *from = lang_datetime(mem, c->lang, m->starts_at);
    if (m->ends_at == NULL)
        return from;
    struct clock_local a = clock_local(m->starts_at);
    struct clock_local b = clock_local(*m->ends_at);
    if (a.year == b.year && a.month == b.month && a.day == b.day)
        return arena_printf(mem, T("%s to %02d:%02d"), from, b.hour, b.minute);
    return arena_printf(mem, T("%s to %s"), from,
                        lang_datetime(mem, c->lang, *m->ends_at));
}

/* --- the list ---------------------------------------------------------------
 */

static void show(struct ctx *c, const struct edition *e, int status)
{
    struct meeting *list;
    struct meeting open;
    size_t count = meeting_list(&c->world, e->id, &list);
    struct office_meeting_row *row =
        arena_alloc(c->world.mem, count * sizeof *row);
    for (size_t i = 0; i < count; i++) {
        struct meeting_item *item;
        row[i] = (struct office_meeting_row){
            .id = list[i].id,
            .number = list[i].number,
            .title = PICK(list[i].title_de, list[i].title_en),
            .when = office_meeting_time(c, &list[i]),
            .place = list[i].place,
            .state = list[i].state,
            .items = (int64_t)meeting_items(&c->world, list[i].id, &item),
        };
        if (str_equal(list[i].state, "closed")) {
            struct minutes_state s = minutes_state(c, list[i].id);
            row[i].signing = s.word;
            row[i].signing_done = s.done;
        }
    }
    const struct office_meetings_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = e->slug,
        .row = row,
        .count = count,
        .fixed = meeting_open_one(&c->world, e->id, &open),
    };
    c->reply->status = status;
    c->width = "page-wide";
    page_start(c, T("Meetings"));
    html_office_meetings(c->out, &v);
    page_end(c);
}

static void tick(struct ctx *c, const char *name, bool value)
{
    if (value)
        form_set(c->form, name, "yes");
}

void get_office_meetings(struct ctx *c)
{
    struct edition e;
    struct vote_rule rule;
    if (!office_edition(c, &e))
        return;
    vote_rule_get(&c->world, e.id, &rule);
    form_set(c->form, "quorum_percent",
             arena_printf(c->world.mem, "%" PRId64, rule.quorum_percent));
    form_set(c->form, "majority", vote_majority_code(rule.majority));
    form_set(c->form, "abstention",
             rule.abstention_against ? "against" : "ignored");
    form_set(c->form, "scope", rule.contest ? "contest" : "named");
    tick(c, "quorum_chair", rule.quorum_chair);
    tick(c, "repeat", rule.repeat);
    tick(c, "casting", rule.casting);
    tick(c, "second_mark", rule.second_mark);
    show(c, &e, 200);
}

void post_office_vote_rules(struct ctx *c)
{
    struct edition e;
    struct vote_rule rule = {0};
    if (!office_edition(c, &e))
        return;
    if (!form_int(c->form, "quorum_percent", 0, 100, &rule.quorum_percent))
        form_fail(c->form, "quorum_percent",
                  T("Please enter a whole number from 0 to 100."));
    if (!vote_majority_read(form_value(c->form, "majority"), &rule.majority))
        form_fail(c->form, "majority", T("Please choose what carries."));
    rule.abstention_against = form_has(c->form, "abstention", "against");
    rule.contest = form_has(c->form, "scope", "contest");
    rule.quorum_chair = form_has(c->form, "quorum_chair", "yes");
    rule.repeat = form_has(c->form, "repeat", "yes");
    rule.casting = form_has(c->form, "casting", "yes");
    rule.second_mark = form_has(c->form, "second_mark", "yes");
    if (!form_ok(c->form)) {
        show(c, &e, 422);
        return;
    }
    vote_rule_set(&c->world, e.id, &rule);
    ctx_redirect(
        c, arena_printf(c->world.mem, "/office/edition/%s/meetings", e.slug),
        T("The rules of voting are saved."));
}

/* --- a new one --------------------------------------------------------------
 */

static void show_new(struct ctx *c, const struct edition *e, int status)
{
    const struct office_meeting_new_view v = {
        .plan = office_plan_view(c, e->id),
        .csrf = ctx_csrf(c),
        .slug = e->slug,
    };
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Plan a meeting"));
    html_office_meeting_new(c->out, &v);
    page_end(c);
}

/* The rounds that are closed lie before it, unless somebody says otherwise. */
void get_office_meeting_new(struct ctx *c)
{
    struct edition e;
    struct sql_office_rounds_row *row;
    if (!office_edition(c, &e))
        return;
    form_set(c->form, "title_de", "Jurysitzung");
    form_set(c->form, "title_en", "Jury meeting");
    size_t count = sql_office_rounds(c->world.db, e.id, &row);
    for (size_t i = 0; i < count; i++)
        if (str_equal(row[i].state, "closed"))
            form_add(c->form, "round",
                     arena_printf(c->world.mem, "%" PRId64, row[i].id));
    show_new(c, &e, 200);
}

void post_office_meeting_new(struct ctx *c)
{
    struct edition e;
    struct meeting_plan plan;
    if (!office_edition(c, &e))
        return;
    if (!office_plan_read(c, e.id, &plan)) {
        show_new(c, &e, 422);
        return;
    }
    int64_t id = meeting_add(&c->world, e.id, &plan);
    ctx_redirect(c, office_meeting_path(c, id),
                 T("The meeting is planned. Please make its agenda now."));
}
