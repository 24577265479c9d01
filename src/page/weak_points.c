/* Sentences about an assignment, with the names of those concerned. */
#include "page/weak_points.h"

#include "base/arena.h"
#include "base/str.h"
#include "page/lines.h"

enum { NAMES_MAX = 8, TRIMMED_BALLOTS = 5 };

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
        lines_add(
            lines,
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
        lines_add(lines,
                  arena_printf(c->world.mem,
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
        lines_add(
            lines,
            arena_printf(c->world.mem,
                         T("With fewer jurors than the %d ballots that are "
                           "needed, conflicts of interest taken off, these can "
                           "get no rank: %s."),
                         (int)round->quorum, below.text));
    if (few.count > 0)
        lines_add(lines, arena_printf(c->world.mem,
                                      T("The method needs %d ballots for every "
                                        "nomination. Fewer jurors have: %s."),
                                      (int)TRIMMED_BALLOTS, few.text));
}

static void warn_loads(struct ctx *c, const struct assignment_plan *plan,
                       struct lines *lines)
{
    struct names idle = {c->world.mem, "", 0}, over = idle;
    for (size_t j = 0; j < plan->juror_count; j++) {
        if (plan->load[j] == 0)
            name(&idle, plan->juror[j]);
        if (plan->load_max[j] > 0 && plan->load[j] > plan->load_max[j])
            name(&over, plan->juror[j]);
    }
    if (idle.count > 0)
        lines_add(lines,
                  arena_printf(c->world.mem, T("Nothing to score have: %s."),
                               idle.text));
    if (over.count > 0)
        lines_add(lines,
                  arena_printf(c->world.mem, T("More than agreed have: %s."),
                               over.text));
}

size_t weak_points(struct ctx *c, const struct round *round,
                   const struct assignment_plan *plan, const char *const **line)
{
    struct lines lines = {.mem = c->world.mem};
    if (plan->pair_count > 0) {
        warn_groups(c, plan, &lines);
        warn_ballots(c, round, plan, &lines);
        warn_loads(c, plan, &lines);
    }
    *line = lines.line;
    return lines.count;
}

size_t round_weak_points(struct ctx *c, const struct round *round,
                         const char *const **line)
{
    struct assignment_plan plan;
    assignment_plan(&c->world, round->id, &plan);
    return weak_points(c, round, &plan, line);
}
