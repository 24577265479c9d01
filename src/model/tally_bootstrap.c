/* Bootstrap of jurors.
 *
 * A replicate draws jurors, adds their rows (tally_rows.h) and ranks what comes
 * out (tally_places.h). Ranks are kept for a block of replicates and counted
 * entry by entry then, so that the counts of one entry stay in the cache
 * meanwhile. Rounds with sums beyond any precision take a slow way of
 * integers. */
#include "model/tally_bootstrap.h"

#include <string.h>

#include "base/arena.h"
#include "base/int128.h"
#include "model/tally_places.h"
#include "model/tally_rows.h"

enum { BLOCK = 128 }; /* replicates whose ranks are counted together */

struct drawing {
    struct arena *mem, *scratch;
    const struct tally_panel *panel;
    size_t entries, jurors;
    bool trimmed;
    struct tally_rows *rows; /* NULL: the slow way */
    struct tally_places *places;
    uint64_t state;
    uint32_t *times; /* each juror was drawn in the replicate */
    struct tally_drawn drawn;
    /* of each entry */
    int32_t *key;
    int32_t *exact; /* rank, by the slow way */
    int32_t *first; /* replicates with rank 1; without `seen` only */
    /* [replicate in the block * entries + entry] */
    uint16_t *ranks;
    size_t block;   /* replicates in it */
    uint32_t *seen; /* [entry * (entries + 1) + rank]; NULL: too many entries */
};

uint32_t tally_bootstrap_draw(uint64_t *state, uint32_t limit)
{
    uint64_t x = *state += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    x ^= x >> 31;
    return (uint32_t)((i128)x * limit >> 64);
}

/* Draws the jurors of a replicate and lists those that were. */
static void draw(struct drawing *d)
{
    struct tally_drawn *drawn = &d->drawn;
    memset(d->times, 0, d->jurors * sizeof *d->times);
    for (size_t n = 0; n < d->jurors; n++)
        d->times[tally_bootstrap_draw(&d->state, (uint32_t)d->jurors)]++;
    drawn->count = 0;
    for (size_t j = 0; j < d->jurors; j++) {
        drawn->juror[drawn->count] = (uint32_t)j;
        drawn->times[drawn->count] = (float)d->times[j];
        drawn->count += d->times[j] > 0;
    }
    for (; drawn->count % TALLY_ROWS_AT_ONCE != 0; drawn->count++) {
        drawn->juror[drawn->count] = drawn->juror[0];
        drawn->times[drawn->count] = 0;
    }
}

/* The slow way, by fractions of integers. */
static void rank_exactly(struct drawing *d)
{
    const struct tally_panel *panel = d->panel;
    struct arena *scratch = d->scratch;
    int64_t *total = arena_alloc(scratch, d->entries * sizeof *total);
    int32_t *count = arena_alloc(scratch, d->entries * sizeof *count);
    for (size_t i = 0; i < d->entries; i++) {
        int64_t lowest = INT64_MAX, highest = 0;
        for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++) {
            uint32_t times = d->times[panel->owner[at]];
            if (times == 0)
                continue;
            total[i] += times * panel->total[at];
            count[i] += (int32_t)times;
            lowest = panel->total[at] < lowest ? panel->total[at] : lowest;
            highest = panel->total[at] > highest ? panel->total[at] : highest;
        }
        if (d->trimmed && count[i] > 0) {
            total[i] -= lowest + highest;
            count[i] -= 2;
        }
    }
    tally_ladder_exact(scratch, d->entries, total, count, d->exact);
    arena_reset(scratch);
}

static void rank_replicate(struct drawing *d)
{
    if (!d->rows) {
        rank_exactly(d);
        for (size_t i = 0; i < d->entries && d->seen; i++)
            d->ranks[d->block * d->entries + i] = (uint16_t)d->exact[i];
        for (size_t i = 0; i < d->entries && !d->seen; i++)
            d->first[i] += d->exact[i] == 1;
        return;
    }
    const double *score = tally_rows_keys(d->rows, &d->drawn, d->key);
    if (d->seen)
        tally_places_rank(d->places, d->key, score,
                          d->ranks + d->block * d->entries);
    else
        tally_places_first(d->places, d->key, score, d->first);
}

