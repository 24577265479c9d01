/* The order of an agenda: see agenda.h. */
#include "model/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/agenda_stop.h"

/* --- stops -------------------------------------------------------------------
 */

static uint64_t *outs_of(struct arena *mem, const struct agenda_problem *p,
                         size_t words)
{
    uint64_t *bits =
        arena_alloc(mem, (p->item_count * words + 1) * sizeof *bits);
    memset(bits, 0, (p->item_count * words + 1) * sizeof *bits);
    for (size_t i = 0; i < p->out_count; i++) {
        const struct agenda_out *o = &p->out[i];
        bits[o->item * words + o->juror / 64] |= UINT64_C(1) << o->juror % 64;
    }
    return bits;
}

/* For qsort(): items by category and by who is out, then as wanted. */
struct sorted {
    const uint64_t *out;
    size_t words, item;
    int64_t category;
};

static int by_stop(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    if (x->category != y->category)
        return x->category < y->category ? -1 : 1;
    for (size_t i = 0; i < x->words; i++)
        if (x->out[i] != y->out[i])
            return x->out[i] < y->out[i] ? -1 : 1;
    return x->item < y->item ? -1 : x->item > y->item;
}

static bool is_same_stop(const struct sorted *x, const struct sorted *y)
{
    return x->category == y->category &&
           memcmp(x->out, y->out, x->words * sizeof *x->out) == 0;
}

static int by_first(const void *a, const void *b)
{
    const struct agenda_stop *x = a, *y = b;
    return x->item[0] < y->item[0] ? -1 : x->item[0] > y->item[0];
}

static void make_stops(struct arena *mem, const struct agenda_problem *p,
                       struct agenda_tour *t)
{
    const uint64_t *bits = outs_of(mem, p, t->words);
    struct sorted *s = arena_alloc(mem, (p->item_count + 1) * sizeof *s);
    size_t *item = arena_alloc(mem, (p->item_count + 1) * sizeof *item);
    for (size_t i = 0; i < p->item_count; i++)
        s[i] = (struct sorted){&bits[i * t->words], t->words, i,
                               p->item[i].category};
    qsort(s, p->item_count, sizeof *s, by_stop);
    t->stop = arena_alloc(mem, (p->item_count + 1) * sizeof *t->stop);
    for (size_t i = 0; i < p->item_count; i++) {
        item[i] = s[i].item;
        if (i == 0 || !is_same_stop(&s[i - 1], &s[i]))
            t->stop[t->count++] = (struct agenda_stop){
                .out = s[i].out, .category = s[i].category, .item = &item[i]};
        t->stop[t->count - 1].count++;
    }
    qsort(t->stop, t->count, sizeof *t->stop, by_first);
}

/* --- counting ----------------------------------------------------------------
 */

void agenda_count(struct arena *mem, const struct agenda_problem *p,
                  struct agenda_plan *plan)
{
    size_t words = p->juror_count / 64 + 1;
    const uint64_t *bits = outs_of(mem, p, words);
    uint64_t *seen = arena_alloc(mem, words * sizeof *seen);
    memset(seen, 0, words * sizeof *seen);
    plan->runs = plan->breaks = plan->jurors = 0;
    for (size_t i = 0; i < p->item_count; i++) {
        size_t now = plan->order[i], last = i > 0 ? plan->order[i - 1] : now;
        if (i == 0 || p->item[now].category != p->item[last].category)
            plan->breaks++;
        for (size_t k = 0; k < words; k++) {
            uint64_t is = bits[now * words + k];
            uint64_t was = i > 0 ? bits[last * words + k] : 0;
            plan->runs += __builtin_popcountll(is & ~was);
            plan->jurors += __builtin_popcountll(is & ~seen[k]);
            seen[k] |= is;
        }
    }
}

/* --- the plan ----------------------------------------------------------------
 */

void agenda_plan(struct arena *mem, const struct agenda_problem *p,
                 struct agenda_plan *plan)
{
    struct agenda_tour t = {.words = p->juror_count / 64 + 1,
                            .together = p->together};
    size_t count = 0;
    make_stops(mem, p, &t);
    t.order = arena_alloc(mem, (t.count + 1) * sizeof *t.order);
    plan->best = t.count <= AGENDA_EXACT;
    if (plan->best)
        agenda_exact(mem, &t);
    else
        agenda_search(mem, &t);
    plan->order = arena_alloc(mem, (p->item_count + 1) * sizeof *plan->order);
    for (size_t i = 0; i < t.count; i++) {
        const struct agenda_stop *s = &t.stop[t.order[i]];
        for (size_t k = 0; k < s->count; k++)
            plan->order[count++] = s->item[k];
    }
    agenda_count(mem, p, plan);
    if (plan->runs == plan->jurors && !p->together)
        plan->best = true;
}
