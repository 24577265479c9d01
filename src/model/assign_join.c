/* Connecting the graph without changing how equal the loads are.
 *
 * An edge on a circle and any edge of another component can exchange their
 * jurors: the first component stays whole, the other is at most cut in two, and
 * both halves hang on the first. So each such exchange leaves one component
 * less. Only where conflicts forbid them all it has to be searched. */
#include "model/assign_state.h"

#include <string.h>

#include "base/arena.h"

enum {
    SCAN_MAX = 20000000, /* pairs of edges looked at in one scan */
    WANDER_MAX = 4000,   /* exchanges that are tried on the way */
    WANDER_WORK = 20000000,
    TRY_MAX = 1000000,   /* steps when everything is tried */
    TRY_EDGES_MAX = 1000 /* one call deep for each */
};

/* Nodes: entries, then jurors. */
struct graph {
    size_t nodes, used, components; /* used: nodes with an edge */
    int64_t *component;             /* -1: no edge */
    uint32_t *seen, *low;           /* depth first, from 1 */
    uint32_t *stack, *next, *by;    /* by: the edge to it */
    bool *bridge;                   /* of each edge */
};

static struct graph new_graph(const struct assign_state *s)
{
    struct graph g = {.nodes = s->entries + s->jurors};
    size_t edges = 0;
    for (size_t e = 0; e < s->entries; e++)
        if (s->first[e] + s->count[e] > edges)
            edges = s->first[e] + s->count[e];
    g.component = arena_alloc(s->mem, g.nodes * sizeof *g.component);
    g.seen = arena_alloc(s->mem, g.nodes * sizeof *g.seen);
    g.low = arena_alloc(s->mem, g.nodes * sizeof *g.low);
    g.stack = arena_alloc(s->mem, g.nodes * sizeof *g.stack);
    g.next = arena_alloc(s->mem, g.nodes * sizeof *g.next);
    g.by = arena_alloc(s->mem, g.nodes * sizeof *g.by);
    g.bridge = arena_alloc(s->mem, edges * sizeof *g.bridge);
    return g;
}

static size_t degree(const struct assign_state *s, size_t node)
{
    return node < s->entries ? s->count[node] : s->listed[node - s->entries];
}

/* The node's edge of that number; the node at its other end. */
static uint32_t edge_of(const struct assign_state *s, size_t node, size_t i,
                        size_t *other)
{
    size_t edge =
        node < s->entries ? s->first[node] + i : s->list[node - s->entries][i];
    *other = node < s->entries ? s->entries + s->edge[edge].juror
                               : s->edge[edge].entry;
    return (uint32_t)edge;
}

/* Everything that hangs on the root, depth first; an edge to a node from below
 * which nothing leads higher is a bridge. */
static void visit(const struct assign_state *s, struct graph *g, size_t root,
                  uint32_t *clock)
{
    size_t depth = 0, other;
    g->by[root] = UINT32_MAX;
    g->stack[depth++] = (uint32_t)root;
    g->seen[root] = g->low[root] = ++*clock;
    while (depth > 0) {
        size_t node = g->stack[depth - 1];
        g->component[node] = (int64_t)g->components;
        if (g->next[node] < degree(s, node)) {
            uint32_t edge = edge_of(s, node, g->next[node]++, &other);
            if (g->seen[other] == 0) {
                g->by[other] = edge;
                g->seen[other] = g->low[other] = ++*clock;
                g->stack[depth++] = (uint32_t)other;
            } else if (edge != g->by[node] && g->seen[other] < g->low[node]) {
                g->low[node] = g->seen[other];
            }
            continue;
        }
        if (--depth == 0)
            break;
        size_t above = g->stack[depth - 1];
        g->bridge[g->by[node]] = g->low[node] > g->seen[above];
        if (g->low[node] < g->low[above])
            g->low[above] = g->low[node];
    }
}

static void analyse(const struct assign_state *s, struct graph *g)
{
    uint32_t clock = 0;
    memset(g->seen, 0, g->nodes * sizeof *g->seen);
    memset(g->next, 0, g->nodes * sizeof *g->next);
    g->components = g->used = 0;
    for (size_t e = 0; e < s->entries; e++)
        for (size_t k = 0; k < s->count[e]; k++)
            g->bridge[s->first[e] + k] = false;
    for (size_t node = 0; node < g->nodes; node++) {
        g->used += degree(s, node) > 0;
        if (degree(s, node) == 0)
            g->component[node] = -1;
        else if (g->seen[node] == 0) {
            visit(s, g, node, &clock);
            g->components++;
        }
    }
}

/* --- exchanges that connect --- */

