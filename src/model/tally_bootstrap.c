/* Bootstrap of jurors.
 *
 * Ballots lie juror by juror in dense rows, one value for each entry, so that
 * a replicate is a sum of rows, which the compiler turns into vectors. Sums of
 * T and their quotients are exact as doubles within `exact_below`: equal
 * fractions give the same double and different ones differ. Rounds beyond it
 * take the slow way with integers. Ranks come from one pass into buckets by
 * value and an insertion sort of what is nearly sorted then. */
#include "model/tally_bootstrap.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/int128.h"
#include "model/tally_trimmed.h"

static const double exact_below = 4503599627370496.0; /* 2^52 */

enum {
    BUCKETS = 2048,
    FEW = 64,  /* entries: each is compared with each */
    BLOCK = 64 /* replicates whose ranks are counted together */
};

struct placed {
    double score;
    uint32_t entry;
};

struct drawing {
    struct arena *mem;
    const struct tally_panel *panel;
    enum tally_method method;
    size_t entries, jurors;
    double tolerance;
    bool exact_sums; /* doubles would not be exact */
    /* [juror * entries + entry]; 0 without a ballot */
    double *value, *there;
    double *low, *high; /* the value; +-HUGE_VAL without a ballot; trimmed */
    uint32_t *drawn;    /* how often, of each juror */
    /* of each entry, in one replicate */
    double *sum, *count, *lowest, *highest, *score;
    struct placed *sorted, *unsorted;
    int32_t *place; /* bucket of each */
    uint32_t bucket[BUCKETS + 1];
    uint16_t *ranks; /* [replicate in the block * entries + entry] */
    size_t block;    /* replicates in it */
    int32_t *rank;
    uint32_t *seen; /* [entry * entries + rank - 1]; NULL: too many entries */
    struct tally_replicates *out;
};

uint32_t tally_bootstrap_draw(uint64_t *state, uint32_t limit)
{
    uint64_t x = *state += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    x ^= x >> 31;
    return (uint32_t)((i128)x * limit >> 64);
}

static double *room(const struct drawing *d, size_t count)
{
    return arena_alloc(d->mem, count * sizeof(double));
}

static void fill_rows(struct drawing *d, const double *leniency)
{
    const struct tally_panel *panel = d->panel;
    size_t all = d->entries * d->jurors;
    d->value = room(d, all);
    d->there = room(d, all);
    d->low = room(d, all);
    d->high = room(d, all);
    for (size_t at = 0; at < all; at++) {
        d->low[at] = HUGE_VAL;
        d->high[at] = -HUGE_VAL;
    }
    for (size_t i = 0; i < d->entries; i++)
        for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++) {
            size_t j = (size_t)panel->owner[at], to = j * d->entries + i;
            d->value[to] = leniency ? panel->points[at] - leniency[j]
                                    : (double)panel->total[at];
            d->low[to] = d->high[to] = d->value[to];
            d->there[to] = 1;
        }
}

static void add_row(double *restrict sum, const double *restrict row,
                    double times, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sum[i] += times * row[i];
}

static void widen(double *restrict lowest, double *restrict highest,
                  const double *restrict low, const double *restrict high,
                  size_t n)
{
    for (size_t i = 0; i < n; i++) {
        lowest[i] = lowest[i] < low[i] ? lowest[i] : low[i];
        highest[i] = highest[i] > high[i] ? highest[i] : high[i];
    }
}

static void sum_rows(struct drawing *d)
{
    size_t n = d->entries;
    bool complete = d->panel->complete;
    for (size_t i = 0; i < n; i++) {
        d->sum[i] = 0;
        d->count[i] = complete ? (double)d->jurors : 0;
        d->lowest[i] = HUGE_VAL;
        d->highest[i] = -HUGE_VAL;
    }
    for (size_t j = 0; j < d->jurors; j++) {
        if (d->drawn[j] == 0)
            continue;
        add_row(d->sum, d->value + j * n, d->drawn[j], n);
        if (!complete)
            add_row(d->count, d->there + j * n, d->drawn[j], n);
        if (d->method == TALLY_TRIMMED)
            widen(d->lowest, d->highest, d->low + j * n, d->high + j * n, n);
    }
}