/* Counts the block's ranks. */
static void count_block(struct drawing *d)
{
    size_t n = d->entries;
    for (size_t i = 0; i < n && d->seen; i++) {
        uint32_t *seen = d->seen + i * (n + 1);
        for (size_t at = 0; at < d->block; at++)
            seen[d->ranks[at * n + i]]++;
    }
    d->block = 0;
}

/* What has been seen of one entry. */
static struct tally_replicates conclude(const uint32_t *seen, size_t entries)
{
    struct tally_replicates out = {.first = (int32_t)seen[1]};
    uint64_t all = 0, so_far = 0;
    for (size_t rank = 1; rank <= entries; rank++) {
        all += seen[rank];
        out.top3 += rank <= 3 ? (int32_t)seen[rank] : 0;
    }
    uint64_t lo = (all + 39) / 40, hi = (39 * all + 39) / 40;
    for (size_t rank = 1; rank <= entries && so_far < hi; rank++) {
        if (so_far < lo && so_far + seen[rank] >= lo)
            out.rank_lo = (int32_t)rank;
        so_far += seen[rank];
        if (so_far >= hi)
            out.rank_hi = (int32_t)rank;
    }
    return out;
}

static void make_room(struct drawing *d, const double *leniency)
{
    size_t n = d->entries, m = d->jurors, listed = m + TALLY_ROWS_AT_ONCE;
    d->rows = tally_rows_new(d->mem, d->panel, d->trimmed, leniency);
    d->times = arena_alloc(d->mem, m * sizeof *d->times);
    d->drawn.juror = arena_alloc(d->mem, listed * sizeof *d->drawn.juror);
    d->drawn.times = arena_alloc(d->mem, listed * sizeof *d->drawn.times);
    d->key = arena_alloc(d->mem, n * sizeof *d->key);
    d->exact = arena_alloc(d->mem, n * sizeof *d->exact);
    d->first = arena_alloc(d->mem, n * sizeof *d->first);
    if (d->rows)
        d->places = tally_places_new(
            d->mem, n, tally_rows_none(d->rows),
            leniency ? tally_calibrated_tolerance(d->panel) : 0);
    if (n > TALLY_BOOTSTRAP_RANKS_MAX)
        return;
    d->ranks = arena_alloc(d->mem, BLOCK * n * sizeof *d->ranks);
    d->seen = arena_alloc(d->mem, n * (n + 1) * sizeof *d->seen);
}

const struct tally_replicates *
tally_bootstrap(struct arena *mem, const struct tally_panel *panel,
                enum tally_method method,
                const struct tally_calibrated *calibrated)
{
    const struct tally_config *config = &panel->result->input->config;
    /* a complete panel's calibrated scores are its means */
    bool close = method == TALLY_CALIBRATED && !panel->complete;
    if (panel->jurors < TALLY_BOOTSTRAP_JURORS_MIN || config->replicates == 0)
        return NULL;
    struct drawing d = {
        .mem = arena_new(),
        .scratch = arena_new(),
        .panel = panel,
        .trimmed = method == TALLY_TRIMMED,
        .entries = panel->entries,
        .jurors = panel->jurors,
        .state = (uint64_t)config->seed,
    };
    struct tally_replicates *out =
        arena_alloc(mem, panel->entries * sizeof *out);
    make_room(&d, close ? calibrated->leniency : NULL);
    for (int64_t replicate = 0; replicate < config->replicates; replicate++) {
        draw(&d);
        rank_replicate(&d);
        if (++d.block == BLOCK)
            count_block(&d);
    }
    count_block(&d);
    for (size_t i = 0; i < d.entries; i++)
        out[i] = d.seen ? conclude(d.seen + i * (d.entries + 1), d.entries)
                        : (struct tally_replicates){d.first[i], -1, 0, 0};
    arena_free(d.scratch);
    arena_free(d.mem);
    return out;
}
