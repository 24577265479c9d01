/* Ranks from keys. Nothing here branches on what cannot be foretold, but for
 * the last step of scores whose keys are equal, which are few. */
#include "model/tally_places.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"

enum {
    FEW = 64,  /* entries: each is compared with each */
    DENSE = 8, /* keys for each entry: a table of all is quicker than a sort */
    DIGIT = 8, /* bits of the radix sort's digits, at most */
    LONG_DIGIT = 10, /* the same for MANY entries: each pass costs more */
    MANY = 512
};

struct tally_places {
    size_t count;
    int32_t none;
    double tolerance;
    uint16_t *table;     /* of keys, from the least on */
    uint64_t *from, *to; /* key and entry, being sorted */
    uint16_t place[1 << LONG_DIGIT];
};

struct tally_places *tally_places_new(struct arena *mem, size_t count,
                                      int32_t none, double tolerance)
{
    struct tally_places *p = arena_alloc(mem, sizeof *p);
    p->count = count;
    p->none = none;
    p->tolerance = tolerance;
    if (count > UINT16_MAX)
        return p; /* no ranks */
    p->table = arena_alloc(mem, (DENSE * count + 1) * sizeof *p->table);
    p->from = arena_alloc(mem, count * sizeof *p->from);
    p->to = arena_alloc(mem, count * sizeof *p->to);
    return p;
}

static void find_ends(const int32_t *key, size_t count, int32_t *least,
                      int32_t *most)
{
    int32_t low = key[0], high = key[0];
    for (size_t i = 0; i < count; i++) { /* vectorised: ends of keys */
        low = key[i] < low ? key[i] : low;
        high = key[i] > high ? key[i] : high;
    }
    *least = low;
    *most = high;
}

static void rank_pairs(const struct tally_places *p, const int32_t *key,
                       uint16_t *rank)
{
    for (size_t i = 0; i < p->count; i++) {
        int32_t own = key[i], above = 0;
        for (size_t other = 0; other < p->count;
             other++) /* vectorised: pairs */
            above += key[other] < own;
        rank[i] = own == p->none ? 0 : (uint16_t)(above + 1);
    }
}

static void rank_dense(const struct tally_places *p, const int32_t *key,
                       int32_t least, int32_t most, uint16_t *rank)
{
    uint16_t *table = p->table, so_far = 1;
    size_t range = (size_t)(most - least) + 1;
    memset(table, 0, range * sizeof *table);
    for (size_t i = 0; i < p->count; i++)
        table[key[i] - least]++;
    for (size_t at = 0; at < range; at++) {
        uint16_t own = table[at];
        table[at] = so_far;
        so_far = (uint16_t)(so_far + own);
    }
    if (most == p->none)
        table[range - 1] = 0;
    for (size_t i = 0; i < p->count; i++)
        rank[i] = table[key[i] - least];
}

/* One pass of the radix sort. */
static void sort_digit(struct tally_places *p, size_t count, int shift,
                       uint32_t mask)
{
    uint64_t *from = p->from, *to = p->to;
    uint16_t *place = p->place, so_far = 0;
    memset(place, 0, (mask + 1) * sizeof *place);
    for (size_t at = 0; at < count; at++)
        place[from[at] >> shift & mask]++;
    for (uint32_t digit = 0; digit <= mask; digit++) {
        uint16_t own = place[digit];
        place[digit] = so_far;
        so_far = (uint16_t)(so_far + own);
    }
    for (size_t at = 0; at < count; at++)
        to[place[from[at] >> shift & mask]++] = from[at];
    p->from = to;
    p->to = from;
}

/* Puts those that have a score in their order by key; returns how many. */
static size_t sort_keys(struct tally_places *p, const int32_t *key,
                        int32_t least, int32_t most)
{
    size_t count = 0;
    int bits = 0;
    while ((most - least) >> bits > 0)
        bits++;
    int longest = p->count < MANY ? DIGIT : LONG_DIGIT;
    int digits = (bits + longest - 1) / longest;
    int width = digits > 0 ? (bits + digits - 1) / digits : 0;
    uint32_t mask = (UINT32_C(1) << width) - 1;
    for (size_t i = 0; i < p->count; i++) {
        p->from[count] = (uint64_t)(key[i] - least) << 32 | i;
        count += key[i] < p->none;
    }
    for (int d = 0; d < digits; d++)
        sort_digit(p, count, 32 + d * width, mask);
    return count;
}

static double score_at(const struct tally_places *p, const double *score,
                       size_t at)
{
    return score[(uint32_t)p->from[at]];
}

/* Keys have brought near what is near; scores say the rest. */
static void rank_scores(struct tally_places *p, const double *score,
                        size_t count, uint16_t *rank)
{
    uint64_t *sorted = p->from;
    for (size_t at = 1; at < count; at++) {
        uint64_t own = sorted[at];
        double value = score[(uint32_t)own];
        size_t to = at;
        for (; to > 0 && score_at(p, score, to - 1) < value; to--)
            sorted[to] = sorted[to - 1];
        sorted[to] = own;
    }
    uint16_t place = 1;
    for (size_t at = 0; at < count; at++) {
        if (at > 0 &&
            score_at(p, score, at - 1) - score_at(p, score, at) > p->tolerance)
            place = (uint16_t)(at + 1);
        rank[(uint32_t)sorted[at]] = place;
    }
}

static void rank_sorted(const struct tally_places *p, size_t count,
                        uint16_t *rank)
{
    uint64_t last = UINT64_MAX;
    uint16_t place = 0;
    for (size_t at = 0; at < count; at++) {
        uint64_t own = p->from[at] >> 32;
        place = own == last ? place : (uint16_t)(at + 1);
        last = own;
        rank[(uint32_t)p->from[at]] = place;
    }
}

void tally_places_rank(struct tally_places *p, const int32_t *key,
                       const double *score, uint16_t *rank)
{
    int32_t least, most;
    if (!score && p->count <= FEW) {
        rank_pairs(p, key, rank);
        return;
    }
    find_ends(key, p->count, &least, &most);
    if (!score && (size_t)(most - least) < DENSE * p->count) {
        rank_dense(p, key, least, most, rank);
        return;
    }
    size_t count = sort_keys(p, key, least, most);
    if (count < p->count)
        memset(rank, 0, p->count * sizeof *rank);
    if (score)
        rank_scores(p, score, count, rank);
    else
        rank_sorted(p, count, rank);
}

/* The lowest score of rank 1: from the highest down in steps within the
 * tolerance, however far they lead. */
static double last_of_first(const struct tally_places *p, const int32_t *key,
                            const double *score)
{
    double last = HUGE_VAL, next = HUGE_VAL;
    do {
        last = next;
        next = -HUGE_VAL;
        for (size_t i = 0; i < p->count; i++)
            if (key[i] < p->none && score[i] < last && score[i] > next)
                next = score[i];
    } while (last >= HUGE_VAL || last - next <= p->tolerance);
    return last;
}

void tally_places_first(const struct tally_places *p, const int32_t *key,
                        const double *score, int32_t *first)
{
    int32_t least, most;
    find_ends(key, p->count, &least, &most);
    if (least == p->none)
        return;
    if (!score) {
        for (size_t i = 0; i < p->count; i++) /* vectorised: first places */
            first[i] += key[i] == least;
        return;
    }
    double last = last_of_first(p, key, score);
    for (size_t i = 0; i < p->count; i++)
        first[i] += (key[i] < p->none) & (score[i] >= last);
}
