/* Ranks and the median.
 *
 * Scores are compared by cross products in 128 bits, so a tie is a tie. The
 * sort is a merge sort on compact keys of its own: libc's, with its call for
 * each comparison, takes three times as long. */
#include "model/tally_rank.h"

#include <string.h>

#include "base/arena.h"
#include "base/int128.h"

int tally_rank_compare(const struct tally_key *a, const struct tally_key *b)
{
    i128 x = (i128)a->total * b->ballots, y = (i128)b->total * a->ballots;
    return (x < y) - (x > y);
}

/* Merges the sorted runs [0, middle) and [middle, count); the first wins. */
static void merge(const struct tally_key *from, size_t middle, size_t count,
                  struct tally_key *to)
{
    size_t a = 0, b = middle;
    for (size_t at = 0; at < count; at++) {
        if (b == count ||
            (a < middle && tally_rank_compare(&from[a], &from[b]) <= 0))
            to[at] = from[a++];
        else
            to[at] = from[b++];
    }
}

static void sort_keys(struct arena *mem, struct tally_key *keys, size_t count)
{
    struct tally_key *from = keys;
    struct tally_key *to = arena_alloc(mem, count * sizeof *to);
    for (size_t run = 1; run < count; run *= 2) {
        for (size_t at = 0; at < count; at += 2 * run) {
            size_t rest = count - at;
            size_t middle = rest < run ? rest : run;
            size_t end = rest < 2 * run ? rest : 2 * run;
            merge(from + at, middle, end, to + at);
        }
        struct tally_key *kept = from;
        from = to;
        to = kept;
    }
    if (from != keys)
        memcpy(keys, from, count * sizeof *keys);
}

void tally_rank(struct arena *mem, struct tally_key *keys, size_t count,
                int32_t *rank)
{
    sort_keys(mem, keys, count);
    for (size_t i = 0; i < count; i++) {
        int32_t own = (int32_t)i + 1;
        if (i > 0 && tally_rank_compare(&keys[i - 1], &keys[i]) == 0)
            own = rank[keys[i - 1].entry];
        rank[keys[i].entry] = own;
    }
}

static void swap(int64_t *a, int64_t *b)
{
    int64_t kept = *a;
    *a = *b;
    *b = kept;
}

/* Moves the values up to the pivot to the front; returns how many. */
static size_t split(int64_t *values, size_t count, int64_t pivot)
{
    size_t front = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t value = values[i];
        values[i] = values[front];
        values[front] = value;
        front += value <= pivot;
    }
    return front;
}

/* Brings the value that belongs at `place` there, smaller ones before it and
 * larger ones behind. Each round halves the distance between the smallest and
 * the largest value that are left, so no input takes more than 63 rounds. */
static void select_place(int64_t *values, size_t count, size_t place)
{
    size_t from = 0, to = count;
    while (to - from > 1) {
        int64_t least = values[from], most = values[from];
        for (size_t i = from + 1; i < to; i++) {
            least = values[i] < least ? values[i] : least;
            most = values[i] > most ? values[i] : most;
        }
        if (least == most)
            return;
        size_t middle =
            from + split(values + from, to - from, least + (most - least) / 2);
        if (place < middle)
            to = middle;
        else
            from = middle;
    }
}

int64_t tally_rank_twice_median(int64_t *values, size_t count)
{
    size_t place = (count - 1) / 2;
    select_place(values, count, place);
    if (count % 2 == 1)
        return 2 * values[place];
    size_t next = place + 1;
    for (size_t i = next + 1; i < count; i++)
        if (values[i] < values[next])
            swap(&values[i], &values[next]);
    return values[place] + values[next];
}
