/* Jurors are the nodes of the search: an entry that one gives to another is a
 * step. Such a path from a full juror to one with room makes a new ballot
 * possible; one from a juror to another who has two less makes the loads more
 * equal. Entries are filled greedily first, so that few paths are needed. */
#include "model/assign.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "model/assign_state.h"

enum { MIX_ROUNDS = 40 };

static const uint32_t NO_EDGE = UINT32_MAX;

uint32_t *assign_order(struct arena *mem, size_t count, uint64_t *random)
{
    uint32_t *order = arena_alloc(mem, count * sizeof *order);
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    for (size_t i = count; i > 1; i--) {
        size_t other = assign_random(random, i);
        uint32_t swap = order[i - 1];
        order[i - 1] = order[other];
        order[other] = swap;
    }
    return order;
}

/* --- pairs come and go --- */

static void list_edge(struct assign_state *s, size_t edge, size_t juror)
{
    struct assign_edge *e = &s->edge[edge];
    e->juror = (uint32_t)juror;
    e->at = (uint32_t)s->listed[juror];
    s->list[juror][s->listed[juror]++] = (uint32_t)edge;
    s->load[juror]++;
    *assign_at(s, e->entry, juror) = 1;
}

static void add_edge(struct assign_state *s, size_t entry, size_t juror,
                     bool fixed)
{
    size_t edge = s->first[entry] + s->count[entry]++;
    s->edge[edge] =
        (struct assign_edge){.entry = (uint32_t)entry, .fixed = fixed};
    list_edge(s, edge, juror);
    s->edges++;
}

void assign_move(struct assign_state *s, size_t edge, size_t juror)
{
    struct assign_edge *e = &s->edge[edge];
    uint32_t *list = s->list[e->juror];
    uint32_t last = list[--s->listed[e->juror]];
    list[e->at] = last;
    s->edge[last].at = e->at;
    s->load[e->juror]--;
    *assign_at(s, e->entry, e->juror) = 0;
    list_edge(s, edge, juror);
}

void assign_swap(struct assign_state *s, size_t x, size_t y)
{
    size_t of_x = s->edge[x].juror;
    assign_move(s, x, s->edge[y].juror);
    assign_move(s, y, of_x);
}

/* --- paths --- */

/* A search over jurors, widest first. Those not reached yet are in `rest`. */
struct search {
    uint32_t *queue, *rest;
    uint32_t *by; /* the edge that was given to this juror; NO_EDGE: a start */
    size_t queued, left;
};

static struct search new_search(const struct assign_state *s)
{
    struct search f = {0};
    f.queue = arena_alloc(s->mem, s->jurors * sizeof *f.queue);
    f.rest = arena_alloc(s->mem, s->jurors * sizeof *f.rest);
    f.by = arena_alloc(s->mem, s->jurors * sizeof *f.by);
    return f;
}

static void search_reset(struct search *f, size_t jurors)
{
    f->queued = 0;
    f->left = jurors;
    for (size_t j = 0; j < jurors; j++)
        f->rest[j] = (uint32_t)j;
}

static void reach(struct search *f, size_t rest, uint32_t edge)
{
    uint32_t juror = f->rest[rest];
    f->by[juror] = edge;
    f->queue[f->queued++] = juror;
    f->rest[rest] = f->rest[--f->left];
}

static bool full(const struct assign_state *s, size_t juror)
{
    return s->most != NULL && s->most[juror] > 0 &&
           s->load[juror] >= s->most[juror];
}

/* Goes on from the jurors in the queue until it finds one with room and a load
 * of at most `enough`; of those that are reached the one with the least load
 * that is below `limit`. SIZE_MAX: none. */
static size_t search_on(const struct assign_state *s, struct search *f,
                        int64_t limit, int64_t enough)
{
    size_t best = SIZE_MAX;
    for (size_t at = 0; at < f->queued; at++) {
        size_t juror = f->queue[at];
        if (!full(s, juror) && s->load[juror] < limit) {
            best = juror;
            limit = s->load[juror];
        }
        if (best != SIZE_MAX && limit <= enough)
            return best;
        for (size_t i = 0; i < s->listed[juror] && f->left > 0; i++) {
            uint32_t edge = s->list[juror][i];
            const uint8_t *row = assign_at(s, s->edge[edge].entry, 0);
            if (s->edge[edge].fixed)
                continue;
            for (size_t r = f->left; r > 0; r--)
                if (!row[f->rest[r - 1]])
                    reach(f, r - 1, edge);
        }
    }
    return best;
}

/* Passes entries on along the path to this juror; the one it starts from. */
static size_t shift(struct assign_state *s, const struct search *f,
                    size_t juror)
{
    while (f->by[juror] != NO_EDGE) {
        uint32_t edge = f->by[juror];
        size_t from = s->edge[edge].juror;
        assign_move(s, edge, juror);
        juror = from;
    }
    return juror;
}

