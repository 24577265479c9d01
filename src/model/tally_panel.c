/* Ballots in compact arrays. */
#include "model/tally_panel.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/tally_show.h"

/* A panel's arrays while they are filled. */
struct filling {
    struct tally_panel *panel;
    int32_t *entry, *juror, *owner;
    size_t *first;
    int64_t *total;
    double *points;
};

static struct filling start(struct arena *mem, size_t entries, size_t jurors,
                            size_t ballots)
{
    struct filling f = {.panel = arena_alloc(mem, sizeof *f.panel)};
    f.entry = arena_alloc(mem, entries * sizeof *f.entry);
    f.juror = arena_alloc(mem, jurors * sizeof *f.juror);
    f.owner = arena_alloc(mem, ballots * sizeof *f.owner);
    f.first = arena_alloc(mem, (entries + 1) * sizeof *f.first);
    f.total = arena_alloc(mem, ballots * sizeof *f.total);
    f.points = arena_alloc(mem, ballots * sizeof *f.points);
    f.panel->entry = f.entry;
    f.panel->juror = f.juror;
    f.panel->owner = f.owner;
    f.panel->first = f.first;
    f.panel->total = f.total;
    f.panel->points = f.points;
    return f;
}

static void take_scale(struct tally_panel *panel)
{
    const struct tally_result *result = panel->result;
    panel->low = tally_exact_double(tally_show_low(result));
    panel->width = tally_exact_double(
        tally_exact_minus(tally_show_high(result), tally_show_low(result)));
    panel->most = (double)result->weight_sum * (double)result->range;
    panel->criteria = result->input->criterion_count;
}

double tally_panel_points(const struct tally_panel *panel, double share)
{
    return panel->low + panel->width * share;
}

static void add_ballot(struct filling *f, int32_t owner, int64_t total)
{
    size_t at = f->panel->ballots++;
    f->owner[at] = owner;
    f->total[at] = total;
    f->points[at] =
        tally_panel_points(f->panel, (double)total / f->panel->most);
}

/* The ballot of an entry and juror in the panel; ballots if there is none. */
static size_t find_ballot(const struct tally_panel *panel, size_t entry,
                          int32_t owner)
{
    size_t from = panel->first[entry], to = panel->first[entry + 1];
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (panel->owner[middle] < owner)
            from = middle + 1;
        else
            to = middle;
    }
    bool found = from < panel->first[entry + 1] && panel->owner[from] == owner;
    return found ? from : panel->ballots;
}

/* `entry` and `juror` are the numbers here of the input's numbers, or -1. */
static int32_t *take_shares(struct arena *mem, const struct tally_panel *panel,
                            const int32_t *entry, const int32_t *juror)
{
    const struct tally_input *input = panel->result->input;
    int32_t *share =
        arena_alloc(mem, panel->ballots * panel->criteria * sizeof *share);
    int32_t last_entry = -1, last_juror = -1;
    size_t ballot = panel->ballots;
    for (size_t at = 0; at < input->mark_count; at++) {
        const struct tally_mark *mark = &input->marks[at];
        const struct tally_criterion *c = &input->criteria[mark->criterion];
        if (entry[mark->entry] < 0 || juror[mark->juror] < 0)
            continue;
        if (mark->entry != last_entry || mark->juror != last_juror)
            ballot = find_ballot(panel, (size_t)entry[mark->entry],
                                 juror[mark->juror]);
        last_entry = mark->entry;
        last_juror = mark->juror;
        if (ballot < panel->ballots)
            share[ballot * panel->criteria + (size_t)mark->criterion] =
                (int32_t)((mark->value - c->lo) *
                          (panel->result->range / (c->hi - c->lo)));
    }
    return share;
}

const struct tally_panel *
tally_panel(struct arena *mem, const struct tally_result *result, bool shares)
{
    const struct tally_input *input = result->input;
    struct filling f = start(mem, result->ranked_count, result->counted_jurors,
                             result->counted_ballots);
    struct tally_panel *panel = f.panel;
    int32_t *entry = arena_alloc(mem, input->entry_count * sizeof *entry);
    int32_t *juror = arena_alloc(mem, input->juror_count * sizeof *juror);
    panel->result = result;
    panel->components = result->component_count;
    panel->complete = result->complete;
    take_scale(panel);
    for (size_t j = 0; j < input->juror_count; j++) {
        juror[j] = result->jurors[j].ballots > 0 ? (int32_t)panel->jurors : -1;
        if (juror[j] >= 0)
            f.juror[panel->jurors++] = (int32_t)j;
    }
    for (size_t i = 0; i < input->entry_count; i++) {
        const struct tally_entry *e = &result->entries[i];
        entry[i] = e->ranked ? (int32_t)panel->entries : -1;
        if (!e->ranked)
            continue;
        f.entry[panel->entries++] = (int32_t)i;
        for (size_t at = e->ballot_first; at < e->ballot_end; at++)
            if (result->ballots[at].state == TALLY_COUNTED)
                add_ballot(&f, juror[result->ballots[at].juror],
                           result->ballots[at].total);
        f.first[panel->entries] = panel->ballots;
    }
    if (shares)
        panel->share = take_shares(mem, panel, entry, juror);
    return panel;
}

