/* Combined stages. Everything is a fraction; a product that 128 bits do not
 * hold is refused, never rounded. */
#include "model/tally_official.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/lang.h"

struct combining {
    const struct tally_config *config;
    struct tally_official *out;
    bool overflow;
};

/* Fractions keep below this, as tally_exact.h asks. */
static bool too_large(i128 value)
{
    i128 most = 1;
    for (int i = 0; i < 30; i++)
        most *= 10;
    return value > most || value < -most;
}

static struct tally_fraction fits(struct combining *c, struct tally_fraction f)
{
    c->overflow =
        c->overflow || too_large(f.numerator) || too_large(f.denominator);
    return f;
}

static struct tally_fraction add(struct combining *c, struct tally_fraction a,
                                 struct tally_fraction b)
{
    /* what each denominator lacks to their common multiple */
    struct tally_fraction lack = tally_exact(b.denominator, a.denominator);
    i128 x, y, below, sum;
    if (__builtin_mul_overflow(a.numerator, lack.numerator, &x) ||
        __builtin_mul_overflow(b.numerator, lack.denominator, &y) ||
        __builtin_mul_overflow(a.denominator, lack.numerator, &below) ||
        __builtin_add_overflow(x, y, &sum)) {
        c->overflow = true;
        return a;
    }
    return fits(c, tally_exact(sum, below));
}

static const char *check_stages(const struct tally_stage *stage, size_t stages)
{
    if (stages == 0 || stages > TALLY_CRITERIA_MAX)
        return N_("At least one round can be combined, and at most 64.");
    for (size_t s = 0; s < stages; s++) {
        const struct tally_official *o = stage[s].official;
        if (o == NULL || o->status != TALLY_OK)
            return N_("One of the combined rounds has no ranking.");
        if (tally_exact_compare(o->low, stage[0].official->low) != 0 ||
            tally_exact_compare(o->high, stage[0].official->high) != 0)
            return N_("The combined rounds have different scales.");
    }
    return NULL;
}

static void add_stage(struct combining *c, const struct tally_stage *stage,
                      size_t s, int64_t shares, size_t *stages_of)
{
    struct tally_official *out = c->out;
    const struct tally_official *o = stage->official;
    for (size_t i = 0; i < o->entries; i++) {
        int32_t own = stage->entry[i];
        if (own < 0 || o->rank[i] == 0)
            continue;
        struct tally_fraction part =
            fits(c, tally_exact(o->score[i].numerator * stage->share,
                                o->score[i].denominator * shares));
        out->part[(size_t)own * out->parts + s] = part;
        out->score[own] = add(c, out->score[own], part);
        stages_of[own]++;
    }
    out->tolerance =
        out->tolerance > o->tolerance ? out->tolerance : o->tolerance;
}

static bool equal(const struct tally_official *o, size_t a, size_t b)
{
    double apart =
        tally_exact_double(o->score[a]) - tally_exact_double(o->score[b]);
    return o->tolerance > 0
               ? apart <= o->tolerance
               : tally_exact_compare(o->score[a], o->score[b]) == 0;
}

static int by_score(const void *a, const void *b, void *context)
{
    const struct tally_official *o = context;
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    int way = tally_exact_compare(o->score[y], o->score[x]);
    return way != 0 ? way : (x > y) - (x < y);
}

static void take_ranks(const struct combining *c)
{
    struct tally_official *o = c->out;
    int32_t *last = NULL;
    qsort_r(o->order, o->count, sizeof *o->order, by_score, o);
    for (size_t at = 0; at < o->count; at++) {
        int32_t *own = &o->order[at];
        bool same = last && equal(o, (size_t)*last, (size_t)*own);
        o->rank[*own] = same ? o->rank[*last] : (int32_t)at + 1;
        last = own;
    }
    tally_official_ladder(o, c->config);
}

struct tally_official *tally_combine(struct arena *mem,
                                     const struct tally_config *config,
                                     const struct tally_stage *stage,
                                     size_t stages, size_t entries,
                                     const char **why)
{
    struct tally_official *o = arena_alloc(mem, sizeof *o);
    struct combining c = {.config = config, .out = o};
    size_t *stages_of = arena_alloc(mem, entries * sizeof *stages_of);
    int64_t *weight = arena_alloc(mem, stages * sizeof *weight), shares = 0;
    *why = check_stages(stage, stages);
    if (*why != NULL)
        return NULL;
    *o = (struct tally_official){
        .combined = true,
        .entries = entries,
        .parts = stages,
        .score = arena_alloc(mem, entries * sizeof *o->score),
        .part = arena_alloc(mem, entries * stages * sizeof *o->part),
        .rank = arena_alloc(mem, entries * sizeof *o->rank),
        .rank_final = arena_alloc(mem, entries * sizeof *o->rank_final),
        .order = arena_alloc(mem, entries * sizeof *o->order),
        .weight = weight,
        .low = stage[0].official->low,
        .high = stage[0].official->high,
    };
    for (size_t s = 0; s < stages; s++)
        shares += weight[s] = stage[s].share;
    for (size_t i = 0; i < entries; i++)
        o->score[i] = (struct tally_fraction){0, 1};
    for (size_t s = 0; s < stages; s++)
        add_stage(&c, &stage[s], s, shares, stages_of);
    for (size_t i = 0; i < entries; i++)
        if (stages_of[i] == stages)
            o->order[o->count++] = (int32_t)i;
    if (c.overflow) {
        *why = N_("The combined scores go beyond what is computed exactly.");
        return NULL;
    }
    take_ranks(&c);
    return o;
}