/* --- filling --- */

/* Of those who may, one with the least load; of these one who met the entry's
 * other jurors least; of these the first in the order. */
static size_t choose(const struct assign_state *s, size_t entry,
                     const uint32_t *order, const int64_t *meet)
{
    size_t best = SIZE_MAX;
    int64_t best_met = 0;
    for (size_t i = 0; i < s->jurors; i++) {
        size_t juror = order[i];
        int64_t met = 0;
        if (*assign_at(s, entry, juror) || full(s, juror) ||
            (best != SIZE_MAX && s->load[juror] > s->load[best]))
            continue;
        for (size_t k = 0; k < s->count[entry]; k++)
            met += meet[juror * s->jurors + s->edge[s->first[entry] + k].juror];
        if (best != SIZE_MAX && s->load[juror] == s->load[best] &&
            met >= best_met)
            continue;
        best = juror;
        best_met = met;
    }
    return best;
}

static size_t make_room(struct assign_state *s, struct search *f, size_t entry)
{
    search_reset(f, s->jurors);
    for (size_t r = f->left; r > 0; r--)
        if (!*assign_at(s, entry, f->rest[r - 1]))
            reach(f, r - 1, NO_EDGE);
    size_t found = search_on(s, f, INT64_MAX, INT64_MAX);
    return found == SIZE_MAX ? found : shift(s, f, found);
}

static void note_meeting(const struct assign_state *s, size_t entry,
                         size_t juror, int64_t *meet, int64_t step)
{
    for (size_t k = 0; k < s->count[entry]; k++) {
        size_t other = s->edge[s->first[entry] + k].juror;
        meet[juror * s->jurors + other] += step;
        meet[other * s->jurors + juror] += step;
    }
}

static void fill(struct assign_state *s, const struct assign_input *in,
                 struct search *f)
{
    uint32_t *entries = assign_order(s->mem, s->entries, &s->random);
    uint32_t *jurors = assign_order(s->mem, s->jurors, &s->random);
    int64_t *meet = arena_alloc(s->mem, s->jurors * s->jurors * sizeof *meet);
    for (size_t i = 0; i < s->entries; i++) {
        size_t e = entries[i];
        while ((int64_t)s->count[e] < in->need[e]) {
            size_t juror = choose(s, e, jurors, meet);
            if (juror == SIZE_MAX)
                juror = make_room(s, f, e);
            if (juror == SIZE_MAX)
                break;
            note_meeting(s, e, juror, meet, 1);
            add_edge(s, e, juror, false);
        }
    }
}

/* --- equal loads --- */

static bool relieve(struct assign_state *s, struct search *f, size_t juror,
                    int64_t least)
{
    search_reset(f, s->jurors);
    for (size_t r = f->left; r > 0; r--)
        if (f->rest[r - 1] == juror)
            reach(f, r - 1, NO_EDGE);
    size_t to = search_on(s, f, s->load[juror] - 1, least);
    if (to == SIZE_MAX)
        return false;
    shift(s, f, to);
    return true;
}

/* Every shift makes the sum of squares smaller, so it ends. */
static void balance(struct assign_state *s, struct search *f)
{
    bool again = true;
    while (again) {
        again = false;
        for (size_t j = 0; j < s->jurors; j++) {
            int64_t least = INT64_MAX;
            for (size_t i = 0; i < s->jurors; i++)
                if (!full(s, i) && s->load[i] < least)
                    least = s->load[i];
            while (least < s->load[j] - 1 && relieve(s, f, j, least))
                again = true;
        }
    }
}

/* --- mixing --- */

/* What the sum of squared meetings grows by when edge x has another juror. */
static int64_t mixing(const struct assign_state *s, size_t x, size_t to,
                      int64_t *meet)
{
    const struct assign_edge *e = &s->edge[x];
    int64_t grows = 0;
    for (size_t k = 0; k < s->count[e->entry]; k++) {
        size_t other = s->edge[s->first[e->entry] + k].juror;
        if (other == e->juror)
            continue;
        int64_t *old = &meet[e->juror * s->jurors + other];
        int64_t *new = &meet[to * s->jurors + other];
        grows += 2 * (*new - *old + 1);
        --*old;
        --meet[other * s->jurors + e->juror];
        ++*new;
        ++meet[other * s->jurors + to];
    }
    return grows;
}