static uint32_t root_of(uint32_t *parent, uint32_t node)
{
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

/* The parts of the graph without a juror (panel->jurors: with all). */
static size_t count_parts(struct arena *mem, const struct tally_panel *panel,
                          size_t without)
{
    uint32_t entries = (uint32_t)panel->entries;
    size_t nodes = panel->entries + panel->jurors;
    size_t parts = nodes - (without < panel->jurors);
    uint32_t *parent = arena_alloc(mem, nodes * sizeof *parent);
    for (uint32_t node = 0; node < nodes; node++)
        parent[node] = node;
    for (uint32_t i = 0; i < entries; i++)
        for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++) {
            if ((size_t)panel->owner[at] == without)
                continue;
            uint32_t a = root_of(parent, i);
            uint32_t b = root_of(parent, entries + (uint32_t)panel->owner[at]);
            parts -= a != b;
            parent[a > b ? a : b] = a < b ? a : b;
        }
    return parts;
}

bool tally_panel_bridge(struct arena *mem, const struct tally_panel *panel,
                        size_t juror)
{
    /* with a second juror who rates everything, nobody is a bridge; that is
     * the usual case, and not worth a walk */
    if (panel->complete && panel->jurors > 1)
        return false;
    return count_parts(mem, panel, juror) > panel->components;
}

const struct tally_panel *tally_panel_without(struct arena *mem,
                                              const struct tally_panel *panel,
                                              size_t juror,
                                              const int32_t **unranked,
                                              size_t *unranked_count)
{
    struct filling f =
        start(mem, panel->entries, panel->jurors, panel->ballots);
    int32_t *lost = arena_alloc(mem, panel->entries * sizeof *lost);
    size_t lost_count = 0;
    f.panel->result = panel->result;
    take_scale(f.panel);
    for (size_t j = 0; j < panel->jurors; j++)
        if (j != juror)
            f.juror[f.panel->jurors++] = panel->juror[j];
    for (size_t i = 0; i < panel->entries; i++) {
        size_t before = f.panel->ballots;
        for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++) {
            int32_t owner = panel->owner[at];
            if ((size_t)owner != juror)
                add_ballot(&f, owner - ((size_t)owner > juror),
                           panel->total[at]);
        }
        if (f.panel->ballots == before) {
            lost[lost_count++] = panel->entry[i];
            continue;
        }
        f.entry[f.panel->entries++] = panel->entry[i];
        f.first[f.panel->entries] = f.panel->ballots;
    }
    f.panel->complete = f.panel->ballots == f.panel->entries * f.panel->jurors;
    f.panel->components =
        f.panel->complete ? 1 : count_parts(mem, f.panel, f.panel->jurors);
    *unranked = lost;
    *unranked_count = lost_count;
    return f.panel;
}

struct tally_panel_jurors tally_panel_jurors(struct arena *mem,
                                             const struct tally_panel *panel)
{
    size_t *from = arena_alloc(mem, (panel->jurors + 2) * sizeof *from);
    size_t *ballot = arena_alloc(mem, panel->ballots * sizeof *ballot);
    for (size_t at = 0; at < panel->ballots; at++)
        from[panel->owner[at] + 2]++;
    for (size_t j = 2; j <= panel->jurors + 1; j++)
        from[j] += from[j - 1];
    for (size_t at = 0; at < panel->ballots; at++)
        ballot[from[panel->owner[at] + 1]++] = at;
    return (struct tally_panel_jurors){from, ballot};
}

struct placed {
    int64_t total;
    size_t ballot;
};

static int by_total(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    return (x->total < y->total) - (x->total > y->total);
}

/* Ranks one juror's ballots; returns the sum of t^3 - t. */
static int64_t rank_juror(struct placed *placed, size_t count, int64_t *twice)
{
    int64_t ties = 0;
    qsort(placed, count, sizeof *placed, by_total);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1;
             to < count && placed[to].total == placed[from].total;)
            to++;
        int64_t t = (int64_t)(to - from);
        ties += t * t * t - t;
        for (size_t at = from; at < to; at++) /* the mean of from+1 and to */
            twice[placed[at].ballot] = (int64_t)(from + 1 + to);
    }
    return ties;
}

const int64_t *tally_panel_midranks(struct arena *mem,
                                    const struct tally_panel *panel,
                                    int64_t *ties)
{
    struct tally_panel_jurors by = tally_panel_jurors(mem, panel);
    struct placed *placed = arena_alloc(mem, panel->entries * sizeof *placed);
    int64_t *twice = arena_alloc(mem, panel->ballots * sizeof *twice);
    *ties = 0;
    for (size_t j = 0; j < panel->jurors; j++) {
        size_t count = 0;
        for (size_t at = by.from[j]; at < by.from[j + 1]; at++)
            placed[count++] =
                (struct placed){panel->total[by.ballot[at]], by.ballot[at]};
        *ties += rank_juror(placed, count, twice);
    }
    return twice;
}

int64_t tally_panel_sum(const struct tally_panel *panel, size_t entry)
{
    int64_t sum = 0;
    for (size_t at = panel->first[entry]; at < panel->first[entry + 1]; at++)
        sum += panel->total[at];
    return sum;
}
