/* Panels are the nodes, an entry that one passes to another is a step, and its
 * price is what the costs change by. Entries come one after the other, each by
 * a cheapest path to the panel that grows by it: with a price of growing that
 * rises with the size this is a minimum-cost flow, and what stands is optimal
 * after every step. */
#include "model/assign.h"

#include <string.h>

#include "base/arena.h"
#include "model/assign_state.h"

static const int64_t FAR = INT64_MAX / 4;

struct deal {
    const struct assign_deal *in;
    size_t panels;
    int64_t *panel; /* of each entry, -1: none */
    int64_t *size;
    int64_t grow;   /* one unit of unevenness outweighs all costs */
    int64_t *price; /* panel by panel: of the cheapest entry to pass */
    uint32_t *cheapest;
    int64_t *distance;
    size_t *before; /* the panel that passes to this one; itself: the start */
    uint32_t *order;
};

static int64_t cost_of(const struct deal *d, size_t entry, size_t panel)
{
    return d->in->cost[entry * d->panels + panel];
}

/* The cheapest entry that this panel can pass to each other one. */
static void price_panel(struct deal *d, size_t from)
{
    for (size_t to = 0; to < d->panels; to++)
        d->price[from * d->panels + to] = FAR;
    for (size_t i = 0; i < d->in->entries; i++) {
        size_t e = d->order[i];
        if (d->panel[e] != (int64_t)from || d->in->fixed[e] >= 0)
            continue;
        for (size_t to = 0; to < d->panels; to++) {
            int64_t price = cost_of(d, e, to) - cost_of(d, e, from);
            if (to == from || cost_of(d, e, to) == ASSIGN_NEVER ||
                price >= d->price[from * d->panels + to])
                continue;
            d->price[from * d->panels + to] = price;
            d->cheapest[from * d->panels + to] = (uint32_t)e;
        }
    }
}

/* Prices can be negative, circles cannot: what stands is optimal. */
static size_t find_path(struct deal *d, size_t entry)
{
    for (size_t p = 0; p < d->panels; p++) {
        int64_t cost = cost_of(d, entry, p);
        d->distance[p] = cost == ASSIGN_NEVER ? FAR : cost;
        d->before[p] = p;
    }
    bool again = true;
    for (size_t turn = 0; again && turn < d->panels; turn++) {
        again = false;
        for (size_t p = 0; p < d->panels; p++)
            for (size_t q = 0; q < d->panels && d->distance[p] < FAR; q++) {
                int64_t price = d->price[p * d->panels + q];
                if (price == FAR || d->distance[p] + price >= d->distance[q])
                    continue;
                d->distance[q] = d->distance[p] + price;
                d->before[q] = p;
                again = true;
            }
    }
    size_t best = SIZE_MAX;
    int64_t least = 0;
    for (size_t p = 0; p < d->panels; p++) {
        int64_t all = d->distance[p] + d->grow * (2 * d->size[p] + 1);
        if (d->distance[p] < FAR && (best == SIZE_MAX || all < least)) {
            best = p;
            least = all;
        }
    }
    return best;
}

static void deal_entry(struct deal *d, size_t entry)
{
    size_t to = find_path(d, entry);
    if (to == SIZE_MAX)
        return;
    d->size[to]++;
    size_t end = to, start = to;
    while (d->before[to] != to) {
        size_t from = d->before[to];
        d->panel[d->cheapest[from * d->panels + to]] = (int64_t)to;
        start = to = from;
    }
    d->panel[entry] = (int64_t)start;
    for (size_t p = end;; p = d->before[p]) {
        price_panel(d, p);
        if (d->before[p] == p)
            break;
    }
}

const int64_t *assign_panels(struct arena *mem, const struct assign_deal *in)
{
    struct deal d = {.in = in, .panels = in->panels, .grow = 1};
    size_t cells = in->panels * in->panels;
    uint64_t random = in->seed;
    d.panel = arena_alloc(mem, in->entries * sizeof *d.panel);
    d.size = arena_alloc(mem, in->panels * sizeof *d.size);
    d.price = arena_alloc(mem, cells * sizeof *d.price);
    d.cheapest = arena_alloc(mem, cells * sizeof *d.cheapest);
    d.distance = arena_alloc(mem, in->panels * sizeof *d.distance);
    d.before = arena_alloc(mem, in->panels * sizeof *d.before);
    d.order = assign_order(mem, in->entries, &random);
    for (size_t e = 0; e < in->entries; e++) {
        int64_t highest = 0;
        d.panel[e] = in->fixed[e];
        if (in->fixed[e] >= 0)
            d.size[in->fixed[e]]++;
        for (size_t p = 0; p < in->panels; p++)
            if (cost_of(&d, e, p) > highest)
                highest = cost_of(&d, e, p);
        d.grow += highest;
    }
    for (size_t p = 0; p < in->panels; p++)
        price_panel(&d, p);
    for (size_t i = 0; i < in->entries; i++)
        if (in->fixed[d.order[i]] < 0)
            deal_entry(&d, d.order[i]);
    return d.panel;
}