static void mix(struct assign_state *s)
{
    int64_t *meet = arena_alloc(s->mem, s->jurors * s->jurors * sizeof *meet);
    for (size_t e = 0; e < s->entries; e++)
        for (size_t k = 0; k < s->count[e]; k++)
            for (size_t l = 0; l < s->count[e]; l++)
                if (k != l)
                    meet[s->edge[s->first[e] + k].juror * s->jurors +
                         s->edge[s->first[e] + l].juror]++;
    uint32_t *index = arena_alloc(s->mem, s->edges * sizeof *index);
    size_t count = 0;
    for (size_t e = 0; e < s->entries; e++)
        for (size_t k = 0; k < s->count[e]; k++)
            if (!s->edge[s->first[e] + k].fixed)
                index[count++] = (uint32_t)(s->first[e] + k);
    for (size_t i = 0; count > 0 && i < MIX_ROUNDS * count; i++) {
        size_t x = index[assign_random(&s->random, count)];
        size_t y = index[assign_random(&s->random, count)];
        if (!assign_can_swap(s, x, y))
            continue;
        size_t a = s->edge[x].juror, b = s->edge[y].juror;
        int64_t grows = mixing(s, x, b, meet);
        assign_move(s, x, b);
        grows += mixing(s, y, a, meet);
        assign_move(s, y, a);
        if (grows <= 0)
            continue;
        mixing(s, y, b, meet);
        assign_move(s, y, b);
        mixing(s, x, a, meet);
        assign_move(s, x, a);
    }
}

/* --- all of it --- */

static void start(struct assign_state *s, const struct assign_input *in)
{
    size_t cells = in->jurors * in->entries, room = 0;
    s->barred = arena_alloc(s->mem, cells);
    s->first = arena_alloc(s->mem, in->entries * sizeof *s->first);
    s->count = arena_alloc(s->mem, in->entries * sizeof *s->count);
    for (size_t e = 0; e < in->entries; e++) {
        size_t fixed = 0, need = in->jurors;
        if (in->need[e] < (int64_t)need)
            need = in->need[e] > 0 ? (size_t)in->need[e] : 0;
        for (size_t j = 0; j < in->jurors; j++)
            fixed += in->cell[e * in->jurors + j] == ASSIGN_FIXED;
        s->first[e] = room;
        room += need > fixed ? need : fixed;
    }
    s->edge = arena_alloc(s->mem, room * sizeof *s->edge);
    s->load = arena_alloc(s->mem, in->jurors * sizeof *s->load);
    s->listed = arena_alloc(s->mem, in->jurors * sizeof *s->listed);
    s->list = arena_alloc(s->mem, in->jurors * sizeof *s->list);
    for (size_t j = 0; j < in->jurors; j++)
        s->list[j] = arena_alloc(s->mem, in->entries * sizeof **s->list);
    for (size_t i = 0; i < cells; i++) {
        s->barred[i] = in->cell[i] == ASSIGN_BARRED;
        if (in->cell[i] == ASSIGN_FIXED)
            add_edge(s, i / in->jurors, i % in->jurors, true);
    }
}

static void tell_lacks(const struct assign_state *s,
                       const struct assign_input *in,
                       struct assign_result *result)
{
    struct assign_lack *list = NULL;
    for (size_t e = 0; e < s->entries; e++) {
        struct assign_lack lack = {e, 0, in->need[e] - (int64_t)s->count[e]};
        if (lack.missing <= 0)
            continue;
        for (size_t j = 0; j < s->jurors; j++)
            lack.able += in->cell[e * s->jurors + j] != ASSIGN_BARRED;
        list = arena_grow(s->mem, list, result->lack_count, sizeof *list);
        list[result->lack_count++] = lack;
    }
    result->lack = list;
}

static void tell_pairs(const struct assign_state *s,
                       const struct assign_input *in,
                       struct assign_result *result)
{
    struct assignment_pair *pair = arena_alloc(s->mem, s->edges * sizeof *pair);
    for (size_t e = 0; e < s->entries; e++)
        for (size_t j = 0; j < s->jurors; j++)
            if (*assign_at(s, e, j) &&
                in->cell[e * s->jurors + j] != ASSIGN_BARRED)
                pair[result->count++] = (struct assignment_pair){j, e};
    assert(result->count == s->edges);
    result->pair = pair;
    result->load = s->load;
}

bool assign_balanced(struct arena *mem, const struct assign_input *input,
                     struct assign_result *result)
{
    struct assign_state s = {.mem = mem,
                             .jurors = input->jurors,
                             .entries = input->entries,
                             .most = input->most,
                             .random = input->seed};
    *result = (struct assign_result){0};
    start(&s, input);
    struct search f = new_search(&s);
    fill(&s, input, &f);
    balance(&s, &f);
    mix(&s);
    result->graph = assign_join(&s);
    tell_lacks(&s, input, result);
    tell_pairs(&s, input, result);
    return result->lack_count == 0;
}
