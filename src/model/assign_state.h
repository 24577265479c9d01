/* Inside assign.c and assign_join.c: an assignment that is being worked on. */
#pragma once

#include "model/assign.h"

struct assign_edge {
    uint32_t entry, juror;
    uint32_t at; /* place in the juror's list */
    bool fixed;
};

struct assign_state {
    struct arena *mem;
    size_t jurors, entries;
    const int64_t *most;
    uint8_t *barred; /* entry by entry: not FREE, or assigned now */
    struct assign_edge *edge;
    size_t edges;
    size_t *first; /* of each entry, its edges: [first, first + count) */
    size_t *count;
    uint32_t **list; /* of each juror: his edges */
    size_t *listed;
    int64_t *load; /* of each juror */
    uint64_t random;
};

/* SplitMix64, as in the bootstrap; below `bound`. */
static inline size_t assign_random(uint64_t *state, size_t bound)
{
    uint64_t x = *state += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    x ^= x >> 31;
    return (size_t)(x % bound);
}

/* 0 … count-1 in an order that the generator chooses. */
uint32_t *assign_order(struct arena *mem, size_t count, uint64_t *random);

static inline uint8_t *assign_at(const struct assign_state *s, size_t entry,
                                 size_t juror)
{
    return &s->barred[entry * s->jurors + juror];
}

/* Gives the edge's entry to another juror. */
void assign_move(struct assign_state *s, size_t edge, size_t juror);

/* May these two edges exchange their jurors? */
static inline bool assign_can_swap(const struct assign_state *s, size_t x,
                                   size_t y)
{
    const struct assign_edge *a = &s->edge[x], *b = &s->edge[y];
    return !a->fixed && !b->fixed && a->juror != b->juror &&
           a->entry != b->entry && !*assign_at(s, a->entry, b->juror) &&
           !*assign_at(s, b->entry, a->juror);
}
void assign_swap(struct assign_state *s, size_t x, size_t y);

/* Exchanges until the graph is connected, the loads as equal as they are. */
enum assign_graph assign_join(struct assign_state *s);
