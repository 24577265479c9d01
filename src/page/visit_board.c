/* Reading the plan of a round's visits from its page, checking it, and
 * proposing one. What is wrong stands beside the field that can put it right.
 */
#include "page/visit_board.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"
#include "model/assign.h"

enum { MINUTE_S = 60, PER_DAY_MAX = 10 };

bool visit_board_free(const struct visit_board *b, size_t h, size_t j)
{
    return str_equal(b->declared[h * b->juror_count + j], "none");
}

const char *visit_field(const struct ctx *c, const char *name, int64_t entry_id)
{
    return arena_printf(c->world.mem, "%s_%" PRId64, name, entry_id);
}

static const char *id_text(const struct ctx *c, int64_t id)
{
    return arena_printf(c->world.mem, "%" PRId64, id);
}

static void read_rule(struct ctx *c, struct visit_rule *rule)
{
    if (!form_int(c->form, "jurors_min", 1, VISIT_JURORS_MAX,
                  &rule->jurors_min))
        form_fail(c->form, "jurors_min",
                  T("Please enter a whole number from 1 to 100."));
    if (!form_int(c->form, "minutes", VISIT_MINUTES_MIN, VISIT_MINUTES_MAX,
                  &rule->minutes))
        form_fail(c->form, "minutes",
                  T("Please enter a whole number from 15 to 1,440."));
    if (!form_int(c->form, "travel_minutes", 0, VISIT_MINUTES_MAX,
                  &rule->travel_minutes))
        form_fail(c->form, "travel_minutes",
                  T("Please enter a whole number from 0 to 1,440."));
}

/* --- proposing --------------------------------------------------------------
 */

/* "9:00" as minutes after midnight; false: no time of day. */
static bool read_clock(struct ctx *c, const char *name, int64_t *minutes)
{
    const char *text = form_line(c->form, name);
    const char *colon = strchr(text, ':');
    int64_t hour = 0, minute = 0;
    if (colon != NULL &&
        str_int(arena_textn(c->world.mem, text, (size_t)(colon - text)), 0, 23,
                &hour) &&
        strlen(colon + 1) == 2 && str_int(colon + 1, 0, 59, &minute)) {
        *minutes = hour * 60 + minute;
        return true;
    }
    form_fail(c->form, name, T("Please enter a time of day like 09:00."));
    return false;
}

static bool read_frame(struct ctx *c, const struct visit_rule *rule,
                       struct visit_frame *f)
{
    int64_t from, until;
    *f = (struct visit_frame){.first_day = form_line(c->form, "first_day"),
                              .minutes = rule->minutes,
                              .travel_minutes = rule->travel_minutes};
    if (!clock_day(f->first_day, &from, &until))
        form_fail(c->form, "first_day",
                  T("Please enter a day like 2026-11-30."));
    else if (until <= c->world.now)
        form_fail(c->form, "first_day", T("This day is over."));
    bool clocks = read_clock(c, "from", &f->from);
    clocks = read_clock(c, "until", &f->until) && clocks;
    if (!form_int(c->form, "per_day", 1, PER_DAY_MAX, &f->per_day))
        form_fail(c->form, "per_day",
                  T("Please enter a whole number from 1 to 10."));
    if (clocks && form_ok(c->form) && f->until - f->from < f->minutes)
        form_fail(c->form, "until",
                  T("Between these times there is no room for one visit."));
    return form_ok(c->form);
}

/* Does this visit stay where it is? Who knows of it has planned with it. */
static bool stays(const struct visit *v)
{
    return v->id != 0 && v->announced_at != NULL;
}

static bool is_off(const struct visit *v)
{
    return v->id != 0 && str_equal(v->state, "cancelled");
}

/* Times that somebody is on the way already, in this round and others. */
static size_t taken_times(struct ctx *c, const struct visit_board *b,
                          struct visit_span **taken)
{
    struct sql_visit_elsewhere_row *row;
    size_t count = sql_visit_elsewhere(c->world.db, b->round.id, &row), n = 0;
    *taken =
        arena_alloc(c->world.mem, (count + b->host_count + 1) * sizeof **taken);
    for (size_t i = 0; i < count; i++)
        (*taken)[n++] = (struct visit_span){row[i].starts_at, row[i].ends_at};
    for (size_t h = 0; h < b->host_count; h++)
        if (stays(&b->visit[h]) && !is_off(&b->visit[h]))
            (*taken)[n++] =
                (struct visit_span){b->visit[h].starts_at, b->visit[h].ends_at};
    return n;
}

