/* The round trip through an agenda: exact for few stops, searched for many. */
#include "model/agenda_stop.h"

#include <string.h>

#include "base/arena.h"

/* One step of what weighs more is more than all steps of the other together:
 * there are not so many jurors and nominations. Pairs that are turned round
 * weigh least. */
static const int64_t heavy = INT64_C(1) << 46, light = INT64_C(1) << 23;

static int64_t people(const struct agenda_tour *t, const uint64_t *a,
                      const uint64_t *b)
{
    int64_t count = 0;
    for (size_t i = 0; i < t->words; i++)
        count += __builtin_popcountll((a != NULL ? a[i] : 0) ^
                                      (b != NULL ? b[i] : 0));
    return count;
}

int64_t agenda_way(const struct agenda_tour *t, int64_t from, int64_t to)
{
    const struct agenda_stop *a = from < 0 ? NULL : &t->stop[from];
    const struct agenda_stop *b = to < 0 ? NULL : &t->stop[to];
    int64_t moves =
        people(t, a != NULL ? a->out : NULL, b != NULL ? b->out : NULL);
    int64_t turn = a == NULL || b == NULL || a->category != b->category;
    return t->together ? turn * heavy + moves * light
                       : moves * heavy + turn * light;
}

/* --- few stops ---------------------------------------------------------------
 */

struct best {
    int64_t length;
    int8_t from; /* the stop before the last; AGENDA_NOWHERE: none */
};

/* Pairs of items that stand the other way round than wanted if stop a comes
 * before stop b. */
static int64_t turned(const struct agenda_stop *a, const struct agenda_stop *b)
{
    int64_t pairs = 0;
    for (size_t i = 0, below = 0; i < a->count; i++) {
        while (below < b->count && b->item[below] < a->item[i])
            below++;
        pairs += (int64_t)below;
    }
    return pairs;
}

/* What `stop` turns round when it comes before all that are not in `set`. */
static int64_t turned_by(const int64_t *pairs, size_t count, size_t set,
                         size_t stop)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        if (i != stop && (set >> i & 1) == 0)
            sum += pairs[stop * count + i];
    return sum;
}

static void reach(const struct agenda_tour *t, const int64_t *way,
                  const int64_t *pairs, struct best *best)
{
    size_t n = t->count;
    for (size_t set = 0; set < (size_t)1 << n; set++)
        for (size_t to = 0; to < n; to++) {
            if (set >> to & 1)
                continue;
            struct best *b = &best[(set | (size_t)1 << to) * n + to];
            int64_t more = turned_by(pairs, n, set, to);
            if (set == 0)
                *b = (struct best){agenda_way(t, AGENDA_NOWHERE, (int64_t)to) +
                                       more,
                                   AGENDA_NOWHERE};
            for (size_t last = 0; last < n; last++) {
                if ((set >> last & 1) == 0)
                    continue;
                int64_t length =
                    best[set * n + last].length + way[last * n + to] + more;
                if (length < b->length)
                    *b = (struct best){length, (int8_t)last};
            }
        }
}

static void walk_back(const struct agenda_tour *t, const struct best *best)
{
    size_t n = t->count, set = ((size_t)1 << n) - 1;
    int64_t last = 0, least = INT64_MAX;
    for (size_t i = 0; i < n; i++) {
        int64_t length = best[set * n + i].length +
                         agenda_way(t, (int64_t)i, AGENDA_NOWHERE);
        if (length < least) {
            least = length;
            last = (int64_t)i;
        }
    }
    for (size_t place = n; place > 0; place--) {
        t->order[place - 1] = (size_t)last;
        size_t before = set & ~((size_t)1 << last);
        last = best[set * n + (size_t)last].from;
        set = before;
    }
}

void agenda_exact(struct arena *mem, struct agenda_tour *t)
{
    size_t n = t->count, sets = (size_t)1 << n;
    if (n == 0)
        return;
    int64_t *way = arena_alloc(mem, n * n * sizeof *way);
    int64_t *pairs = arena_alloc(mem, n * n * sizeof *pairs);
    struct best *best = arena_alloc(mem, sets * n * sizeof *best);
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b < n; b++) {
            way[a * n + b] = agenda_way(t, (int64_t)a, (int64_t)b);
            pairs[a * n + b] = turned(&t->stop[a], &t->stop[b]);
        }
    for (size_t i = 0; i < sets * n; i++)
        best[i] = (struct best){INT64_MAX / 2, AGENDA_NOWHERE};
    reach(t, way, pairs, best);
    walk_back(t, best);
}

/* --- many stops --------------------------------------------------------------
 */

