/* Components by union and find; a root is the smallest node of its tree, so
 * that an entry's tree always has an entry as its root. */
#include "model/tally_graph.h"

#include "base/arena.h"

static uint32_t root_of(uint32_t *parent, uint32_t node)
{
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

static void join(uint32_t *parent, uint32_t a, uint32_t b)
{
    a = root_of(parent, a);
    b = root_of(parent, b);
    if (a < b)
        parent[b] = a;
    else
        parent[a] = b;
}

size_t tally_graph(struct arena *mem, struct tally_result *result)
{
    struct tally_entry *entries = result->entries;
    struct tally_juror *jurors = result->jurors;
    uint32_t entry_count = (uint32_t)result->input->entry_count;
    uint32_t juror_count = (uint32_t)result->input->juror_count;
    uint32_t nodes = entry_count + juror_count;
    if (result->complete)
        return 1; /* the usual case, and every number is 0 already */
    uint32_t *parent = arena_alloc(mem, nodes * sizeof *parent);
    for (uint32_t node = 0; node < nodes; node++)
        parent[node] = node;
    for (uint32_t i = 0; i < entry_count; i++)
        for (size_t at = entries[i].ballot_first; at < entries[i].ballot_end;
             at++)
            if (result->ballots[at].state == TALLY_COUNTED)
                join(parent, i,
                     entry_count + (uint32_t)result->ballots[at].juror);
    int32_t count = 0;
    for (uint32_t i = 0; i < entry_count; i++) {
        if (!entries[i].ranked)
            continue;
        uint32_t root = root_of(parent, i);
        entries[i].component = root == i ? count++ : entries[root].component;
    }
    for (uint32_t j = 0; j < juror_count; j++)
        if (jurors[j].ballots > 0)
            jurors[j].component =
                entries[root_of(parent, entry_count + j)].component;
    return (size_t)count;
}
