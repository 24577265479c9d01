/* Rules on the page of a round. */
#include "page/round_rules.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_round.h"
#include "gen/sql_rule_change.h"
#include "page/lines.h"
#include "page/weak_points.h"

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
    lines_add(&lines, rules_method_name(c, draft->rules.config.method));
    if (*criteria)
        lines_add(&lines, criteria);
    lines_add(&lines, arena_printf(c->world.mem,
                                   TN("at least %d ballot for a rank",
                                      "at least %d ballots for a rank",
                                      draft->rules.config.quorum),
                                   (int)draft->rules.config.quorum));
    size_t steps = rules_steps(c, draft, &step);
    for (size_t i = 0; i < steps; i++)
        lines_add(&lines, step[i]);
    lines_add(&lines,
              arena_printf(c->world.mem, T("jurors see others' marks %s"),
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
    if (v->part_count > 0 ||
        (v->phase != ROUND_PLANNED && v->phase != ROUND_OPEN))
        return;
    v->warning_count = round_weak_points(c, round, &v->warning);
    if (v->phase == ROUND_PLANNED)
        fill_summary(c, &draft, v);
}