static bool swap_across(struct assign_state *s, const struct graph *g,
                        const uint32_t *edge, size_t count)
{
    int64_t work = 0;
    for (size_t a = 0; a < count; a++) {
        size_t x = edge[a];
        if (g->bridge[x] || s->edge[x].fixed)
            continue;
        for (size_t b = 0; b < count && work < SCAN_MAX; b++, work++) {
            size_t y = edge[b];
            if (g->component[s->edge[x].entry] ==
                    g->component[s->edge[y].entry] ||
                !assign_can_swap(s, x, y))
                continue;
            assign_swap(s, x, y);
            return true;
        }
    }
    return false;
}

/* A juror who has one less, so that only who has how much changes. */
static bool can_give(const struct assign_state *s, size_t edge, size_t juror)
{
    const struct assign_edge *e = &s->edge[edge];
    return !e->fixed && s->load[juror] + 1 == s->load[e->juror] &&
           !*assign_at(s, e->entry, juror) &&
           (s->most == NULL || s->most[juror] == 0 ||
            s->load[juror] < s->most[juror]);
}

static bool move_across(struct assign_state *s, const struct graph *g,
                        const uint32_t *edge, size_t count)
{
    for (size_t a = 0; a < count; a++) {
        size_t x = edge[a];
        for (size_t j = 0; j < s->jurors && !g->bridge[x]; j++) {
            int64_t there = g->component[s->entries + j];
            if (there < 0 || there == g->component[s->edge[x].entry] ||
                !can_give(s, x, j))
                continue;
            assign_move(s, x, j);
            return true;
        }
    }
    return false;
}

/* One exchange that does not cut the graph further, by chance. */
static void wander(struct assign_state *s, struct graph *g,
                   const uint32_t *edge, size_t count)
{
    size_t x = edge[assign_random(&s->random, count)];
    size_t y = edge[assign_random(&s->random, count)];
    size_t juror = assign_random(&s->random, s->jurors);
    size_t components = g->components, from = s->edge[x].juror;
    bool swaps = assign_can_swap(s, x, y);
    if (swaps)
        assign_swap(s, x, y);
    else if (can_give(s, x, juror))
        assign_move(s, x, juror);
    else
        return;
    analyse(s, g);
    if (g->components <= components)
        return;
    if (swaps)
        assign_swap(s, x, y);
    else
        assign_move(s, x, from);
    analyse(s, g);
}

/* --- what cannot be --- */

/* Could they be connected if everybody scored all that he may? */
static bool may_connect(const struct assign_state *s)
{
    size_t nodes = s->entries + s->jurors, queued = 0, reached = 0;
    uint32_t *queue = arena_alloc(s->mem, nodes * sizeof *queue);
    bool *seen = arena_alloc(s->mem, nodes * sizeof *seen);
    size_t entries = 0;
    for (size_t e = 0; e < s->entries; e++) {
        entries += s->count[e] > 0;
        if (s->count[e] > 0 && queued == 0) {
            seen[e] = true;
            queue[queued++] = (uint32_t)e;
        }
    }
    for (size_t at = 0; at < queued; at++) {
        size_t node = queue[at];
        bool entry = node < s->entries;
        reached += entry;
        for (size_t i = entry ? s->entries : 0;
             i < (entry ? nodes : s->entries); i++) {
            size_t e = entry ? node : i, j = (entry ? i : node) - s->entries;
            bool on = false;
            for (size_t k = 0; k < s->count[e]; k++)
                on = on || s->edge[s->first[e] + k].juror == j;
            if (seen[i] || s->count[e] == 0 || (*assign_at(s, e, j) && !on))
                continue;
            seen[i] = true;
            queue[queued++] = (uint32_t)i;
        }
    }
    return reached == entries;
}

/* --- trying everything --- */

struct trial {
    struct assign_state *s;
    uint8_t *barred, *on; /* entry by entry */
    int64_t *load, squares, squares_max;
    size_t *parent;
    int64_t steps;
};

static size_t root_of(size_t *parent, size_t node)
{
    while (parent[node] != node)
        node = parent[node] = parent[parent[node]];
    return node;
}

static bool is_connected(const struct trial *t)
{
    const struct assign_state *s = t->s;
    size_t trees = 0;
    for (size_t i = 0; i < s->entries + s->jurors; i++)
        t->parent[i] = i;
    for (size_t e = 0; e < s->entries; e++)
        trees += s->count[e] > 0;
    for (size_t j = 0; j < s->jurors; j++)
        trees += t->load[j] > 0;
    for (size_t i = 0; i < s->entries * s->jurors; i++) {
        size_t a = root_of(t->parent, i / s->jurors);
        size_t b = root_of(t->parent, s->entries + i % s->jurors);
        if (!t->on[i] || a == b)
            continue;
        t->parent[a] = b;
        trees--;
    }
    return trees <= 1;
}

