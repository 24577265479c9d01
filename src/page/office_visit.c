/* Visits in the office: all of a round on one page. */
#include "page/visit.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"
#include "page/bar.h"
#include "page/round_place.h"
#include "page/visit_board.h"
#include "page/visit_view.h"

static const char *number(const struct ctx *c, int64_t n)
{
    return arena_printf(c->world.mem, "%" PRId64, n);
}

static const char *visits_path(const struct ctx *c, int64_t round_id)
{
    return arena_printf(c->world.mem, "%s/visits", round_path(c, round_id));
}

/* --- loading ---------------------------------------------------------------
 */

static void load_declared(struct ctx *c, struct visit_board *b)
{
    struct sql_visit_declared_row *row;
    size_t count = sql_visit_declared(c->world.db, b->round.id, &row);
    size_t cells = b->host_count * b->juror_count;
    b->declared = arena_alloc(c->world.mem, (cells + 1) * sizeof *b->declared);
    for (size_t i = 0; i < cells; i++) {
        size_t h = i / b->juror_count, j = i % b->juror_count;
        b->declared[i] = NULL;
        for (size_t k = 0; k < count; k++)
            if (row[k].entry_id == b->host[h].id &&
                row[k].jury_member_id == b->juror[j].id)
                b->declared[i] = row[k].kind;
    }
}

static void load(struct ctx *c, struct visit_board *b)
{
    b->rule = visit_rule_get(&c->world, b->round.id);
    b->host_count = sql_visit_hosts(c->world.db, b->round.id, &b->host);
    b->juror_count = sql_visit_jurors(c->world.db, b->round.id, &b->juror);
    b->visit =
        arena_alloc(c->world.mem, (b->host_count + 1) * sizeof *b->visit);
    for (size_t h = 0; h < b->host_count; h++) {
        b->visit[h] = (struct visit){0};
        if (b->host[h].visit_id != NULL)
            visit_by_id(&c->world, *b->host[h].visit_id, &b->visit[h]);
    }
    load_declared(c, b);
}

/* Whoever has a conflict with one of them plans none: dates hang together. */
static bool is_barred(struct ctx *c, const struct visit_board *b)
{
    const int64_t *barred;
    size_t count = bar_entries(c, &barred);
    if (bar_round(c, b->round.id))
        return true;
    for (size_t h = 0; h < b->host_count; h++)
        for (size_t i = 0; i < count; i++)
            if (barred[i] == b->host[h].id)
                return bar_entry(c, barred[i]);
    return false;
}

static bool place(struct ctx *c, int64_t round_id, struct visit_board *b)
{
    if (!round_by_id(&c->world, round_id, &b->round) || !b->round.visit) {
        ctx_not_found(c);
        return false;
    }
    if (!round_place_by_id(c, round_id, &b->round, &b->edition))
        return false;
    load(c, b);
    return !is_barred(c, b);
}

/* --- showing ----------------------------------------------------------------
 */

static void fill_stored(struct ctx *c, const struct visit_board *b, size_t h)
{
    const struct visit *v = &b->visit[h];
    int64_t id = b->host[h].id;
    struct visit_person *p;
    size_t count = visit_people(&c->world, v->id, &p);
    if (!str_equal(v->state, "cancelled"))
        form_set(c->form, visit_field(c, "begin", id),
                 clock_field(c->world.mem, v->starts_at));
    form_set(c->form, visit_field(c, "minutes", id),
             number(c, (v->ends_at - v->starts_at) / 60));
    form_set(c->form, visit_field(c, "address", id), v->address);
    form_set(c->form, visit_field(c, "contact", id), v->contact);
    form_set(c->form, visit_field(c, "phone", id), v->phone);
    form_set(c->form, visit_field(c, "remark", id), v->remark);
    form_set(c->form, visit_field(c, "names", id), v->names_shown ? "1" : "");
    for (size_t i = 0; i < count; i++)
        if (p[i].goes)
            form_add(c->form, visit_field(c, "juror", id),
                     number(c, p[i].jury_member_id));
}

/* What the company says about itself is a beginning. */
static void fill_new(struct ctx *c, const struct visit_board *b, size_t h)
{
    const struct sql_visit_hosts_row *host = &b->host[h];
    form_set(c->form, visit_field(c, "minutes", host->id),
             number(c, b->rule.minutes));
    form_set(c->form, visit_field(c, "address", host->id), host->seat);
    form_set(c->form, visit_field(c, "contact", host->id), host->contact);
    form_set(c->form, visit_field(c, "names", host->id), "1");
}

static void fill_form(struct ctx *c, const struct visit_board *b)
{
    form_set(c->form, "jurors_min", number(c, b->rule.jurors_min));
    form_set(c->form, "minutes", number(c, b->rule.minutes));
    form_set(c->form, "travel_minutes", number(c, b->rule.travel_minutes));
    form_set(c->form, "from", "09:00");
    form_set(c->form, "until", "17:00");
    form_set(c->form, "per_day", "2");
    for (size_t h = 0; h < b->host_count; h++)
        if (b->visit[h].id != 0)
            fill_stored(c, b, h);
        else
            fill_new(c, b, h);
}

static const char *why_not(const struct ctx *c, const struct visit_board *b,
                           size_t h, size_t j)
{
    if (visit_board_free(b, h, j))
        return NULL;
    return b->declared[h * b->juror_count + j] == NULL
               ? T("nothing declared yet")
               : T("conflicted");
}

