/* Rules on the page of a round. */
#include "page/round_rules.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_round.h"
#include "gen/sql_rule_change.h"
#include "model/assignment_check.h"

enum { NAMES_MAX = 8, TRIMMED_BALLOTS = 5 };

enum round_phase round_phase(const char *state)
{
    if (str_equal(state, "open"))
        return ROUND_OPEN;
    if (str_equal(state, "closed"))
        return ROUND_CLOSED;
    return str_equal(state, "replaced") ? ROUND_REPLACED : ROUND_PLANNED;
}

size_t round_parts(struct ctx *c, const struct round *round,
                   const struct round_part **parts)
{
    struct sql_round_shares_row *row;
    size_t count = sql_round_shares(c->world.db, round->id, &row);
    struct round_part *list = arena_alloc(c->world.mem, count * sizeof *list);
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += row[i].share;
    for (size_t i = 0; i < count; i++)
        list[i] = (struct round_part){
            .id = row[i].id,
            .name = PICK(row[i].name_de, row[i].name_en),
            .share = round_weight(c, row[i].share, sum),
            .phase = round_phase(row[i].state),
        };
    *parts = list;
    return count;
}

/* --- where the assignment has gaps --- */

struct lines {
    struct arena *mem;
    const char **line;
    size_t count;
};

static void say(struct lines *lines, const char *text)
{
    lines->line =
        arena_grow(lines->mem, lines->line, lines->count, sizeof *lines->line);
    lines->line[lines->count++] = text;
}

/* "Alpha, Beta, …" */
struct names {
    struct arena *mem;
    const char *text;
    size_t count;
};

static void name(struct names *n, const char *one)
{
    if (n->count == NAMES_MAX)
        n->text = arena_printf(n->mem, "%s, …", n->text);
    else if (n->count < NAMES_MAX)
        n->text = arena_printf(n->mem, "%s%s%s", n->count > 0 ? n->text : "",
                               n->count > 0 ? ", " : "", one);
    n->count++;
}

static void warn_groups(struct ctx *c, const struct assignment_plan *plan,
                        struct lines *lines)
{
    int64_t missing = (int64_t)plan->check.components - 1;
    struct names bridges = {c->world.mem, "", 0};
    if (missing > 0)
        say(lines,
            arena_printf(
                c->world.mem,
                TN("No juror connects the %d groups into which the nominations "
                   "fall, so their scores can hardly be compared. One more "
                   "assignment across them is needed.",
                   "No juror connects the %d groups into which the nominations "
                   "fall, so their scores can hardly be compared. At least %d "
                   "more assignments across them are needed.",
                   missing),
                (int)missing + 1, (int)missing));
    for (size_t j = 0; j < plan->juror_count; j++)
        if (plan->check.bridge[j])
            name(&bridges, plan->juror[j]);
    if (bridges.count > 0)
        say(lines, arena_printf(c->world.mem,
                                T("If one of them drops out, nominations can "
                                  "no longer be compared: %s."),
                                bridges.text));
}

/* Nominations with fewer jurors than they need. */
static void warn_ballots(struct ctx *c, const struct round *round,
                         const struct assignment_plan *plan,
                         struct lines *lines)
{
    bool trimmed = str_equal(round->method, "trimmed");
    struct names below = {c->world.mem, "", 0}, few = below;
    for (size_t e = 0; e < plan->entry_count; e++) {
        if (plan->check.ballots[e] < round->quorum)
            name(&below, plan->entry[e]);
        else if (trimmed && plan->check.ballots[e] < TRIMMED_BALLOTS)
            name(&few, plan->entry[e]);
    }
    if (below.count > 0)
        say(lines,
            arena_printf(c->world.mem,
                         T("With fewer jurors than the %d ballots that are "
                           "needed, conflicts of interest taken off, these can "
                           "get no rank: %s."),
                         (int)round->quorum, below.text));
    if (few.count > 0)
        say(lines, arena_printf(c->world.mem,
                                T("The method needs %d ballots for every "
                                  "nomination. Fewer jurors have: %s."),
                                (int)TRIMMED_BALLOTS, few.text));
}

static void fill_warnings(struct ctx *c, const struct round *round,
                          struct round_view *v)
{
    struct assignment_plan plan;
    struct lines lines = {.mem = c->world.mem};
    assignment_plan(&c->world, round->id, &plan);
    if (plan.juror_count > 0) {
        warn_groups(c, &plan, &lines);
        warn_ballots(c, round, &plan, &lines);
    }
    v->warning = lines.line;
    v->warning_count = lines.count;
}

/* --- the rules --- */

static void fill_summary(struct ctx *c, const struct rule_draft *draft,
                         struct round_view *v)
{
    struct lines lines = {.mem = c->world.mem};
    const char *criteria = "";
    const char *const *step;
    for (size_t i = 0; i < v->criterion_count; i++)
        criteria = arena_printf(c->world.mem, "%s%s%s (%s)", criteria,
                                i > 0 ? ", " : "", v->criterion[i].name,
                                v->criterion[i].weight);
    say(&lines, rules_method_name(c, draft->rules.config.method));
    if (*criteria)
        say(&lines, criteria);
    say(&lines, arena_printf(c->world.mem,
                             TN("at least %d ballot for a rank",
                                "at least %d ballots for a rank",
                                draft->rules.config.quorum),
                             (int)draft->rules.config.quorum));
    size_t steps = rules_steps(c, draft, &step);
    for (size_t i = 0; i < steps; i++)
        say(&lines, step[i]);
    say(&lines, arena_printf(c->world.mem, T("jurors see others' marks %s"),
                             rules_disclosure(c, draft->rules.disclosure)));
    v->summary = lines.line;
    v->summary_count = lines.count;
}

void round_rules_fill(struct ctx *c, const struct round *round,
                      struct round_view *v)
{
    struct sql_rule_change_successor_row after;
    struct sql_rule_change_pending_row pending;
    struct rule_draft draft;
    rule_draft_of_round(&c->world, round, &draft);
    v->fact_count = rules_facts(c, &draft, &v->fact);
    v->part_count = round_parts(c, round, &v->part);
    v->parts_closed = true;
    for (size_t i = 0; i < v->part_count; i++)
        v->parts_closed = v->parts_closed && v->part[i].phase == ROUND_CLOSED;
    v->before_id = round->replaces_id != NULL ? *round->replaces_id : 0;
    if (sql_rule_change_successor(c->world.db, round->id, &after))
        v->after_id = after.id;
    v->proposed = (v->phase == ROUND_OPEN || v->phase == ROUND_CLOSED) &&
                  sql_rule_change_pending(c->world.db, round->id, &pending);
    if (v->phase != ROUND_PLANNED || v->part_count > 0)
        return;
    fill_summary(c, &draft, v);
    fill_warnings(c, round, v);
}