/* Gives entry e `left` more jurors, from this one on, and goes on. */
static bool try_all(struct trial *t, size_t e, size_t juror, size_t left)
{
    const struct assign_state *s = t->s;
    if (t->steps-- <= 0 || t->squares > t->squares_max)
        return false;
    while (left == 0 && e + 1 < s->entries) {
        left = s->count[++e];
        juror = 0;
        for (size_t k = 0; k < s->count[e]; k++)
            left -= s->edge[s->first[e] + k].fixed;
    }
    if (left == 0)
        return t->squares == t->squares_max && is_connected(t);
    for (size_t j = juror; j + left <= s->jurors; j++) {
        size_t cell = e * s->jurors + j;
        if (t->barred[cell] ||
            (s->most != NULL && s->most[j] > 0 && t->load[j] >= s->most[j]))
            continue;
        t->on[cell] = 1;
        t->squares += 2 * t->load[j]++ + 1;
        if (try_all(t, e, j + 1, left - 1))
            return true;
        t->on[cell] = 0;
        t->squares -= 2 * --t->load[j] + 1;
    }
    return false;
}

static void take(struct assign_state *s, const struct trial *t)
{
    for (size_t e = 0; e < s->entries; e++)
        for (size_t k = 0; k < s->count[e]; k++) {
            size_t edge = s->first[e] + k, j = 0;
            const uint8_t *on = &t->on[e * s->jurors];
            if (on[s->edge[edge].juror])
                continue;
            while (!on[j] || *assign_at(s, e, j))
                j++;
            assign_move(s, edge, j);
        }
}

/* The last resort: true if one was found; `sure` if there is none. */
static bool try_everything(struct assign_state *s, bool *sure)
{
    struct trial t = {.s = s, .steps = TRY_MAX};
    size_t cells = s->entries * s->jurors;
    if (s->edges > TRY_EDGES_MAX)
        return false;
    t.barred = arena_alloc(s->mem, cells);
    t.on = arena_alloc(s->mem, cells);
    t.load = arena_alloc(s->mem, s->jurors * sizeof *t.load);
    t.parent = arena_alloc(s->mem, (s->entries + s->jurors) * sizeof *t.parent);
    memcpy(t.barred, s->barred, cells);
    for (size_t e = 0; e < s->entries; e++)
        for (size_t k = 0; k < s->count[e]; k++) {
            const struct assign_edge *edge = &s->edge[s->first[e] + k];
            t.barred[e * s->jurors + edge->juror] = edge->fixed;
            t.on[e * s->jurors + edge->juror] = edge->fixed;
            t.load[edge->juror] += edge->fixed;
        }
    for (size_t j = 0; j < s->jurors; j++) {
        t.squares += t.load[j] * t.load[j];
        t.squares_max += s->load[j] * s->load[j];
    }
    size_t left = s->count[0];
    for (size_t k = 0; k < s->count[0]; k++)
        left -= s->edge[s->first[0] + k].fixed;
    bool found = try_all(&t, 0, 0, left);
    *sure = !found && t.steps > 0;
    if (found)
        take(s, &t);
    return found;
}

/* --- all of it --- */

static bool search(struct assign_state *s, struct graph *g, uint32_t *edge)
{
    size_t steps = WANDER_WORK / (s->edges + 1);
    if (steps > WANDER_MAX)
        steps = WANDER_MAX;
    for (size_t i = 0; g->components > 1; i++) {
        if (swap_across(s, g, edge, s->edges) ||
            move_across(s, g, edge, s->edges))
            analyse(s, g);
        else if (i < steps)
            wander(s, g, edge, s->edges);
        else
            return false;
    }
    return true;
}

enum assign_graph assign_join(struct assign_state *s)
{
    struct graph g = new_graph(s);
    bool sure = false;
    size_t count = 0;
    analyse(s, &g);
    if (g.components <= 1)
        return ASSIGN_CONNECTED;
    if (s->edges + 1 < g.used || !may_connect(s))
        return ASSIGN_APART;
    uint32_t *edge = assign_order(s->mem, s->edges, &s->random);
    uint32_t *real = arena_alloc(s->mem, s->edges * sizeof *real);
    for (size_t e = 0; e < s->entries; e++)
        for (size_t k = 0; k < s->count[e]; k++)
            real[count++] = (uint32_t)(s->first[e] + k);
    for (size_t i = 0; i < s->edges; i++)
        edge[i] = real[edge[i]];
    if (search(s, &g, edge) || try_everything(s, &sure))
        return ASSIGN_CONNECTED;
    return sure ? ASSIGN_APART : ASSIGN_NOT_FOUND;
}