enum { WINDOW = 400, PASSES_MAX = 40 };
static const int64_t looks_max = 60000000; /* some seconds at most */

static int64_t at(const struct agenda_tour *t, int64_t place)
{
    return place < 0 || place >= (int64_t)t->count ? AGENDA_NOWHERE
                                                   : (int64_t)t->order[place];
}

static void nearest_first(struct agenda_tour *t)
{
    for (size_t i = 0; i < t->count; i++)
        t->order[i] = i;
    for (size_t i = 0; i < t->count; i++) {
        int64_t here = at(t, (int64_t)i - 1), least = INT64_MAX;
        size_t next = i;
        for (size_t k = i; k < t->count; k++) {
            int64_t way = agenda_way(t, here, (int64_t)t->order[k]);
            if (way < least || (way == least && t->order[k] < t->order[next])) {
                least = way;
                next = k;
            }
        }
        size_t stop = t->order[next];
        t->order[next] = t->order[i];
        t->order[i] = stop;
    }
}

static void turn(struct agenda_tour *t, int64_t from, int64_t to)
{
    for (; from < to; from++, to--) {
        size_t stop = t->order[from];
        t->order[from] = t->order[to];
        t->order[to] = stop;
    }
}

/* Turns the stretch round if that is shorter. */
static bool try_turn(struct agenda_tour *t, int64_t from, int64_t to)
{
    int64_t before = at(t, from - 1), after = at(t, to + 1);
    int64_t first = at(t, from), last = at(t, to);
    if (agenda_way(t, before, last) + agenda_way(t, first, after) >=
        agenda_way(t, before, first) + agenda_way(t, last, after))
        return false;
    turn(t, from, to);
    return true;
}

/* Two stretches side by side, [a, b) and [b, c), change places if that is
 * shorter. */
static bool try_swap(struct agenda_tour *t, int64_t a, int64_t b, int64_t c)
{
    int64_t before = at(t, a - 1), after = at(t, c);
    int64_t x = at(t, a), x_end = at(t, b - 1), y = at(t, b),
            y_end = at(t, c - 1);
    if (agenda_way(t, before, y) + agenda_way(t, y_end, x) +
            agenda_way(t, x_end, after) >=
        agenda_way(t, before, x) + agenda_way(t, x_end, y) +
            agenda_way(t, y_end, after))
        return false;
    turn(t, a, b - 1);
    turn(t, b, c - 1);
    turn(t, a, c - 1);
    return true;
}

/* Short stretches move far, in both directions. */
static bool try_moves(struct agenda_tour *t, int64_t from, int64_t to)
{
    int64_t end = to + 1;
    for (int64_t length = 1; length <= 3; length++)
        if (from + length < end && (try_swap(t, from, from + length, end) ||
                                    try_swap(t, from, end - length, end)))
            return true;
    return false;
}

static bool improve(struct agenda_tour *t, int64_t window, int64_t *looks)
{
    int64_t count = (int64_t)t->count;
    bool better = false;
    for (int64_t from = 0; from<count && * looks> 0; from++)
        for (int64_t to = from + 1; to < count && to - from <= window; to++) {
            *looks -= 7;
            if (try_turn(t, from, to) || try_moves(t, from, to))
                better = true;
        }
    return better;
}

/* Whole categories change places with their neighbours. */
static bool improve_blocks(struct agenda_tour *t)
{
    int64_t count = (int64_t)t->count, start = 0, middle = 0;
    bool better = false;
    for (int64_t i = 1; i <= count; i++) {
        if (i < count &&
            t->stop[t->order[i]].category == t->stop[t->order[i - 1]].category)
            continue;
        if (try_turn(t, middle, i - 1) ||
            (start < middle && try_swap(t, start, middle, i)))
            better = true;
        start = middle;
        middle = i;
    }
    return better;
}

static int64_t turned_in_all(const struct agenda_tour *t, bool back)
{
    int64_t pairs = 0;
    for (size_t i = 1; i < t->count; i++) {
        bool down = t->order[i] < t->order[i - 1];
        pairs += down != back;
    }
    return pairs;
}

void agenda_search(struct arena *mem, struct agenda_tour *t)
{
    int64_t looks = looks_max / (int64_t)t->words;
    int64_t window = t->count > WINDOW * 2 ? WINDOW / 2 : WINDOW * 2;
    bool better = true;
    (void)mem;
    nearest_first(t);
    for (int i = 0; i < PASSES_MAX && better && looks > 0; i++) {
        better = improve(t, window, &looks);
        better = improve_blocks(t) || better;
    }
    /* both ways round are equally long */
    if (turned_in_all(t, true) < turned_in_all(t, false))
        turn(t, 0, (int64_t)t->count - 1);
}
