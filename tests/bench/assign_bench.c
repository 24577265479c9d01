/* How long an assignment takes, and how good it is. */
#include <stdio.h>
#include <time.h>

#include "base/arena.h"
#include "model/assign.h"
#include "model/assign_state.h"

struct shape {
    size_t entries, jurors;
    int64_t each;
    size_t conflicts; /* of a hundred pairs */
};

static struct assign_input draw(struct arena *mem, const struct shape *shape)
{
    uint64_t random = 7;
    size_t cells = shape->entries * shape->jurors;
    uint8_t *cell = arena_alloc(mem, cells);
    int64_t *need = arena_alloc(mem, shape->entries * sizeof *need);
    for (size_t i = 0; i < cells; i++)
        cell[i] = assign_random(&random, 100) < shape->conflicts ? ASSIGN_BARRED
                                                                 : ASSIGN_FREE;
    for (size_t e = 0; e < shape->entries; e++)
        need[e] = shape->each;
    return (struct assign_input){.jurors = shape->jurors,
                                 .entries = shape->entries,
                                 .cell = cell,
                                 .need = need,
                                 .seed = 1};
}

static void measure(const struct shape *shape)
{
    struct arena *mem = arena_new();
    struct assign_input input = draw(mem, shape);
    struct assign_result result;
    int64_t least = INT64_MAX, most = 0;
    clock_t from = clock();
    bool all = assign_balanced(mem, &input, &result);
    double took = (double)(clock() - from) / CLOCKS_PER_SEC;
    for (size_t j = 0; j < shape->jurors; j++) {
        least = result.load[j] < least ? result.load[j] : least;
        most = result.load[j] > most ? result.load[j] : most;
    }
    printf(
        "%5zu nominations, %3zu jurors, %d each, %zu %% conflicts: %7.1f "
        "ms; loads %d to %d, %s, %s\n",
        shape->entries, shape->jurors, (int)shape->each, shape->conflicts,
        took * 1e3, (int)least, (int)most,
        result.graph == ASSIGN_CONNECTED ? "connected" : "not connected",
        all ? "none lacks a juror" : "jurors are missing");
    arena_free(mem);
}

int main(void)
{
    static const struct shape shapes[] = {
        {200, 30, 3, 5},     {200, 30, 5, 5},    {60, 12, 4, 5},
        {200, 30, 30, 0},    {10000, 200, 3, 5}, {10000, 200, 5, 5},
        {10000, 200, 3, 40},
    };
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        measure(&shapes[i]);
    return 0;
}