static void take_scores(struct drawing *d)
{
    bool trimmed = d->method == TALLY_TRIMMED;
    sum_rows(d);
    for (size_t i = 0; i < d->entries; i++) {
        if (trimmed) {
            d->sum[i] -= d->lowest[i] + d->highest[i];
            d->count[i] -= 2;
        }
        d->score[i] = d->count[i] > 0 ? d->sum[i] / d->count[i] : NAN;
    }
}

/* Puts those that have a score in the first place; returns how many. */
static size_t collect(struct drawing *d, double *least, double *most)
{
    size_t count = 0;
    *least = HUGE_VAL;
    *most = -HUGE_VAL;
    for (size_t i = 0; i < d->entries; i++) {
        double score = d->score[i];
        d->unsorted[count] = (struct placed){score, (uint32_t)i};
        count += isnan(score) ? 0 : 1;
        *least = score < *least ? score : *least;
        *most = score > *most ? score : *most;
    }
    return count;
}

static void insert(struct placed *sorted, size_t count)
{
    for (size_t at = 1; at < count; at++) {
        struct placed own = sorted[at];
        size_t to = at;
        for (; to > 0 && sorted[to - 1].score < own.score; to--)
            sorted[to] = sorted[to - 1];
        sorted[to] = own;
    }
}

/* Descending by score; returns how many have one. */
static size_t sort_scores(struct drawing *d)
{
    double least, most;
    size_t count = collect(d, &least, &most);
    double scale = most > least ? (BUCKETS - 1) / (most - least) : 0;
    memset(d->bucket, 0, sizeof d->bucket);
    for (size_t at = 0; at < count; at++) {
        d->place[at] = (int32_t)((most - d->unsorted[at].score) * scale);
        d->bucket[d->place[at] + 1]++;
    }
    for (size_t b = 1; b <= BUCKETS; b++)
        d->bucket[b] += d->bucket[b - 1];
    for (size_t at = 0; at < count; at++)
        d->sorted[d->bucket[d->place[at]]++] = d->unsorted[at];
    insert(d->sorted, count);
    return count;
}

static void count_rank(struct drawing *d, size_t entry, int32_t rank)
{
    d->out[entry].first += rank == 1;
    if (!d->seen)
        return;
    d->out[entry].top3 += rank <= 3;
    d->ranks[d->block * d->entries + entry] = (uint16_t)rank;
}

/* Counts the block's ranks, entry by entry, so that the counts of one stay in
 * the cache meanwhile. */
static void count_block(struct drawing *d)
{
    size_t n = d->entries;
    for (size_t i = 0; i < n && d->seen; i++)
        for (size_t at = 0; at < d->block; at++) {
            uint16_t rank = d->ranks[at * n + i];
            if (rank > 0)
                d->seen[i * n + rank - 1]++;
        }
    if (d->seen)
        memset(d->ranks, 0, d->block * n * sizeof *d->ranks);
    d->block = 0;
}

/* For few entries the quickest: no branch that cannot be foretold. */
static void count_pairs(struct drawing *d)
{
    for (size_t i = 0; i < d->entries; i++) {
        double own = d->score[i];
        int64_t above = 0;
        for (size_t other = 0; other < d->entries; other++)
            above += d->score[other] > own;
        if (!isnan(own))
            count_rank(d, i, (int32_t)above + 1);
    }
}

static void count_scores(struct drawing *d)
{
    take_scores(d);
    if (d->entries <= FEW && d->tolerance <= 0) {
        count_pairs(d);
        return;
    }
    size_t count = sort_scores(d);
    int32_t rank = 1;
    for (size_t at = 0; at < count; at++) {
        if (at > 0 &&
            d->sorted[at - 1].score - d->sorted[at].score > d->tolerance)
            rank = (int32_t)at + 1;
        count_rank(d, d->sorted[at].entry, rank);
    }
}

