/* Borda and Schulze. Jurors' preferences are counted on the integers T; at
 * most 10,000 jurors, so a count fits 16 bits, and 8 for all but the largest
 * juries. The paths' inner loop, n^3 times, is a plain minimum and maximum that
 * the compiler turns into vectors (scripts/vectorised). */
#include "model/tally_cross.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

static const double borda_tolerance = 1e-9;

struct tally_borda tally_borda(struct arena *mem,
                               const struct tally_panel *panel)
{
    struct tally_borda borda;
    int64_t ties;
    const int64_t *twice = tally_panel_midranks(mem, panel, &ties);
    struct tally_panel_jurors by = tally_panel_jurors(mem, panel);
    borda.score = arena_alloc(mem, panel->entries * sizeof *borda.score);
    borda.rank = arena_alloc(mem, panel->entries * sizeof *borda.rank);
    for (size_t i = 0; i < panel->entries; i++) {
        double sum = 0;
        int count = 0;
        for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++) {
            const size_t *from = by.from + panel->owner[at];
            double rated = (double)(from[1] - from[0]);
            if (rated < 2)
                continue;
            sum += (rated - (double)twice[at] / 2) / (rated - 1);
            count++;
        }
        borda.score[i] = count > 0 ? sum / count : NAN;
    }
    tally_ladder_close(mem, panel->entries, borda.score, borda_tolerance,
                       borda.rank);
    return borda;
}

/* Who was rated above whom by one juror, from his doubled midranks: 2 is the
 * best, 0 stands where he has no ballot. */
static void count_juror(const int16_t *restrict twice, size_t n,
                        int16_t *restrict pairwise)
{
    for (size_t a = 0; a < n; a++) {
        int16_t *restrict row = pairwise + a * n;
        int16_t own = twice[a];
        if (own == 0)
            continue;
        for (size_t b = 0; b < n; b++) /* vectorised: preferences */
            row[b] = (int16_t)(row[b] + (twice[b] > own));
    }
}

static void count_pairs(struct arena *mem, const struct tally_panel *panel,
                        int16_t *pairwise)
{
    int64_t ties;
    const int64_t *twice = tally_panel_midranks(mem, panel, &ties);
    struct tally_panel_jurors by = tally_panel_jurors(mem, panel);
    size_t *entry_of = arena_alloc(mem, panel->ballots * sizeof *entry_of);
    int16_t *own = arena_alloc(mem, panel->entries * sizeof *own);
    for (size_t i = 0; i < panel->entries; i++)
        for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++)
            entry_of[at] = i;
    for (size_t j = 0; j < panel->jurors; j++) {
        memset(own, 0, panel->entries * sizeof *own);
        for (size_t at = by.from[j]; at < by.from[j + 1]; at++)
            own[entry_of[by.ballot[at]]] = (int16_t)twice[by.ballot[at]];
        count_juror(own, panel->entries, pairwise);
    }
}

/* row[b] = max(row[b], min(link, via[b])) */
static void widen(int16_t *restrict row, const int16_t *restrict via,
                  int16_t link, size_t n)
{
    for (size_t b = 0; b < n; b++) { /* vectorised: paths of 16 bits */
        int16_t least = via[b] < link ? via[b] : link;
        row[b] = row[b] > least ? row[b] : least;
    }
}

/* The same in half the room, and so in half the time. */
static void widen_narrow(uint8_t *restrict row, const uint8_t *restrict via,
                         uint8_t link, size_t n)
{
    for (size_t b = 0; b < n; b++) { /* vectorised: paths of 8 bits */
        uint8_t least = via[b] < link ? via[b] : link;
        row[b] = row[b] > least ? row[b] : least;
    }
}

static void extend(int16_t *path, size_t n)
{
    for (size_t k = 0; k < n; k++)
        for (size_t a = 0; a < n; a++)
            if (a != k && path[a * n + k] > 0)
                widen(path + a * n, path + k * n, path[a * n + k], n);
}

static void extend_narrow(struct arena *mem, int16_t *path, size_t n)
{
    uint8_t *narrow = arena_alloc(mem, n * n);
    for (size_t at = 0; at < n * n; at++)
        narrow[at] = (uint8_t)path[at];
    for (size_t k = 0; k < n; k++)
        for (size_t a = 0; a < n; a++)
            if (a != k && narrow[a * n + k] > 0)
                widen_narrow(narrow + a * n, narrow + k * n, narrow[a * n + k],
                             n);
    for (size_t at = 0; at < n * n; at++)
        path[at] = narrow[at];
}

/* The strongest paths: at first the pairs, then what leads over others. */
static void find_paths(struct arena *mem, const struct tally_panel *panel,
                       const int16_t *pairwise, int16_t *path)
{
    size_t n = panel->entries;
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b < n; b++) {
            int16_t own = pairwise[a * n + b];
            path[a * n + b] = own > pairwise[b * n + a] ? own : 0;
        }
    if (panel->jurors <= UINT8_MAX)
        extend_narrow(mem, path, n);
    else
        extend(path, n);
}

static int32_t find_condorcet(const int16_t *pairwise, size_t n)
{
    for (size_t a = 0; a < n; a++) {
        size_t beaten = 0;
        for (size_t b = 0; b < n; b++)
            beaten += pairwise[a * n + b] > pairwise[b * n + a];
        if (beaten == n - 1)
            return (int32_t)a;
    }
    return -1;
}

struct tally_schulze tally_schulze(struct arena *mem,
                                   const struct tally_panel *panel)
{
    struct tally_schulze schulze = {.condorcet = -1};
    size_t n = panel->entries;
    if (n > TALLY_SCHULZE_ENTRIES_MAX)
        return schulze;
    int16_t *path = arena_alloc(mem, n * n * sizeof *path);
    schulze.pairwise = arena_alloc(mem, n * n * sizeof *schulze.pairwise);
    schulze.rank = arena_alloc(mem, n * sizeof *schulze.rank);
    count_pairs(mem, panel, schulze.pairwise);
    find_paths(mem, panel, schulze.pairwise, path);
    for (size_t b = 0; b < n; b++) {
        schulze.rank[b] = 1;
        for (size_t a = 0; a < n; a++)
            schulze.rank[b] += a != b && path[a * n + b] > path[b * n + a];
    }
    schulze.condorcet = find_condorcet(schulze.pairwise, n);
    return schulze;
}