/* Announced visits keep their jurors. */
static const bool *proposed_jurors(struct ctx *c, const struct visit_board *b)
{
    size_t cells = b->host_count * b->juror_count;
    uint8_t *cell = arena_alloc(c->world.mem, cells + 1);
    bool *goes = arena_alloc(c->world.mem, (cells + 1) * sizeof *goes);
    for (size_t h = 0; h < b->host_count; h++) {
        uint8_t *row = &cell[h * b->juror_count];
        struct visit_person *p;
        size_t count = stays(&b->visit[h])
                           ? visit_people(&c->world, b->visit[h].id, &p)
                           : 0;
        for (size_t j = 0; j < b->juror_count; j++) {
            row[j] = visit_board_free(b, h, j) && !stays(&b->visit[h])
                         ? ASSIGN_FREE
                         : ASSIGN_BARRED;
            for (size_t i = 0; i < count && !is_off(&b->visit[h]); i++)
                if (p[i].goes && p[i].jury_member_id == b->juror[j].id)
                    row[j] = ASSIGN_FIXED;
        }
    }
    visit_jurors(c->world.mem,
                 &(struct visit_offer){b->host_count, b->juror_count,
                                       (size_t)b->rule.jurors_min, cell},
                 goes);
    return goes;
}

static void fill(struct ctx *c, const struct visit_board *b, size_t h,
                 const struct visit_span *span, const bool *goes)
{
    int64_t id = b->host[h].id;
    const char *juror = visit_field(c, "juror", id);
    form_set(c->form, visit_field(c, "begin", id),
             clock_field(c->world.mem, span->starts_at));
    form_set(c->form, visit_field(c, "minutes", id),
             id_text(c, b->rule.minutes));
    form_set(c->form, juror, NULL);
    for (size_t j = 0; j < b->juror_count; j++)
        if (goes[h * b->juror_count + j])
            form_add(c->form, juror, id_text(c, b->juror[j].id));
}

bool visit_propose(struct ctx *c, const struct visit_board *b)
{
    struct visit_board now = *b;
    struct visit_frame frame;
    struct visit_span *taken, *span;
    size_t wanted = 0, made = 0;
    read_rule(c, &now.rule);
    if (!read_frame(c, &now.rule, &frame))
        return false;
    size_t taken_count = taken_times(c, b, &taken);
    span = arena_alloc(c->world.mem, (b->host_count + 1) * sizeof *span);
    for (size_t h = 0; h < b->host_count; h++)
        wanted += !stays(&b->visit[h]);
    if (!visit_times(&frame, taken, taken_count, span, wanted)) {
        form_fail(c->form, "first_day",
                  T("Within a year there is no room for all visits."));
        return false;
    }
    const bool *goes = proposed_jurors(c, &now);
    for (size_t h = 0; h < b->host_count; h++)
        if (!stays(&b->visit[h]))
            fill(c, &now, h, &span[made++], goes);
    return true;
}

/* --- reading ----------------------------------------------------------------
 */

static const char *read_text(struct ctx *c, const char *name, bool lines)
{
    const char *text =
        lines ? form_lines(c->form, name) : form_line(c->form, name);
    int most = lines ? VISIT_TEXT_CHARACTERS_MAX : VISIT_LINE_CHARACTERS_MAX;
    if (str_characters(text) > (size_t)most)
        form_fail(c->form, name,
                  arena_printf(c->world.mem,
                               T("Please use at most %d characters."), most));
    return text;
}

static void read_times(struct ctx *c, const struct visit *was,
                       struct visit_plan *plan)
{
    const char *begin = visit_field(c, "begin", plan->entry_id);
    const char *length = visit_field(c, "minutes", plan->entry_id);
    char *text = arena_text(c->world.mem, form_line(c->form, begin));
    char *blank = strchr(text, ' ');
    int64_t minutes = 0;
    if (blank != NULL)
        *blank = 'T';
    if (strchr(text, 'T') == NULL || !clock_parse(text, &plan->starts_at))
        form_fail(c->form, begin,
                  T("Please enter a date and a time like 2026-11-30 09:00."));
    else if (plan->starts_at <= c->world.now &&
             (was->id == 0 || was->starts_at != plan->starts_at))
        form_fail(c->form, begin,
                  T("This instant is over. Please choose one to come."));
    if (!form_int(c->form, length, VISIT_MINUTES_MIN, VISIT_MINUTES_MAX,
                  &minutes))
        form_fail(c->form, length,
                  T("Please enter a whole number from 15 to 1,440."));
    plan->ends_at = plan->starts_at + minutes * MINUTE_S;
}