/* The slow way, by fractions of integers. */
static void count_exactly(struct drawing *d)
{
    const struct tally_panel *panel = d->panel;
    struct arena *scratch = arena_new();
    int64_t *total = arena_alloc(scratch, d->entries * sizeof *total);
    int32_t *count = arena_alloc(scratch, d->entries * sizeof *count);
    for (size_t i = 0; i < d->entries; i++) {
        int64_t lowest = INT64_MAX, highest = 0;
        for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++) {
            uint32_t times = d->drawn[panel->owner[at]];
            if (times == 0)
                continue;
            total[i] += times * panel->total[at];
            count[i] += (int32_t)times;
            lowest = panel->total[at] < lowest ? panel->total[at] : lowest;
            highest = panel->total[at] > highest ? panel->total[at] : highest;
        }
        if (d->method == TALLY_TRIMMED && count[i] > 0) {
            total[i] -= lowest + highest;
            count[i] -= 2;
        }
    }
    tally_ladder_exact(scratch, d->entries, total, count, d->rank);
    for (size_t i = 0; i < d->entries; i++)
        if (d->rank[i] > 0)
            count_rank(d, i, d->rank[i]);
    arena_free(scratch);
}

static void take_intervals(struct drawing *d)
{
    for (size_t i = 0; i < d->entries && d->seen; i++) {
        const uint32_t *seen = d->seen + i * d->entries;
        uint64_t all = 0, so_far = 0;
        for (size_t r = 0; r < d->entries; r++)
            all += seen[r];
        uint64_t lo = (all + 39) / 40, hi = (39 * all + 39) / 40;
        for (size_t r = 0; r < d->entries && so_far < hi; r++) {
            if (so_far < lo && so_far + seen[r] >= lo)
                d->out[i].rank_lo = (int32_t)r + 1;
            so_far += seen[r];
            if (so_far >= hi)
                d->out[i].rank_hi = (int32_t)r + 1;
        }
    }
    for (size_t i = 0; i < d->entries && !d->seen; i++)
        d->out[i].top3 = -1;
}

static void make_room(struct drawing *d)
{
    size_t n = d->entries;
    d->drawn = arena_alloc(d->mem, d->jurors * sizeof *d->drawn);
    d->sum = room(d, n);
    d->count = room(d, n);
    d->lowest = room(d, n);
    d->highest = room(d, n);
    d->score = room(d, n);
    d->sorted = arena_alloc(d->mem, n * sizeof *d->sorted);
    d->unsorted = arena_alloc(d->mem, (n + 1) * sizeof *d->unsorted);
    d->rank = arena_alloc(d->mem, n * sizeof *d->rank);
    d->place = arena_alloc(d->mem, n * sizeof *d->place);
    if (n <= TALLY_BOOTSTRAP_RANKS_MAX) {
        d->ranks = arena_alloc(d->mem, BLOCK * n * sizeof *d->ranks);
        d->seen = arena_alloc(d->mem, n * n * sizeof *d->seen);
    }
}

const struct tally_replicates *
tally_bootstrap(struct arena *mem, const struct tally_panel *panel,
                enum tally_method method,
                const struct tally_calibrated *calibrated)
{
    const struct tally_config *config = &panel->result->input->config;
    double m = (double)panel->jurors;
    /* a complete panel's calibrated scores are its means */
    if (method == TALLY_CALIBRATED && panel->complete)
        method = TALLY_MEAN;
    bool close = method == TALLY_CALIBRATED;
    if (panel->jurors < TALLY_BOOTSTRAP_JURORS_MIN || config->replicates == 0)
        return NULL;
    struct drawing d = {
        .mem = arena_new(),
        .panel = panel,
        .method = method,
        .entries = panel->entries,
        .jurors = panel->jurors,
        .tolerance = close ? tally_calibrated_tolerance(panel) : 0,
        .exact_sums = !close && panel->most * m * m >= exact_below,
        .out = arena_alloc(mem, panel->entries * sizeof *d.out),
    };
    make_room(&d);
    fill_rows(&d, close ? calibrated->leniency : NULL);
    uint64_t state = (uint64_t)config->seed;
    for (int64_t replicate = 0; replicate < config->replicates; replicate++) {
        memset(d.drawn, 0, d.jurors * sizeof *d.drawn);
        for (size_t draw = 0; draw < d.jurors; draw++)
            d.drawn[tally_bootstrap_draw(&state, (uint32_t)d.jurors)]++;
        if (d.exact_sums)
            count_exactly(&d);
        else
            count_scores(&d);
        if (++d.block == BLOCK)
            count_block(&d);
    }
    count_block(&d);
    take_intervals(&d);
    arena_free(d.mem);
    return d.out;
}
