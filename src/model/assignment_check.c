/* Components by union and find; whether a juror is a bridge is found by looking
 * once more without him. Panels are small: thousands of pairs, tens of jurors.
 */
#include "model/assignment_check.h"

#include <stdint.h>

#include "base/arena.h"
#include "gen/sql_assign.h"
#include "gen/sql_assignment_check.h"

enum { EVERYBODY = -1 };

static size_t root_of(size_t *parent, size_t node)
{
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

/* How many trees are there, once every pair but those of `without` is joined?
 * Jurors are nodes behind the entries; an entry's tree has an entry as root. */
static size_t join(size_t *parent, const struct assignment_pair *pair,
                   size_t count, size_t entries, size_t jurors, int64_t without)
{
    size_t trees = entries + jurors;
    for (size_t node = 0; node < entries + jurors; node++)
        parent[node] = node;
    for (size_t i = 0; i < count; i++) {
        if ((int64_t)pair[i].juror == without)
            continue;
        size_t a = root_of(parent, pair[i].entry);
        size_t b = root_of(parent, entries + pair[i].juror);
        trees -= a != b;
        parent[a > b ? a : b] = a < b ? a : b;
    }
    return trees;
}

void assignment_check(struct arena *mem, const struct assignment_pair *pair,
                      size_t count, size_t jurors, size_t entries,
                      struct assignment_check *check)
{
    size_t *parent = arena_alloc(mem, (entries + jurors) * sizeof *parent);
    int32_t *component = arena_alloc(mem, entries * sizeof *component);
    int64_t *ballots = arena_alloc(mem, entries * sizeof *ballots);
    bool *bridge = arena_alloc(mem, jurors * sizeof *bridge);
    for (size_t i = 0; i < count; i++)
        ballots[pair[i].entry]++;
    size_t trees = join(parent, pair, count, entries, jurors, EVERYBODY);
    *check = (struct assignment_check){0, component, ballots, bridge};
    for (size_t e = 0; e < entries; e++) {
        size_t root = root_of(parent, e);
        component[e] = ballots[e] == 0 ? -1
                       : root == e     ? (int32_t)check->components++
                                       : component[root];
    }
    /* without its pairs a juror is a tree of his own: one more is no harm */
    for (size_t j = 0; j < jurors; j++)
        bridge[j] =
            join(parent, pair, count, entries, jurors, (int64_t)j) > trees + 1;
}

static size_t place_of(int64_t id, const int64_t *ids, size_t count)
{
    size_t at = 0;
    while (at < count && ids[at] != id)
        at++;
    return at;
}

void assignment_plan(const struct world *w, int64_t round_id,
                     struct assignment_plan *plan)
{
    struct sql_assign_jurors_row *juror;
    struct sql_assign_entries_row *entry;
    struct sql_assignment_check_pairs_row *row;
    size_t jurors = sql_assign_jurors(w->db, round_id, &juror);
    size_t entries = sql_assign_entries(w->db, round_id, &entry);
    size_t rows = sql_assignment_check_pairs(w->db, round_id, &row), count = 0;
    struct assignment_pair *pair = arena_alloc(w->mem, rows * sizeof *pair);
    int64_t *ids = arena_alloc(w->mem, (jurors + entries) * sizeof *ids);
    const char **name = arena_alloc(w->mem, (jurors + entries) * sizeof *name);
    int64_t *load = arena_alloc(w->mem, jurors * sizeof *load);
    int64_t *most = arena_alloc(w->mem, jurors * sizeof *most);
    for (size_t j = 0; j < jurors; j++) {
        ids[j] = juror[j].id;
        name[j] = juror[j].name;
        most[j] = juror[j].load_max;
    }
    for (size_t e = 0; e < entries; e++) {
        ids[jurors + e] = entry[e].id;
        name[jurors + e] = entry[e].organisation;
    }
    for (size_t i = 0; i < rows; i++) {
        struct assignment_pair p = {
            place_of(row[i].jury_member_id, ids, jurors),
            place_of(row[i].entry_id, ids + jurors, entries)};
        if (p.juror >= jurors || p.entry >= entries)
            continue;
        pair[count++] = p;
        load[p.juror]++;
    }
    *plan = (struct assignment_plan){
        .juror = name,
        .load = load,
        .load_max = most,
        .juror_count = jurors,
        .pair_count = count,
        .entry = name + jurors,
        .entry_count = entries,
    };
    assignment_check(w->mem, pair, count, jurors, entries, &plan->check);
}