/* Who goes; whoever may not is named. */
static void read_jurors(struct ctx *c, const struct visit_board *b, size_t h,
                        struct visit_plan *plan)
{
    const char *field = visit_field(c, "juror", plan->entry_id);
    int64_t *id = arena_alloc(c->world.mem, (b->juror_count + 1) * sizeof *id);
    for (size_t j = 0; j < b->juror_count; j++) {
        if (!form_has(c->form, field, id_text(c, b->juror[j].id)))
            continue;
        if (!visit_board_free(b, h, j))
            form_fail(c->form, field,
                      arena_printf(c->world.mem,
                                   T("%s has not declared to be free of "
                                     "conflicts of interest here."),
                                   b->juror[j].name));
        id[plan->juror_count++] = b->juror[j].id;
    }
    plan->juror = id;
    if ((int64_t)plan->juror_count < b->rule.jurors_min)
        form_fail(c->form, field,
                  arena_printf(c->world.mem,
                               TN("At least one juror has to go.",
                                  "At least %d jurors have to go.",
                                  b->rule.jurors_min),
                               (int)b->rule.jurors_min));
}

static struct visit_plan read_one(struct ctx *c, const struct visit_board *b,
                                  size_t h)
{
    int64_t id = b->host[h].id;
    struct visit_plan plan = {.entry_id = id};
    const char *address = visit_field(c, "address", id);
    plan.address = read_text(c, address, false);
    plan.contact = read_text(c, visit_field(c, "contact", id), false);
    plan.phone = read_text(c, visit_field(c, "phone", id), false);
    plan.remark = read_text(c, visit_field(c, "remark", id), true);
    plan.names_shown = form_has(c->form, visit_field(c, "names", id), "1");
    read_times(c, &b->visit[h], &plan);
    if (str_empty(plan.address))
        form_fail(c->form, address, T("Please enter where the visit is."));
    read_jurors(c, b, h, &plan);
    return plan;
}

static const char *juror_name(const struct visit_board *b, int64_t id)
{
    for (size_t j = 0; j < b->juror_count; j++)
        if (b->juror[j].id == id)
            return b->juror[j].name;
    return "";
}

static const char *host_name(const struct visit_board *b, int64_t entry_id)
{
    for (size_t h = 0; h < b->host_count; h++)
        if (b->host[h].id == entry_id)
            return b->host[h].organisation;
    return "";
}

static bool goes(const struct visit_plan *plan, int64_t juror)
{
    for (size_t i = 0; i < plan->juror_count; i++)
        if (plan->juror[i] == juror)
            return true;
    return false;
}

static void clash_with(struct ctx *c, const struct visit_board *b,
                       const struct visit_plan *plan, int64_t juror,
                       const char *where)
{
    form_fail(c->form, visit_field(c, "begin", plan->entry_id),
              arena_printf(c->world.mem,
                           T("%s is expected elsewhere then, or on the way "
                             "(%s). Please choose another time, or somebody "
                             "else."),
                           juror_name(b, juror), where));
}

static void check_pair(struct ctx *c, const struct visit_board *b,
                       const struct visit_plan *x, const struct visit_plan *y)
{
    struct visit_span a = {x->starts_at, x->ends_at};
    struct visit_span z = {y->starts_at, y->ends_at};
    if (!visit_clash(a, z, b->rule.travel_minutes))
        return;
    for (size_t i = 0; i < x->juror_count; i++)
        if (goes(y, x->juror[i])) {
            clash_with(c, b, y, x->juror[i], host_name(b, x->entry_id));
            return;
        }
}

static void check_elsewhere(struct ctx *c, const struct visit_board *b,
                            const struct visit_plan *plan)
{
    struct sql_visit_elsewhere_row *row;
    size_t count = sql_visit_elsewhere(c->world.db, b->round.id, &row);
    struct visit_span span = {plan->starts_at, plan->ends_at};
    for (size_t i = 0; i < count; i++)
        if (goes(plan, row[i].jury_member_id) &&
            visit_clash(span,
                        (struct visit_span){row[i].starts_at, row[i].ends_at},
                        b->rule.travel_minutes))
            clash_with(c, b, plan, row[i].jury_member_id, T("another round"));
}

size_t visit_read(struct ctx *c, struct visit_board *b,
                  struct visit_plan **plan)
{
    size_t count = 0;
    *plan = arena_alloc(c->world.mem, (b->host_count + 1) * sizeof **plan);
    read_rule(c, &b->rule);
    for (size_t h = 0; h < b->host_count; h++) {
        const struct visit *was = &b->visit[h];
        const char *begin = visit_field(c, "begin", b->host[h].id);
        if (was->id != 0 && str_equal(was->state, "done"))
            continue;
        if (!str_empty(form_value(c->form, begin)))
            (*plan)[count++] = read_one(c, b, h);
        else if (was->id != 0 && !is_off(was))
            form_fail(c->form, begin,
                      T("Please enter when the visit is, or cancel it."));
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++)
            check_pair(c, b, &(*plan)[k], &(*plan)[i]);
        check_elsewhere(c, b, &(*plan)[i]);
    }
    return count;
}