static const struct visit_choice *choices(struct ctx *c,
                                          const struct visit_board *b, size_t h)
{
    const struct visit *v = &b->visit[h];
    bool done = v->id != 0 && str_equal(v->state, "done");
    struct visit_choice *list =
        arena_alloc(c->world.mem, (b->juror_count + 1) * sizeof *list);
    struct visit_person *p;
    size_t count = v->id != 0 ? visit_people(&c->world, v->id, &p) : 0;
    for (size_t j = 0; j < b->juror_count; j++) {
        list[j] = (struct visit_choice){b->juror[j].id, b->juror[j].name,
                                        why_not(c, b, h, j), false};
        for (size_t i = 0; i < count; i++)
            if (p[i].jury_member_id == b->juror[j].id)
                list[j].there =
                    done ? p[i].was_there != NULL && *p[i].was_there == 1
                         : p[i].goes;
    }
    return list;
}

static struct visit_item item_of(struct ctx *c, const struct visit_board *b,
                                 size_t h)
{
    const struct visit *v = &b->visit[h];
    int64_t id = b->host[h].id;
    return (struct visit_item){
        .entry_id = id,
        .visit_id = v->id,
        .code = b->host[h].code,
        .company = b->host[h].organisation,
        .state = v->id != 0 ? v->state : "",
        .announced = v->announced_at != NULL,
        .begun = v->id != 0 && v->starts_at <= c->world.now,
        .starts_at = v->starts_at,
        .wish = v->id != 0 ? v->wish : "",
        .report = v->id != 0 ? v->report : "",
        .begin = visit_field(c, "begin", id),
        .minutes = visit_field(c, "minutes", id),
        .juror = visit_field(c, "juror", id),
        .address = visit_field(c, "address", id),
        .contact = visit_field(c, "contact", id),
        .phone = visit_field(c, "phone", id),
        .remark = visit_field(c, "remark", id),
        .names = visit_field(c, "names", id),
        .choice = choices(c, b, h),
        .choice_count = b->juror_count,
    };
}

static void show(struct ctx *c, const struct visit_board *b, bool proposed,
                 int status)
{
    struct visit_item *item =
        arena_alloc(c->world.mem, (b->host_count + 1) * sizeof *item);
    for (size_t h = 0; h < b->host_count; h++)
        item[h] = item_of(c, b, h);
    struct visits_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .slug = b->edition.slug,
        .round = PICK(b->round.name_de, b->round.name_en),
        .round_id = b->round.id,
        .proposed = proposed,
        .blind = b->edition.blind,
        .item = item,
        .count = b->host_count,
    };
    c->reply->status = status;
    c->width = "page-wide";
    page_start(c, T("Visits"));
    html_visits(c->out, &v);
    page_end(c);
}

void get_visits(struct ctx *c)
{
    struct visit_board b;
    if (!place(c, ctx_id(c, "id"), &b))
        return;
    fill_form(c, &b);
    show(c, &b, false, 200);
}

/* --- storing ----------------------------------------------------------------
 */

void post_visits(struct ctx *c)
{
    struct visit_board b;
    struct visit_plan *plan;
    if (!place(c, ctx_id(c, "id"), &b))
        return;
    if (str_equal(form_value(c->form, "action"), "propose")) {
        bool found = visit_propose(c, &b);
        show(c, &b, found, found ? 200 : 422);
        return;
    }
    size_t count = visit_read(c, &b, &plan);
    if (!form_ok(c->form)) {
        show(c, &b, false, 422);
        return;
    }
    visit_rule_set(&c->world, b.round.id, &b.rule);
    for (size_t i = 0; i < count; i++)
        visit_put(&c->world, b.round.id, &plan[i]);
    ctx_redirect(c, visits_path(c, b.round.id), T("The plan is saved."));
}

/* Whoever is ticked and may have been there. */
static bool note_done(struct ctx *c, const struct visit_board *b,
                      const struct visit *v)
{
    int64_t *there =
        arena_alloc(c->world.mem, (b->juror_count + 1) * sizeof *there);
    const char *report = form_lines(c->form, "report");
    size_t count = 0;
    if (str_characters(report) > VISIT_TEXT_CHARACTERS_MAX)
        return false;
    for (size_t h = 0; h < b->host_count; h++)
        for (size_t j = 0; j < b->juror_count; j++)
            if (b->host[h].id == v->entry_id && visit_board_free(b, h, j) &&
                form_has(c->form, "there", number(c, b->juror[j].id)))
                there[count++] = b->juror[j].id;
    return visit_done(&c->world, v->id, report, there, count);
}

void post_visit(struct ctx *c)
{
    struct visit_board b;
    struct visit v;
    const char *action = form_value(c->form, "action");
    const char *notice = NULL;
    if (!visit_by_id(&c->world, ctx_id(c, "id"), &v)) {
        ctx_not_found(c);
        return;
    }
    if (!place(c, v.round_id, &b))
        return;
    if (str_equal(action, "announce") && visit_announce(&c->world, v.id))
        notice = T("The visit is announced: company and jurors get a mail.");
    else if (str_equal(action, "cancel") && visit_cancel(&c->world, v.id))
        notice = v.announced_at ? T("The visit is cancelled, and a mail says "
                                    "so.")
                                : T("The visit is taken out of the plan.");
    else if (str_equal(action, "done") && note_done(c, &b, &v))
        notice = T("Who was there is noted.");
    if (notice != NULL)
        ctx_redirect(c, visits_path(c, b.round.id), notice);
    else
        ctx_refuse(c, 409,
                   T("This visit is in another state by now. Please look at "
                     "the page again."));
}
