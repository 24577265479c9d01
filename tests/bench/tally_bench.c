/* The engine's speed, in one run: time and memory of a ranking for 10^3,
 * 72,000, 10^5 and 10^7 marks, the time of everything the specification has for
 * all but the last, and how each compares with one plain pass over the same
 * marks. Best of several runs. Built and started by `make bench`. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <sys/resource.h>

#include "base/arena.h"
#include "model/tally_all.h"

struct shape {
    const char *name;
    int32_t entries, jurors, criteria;
    int runs;
    bool shuffled;
    int everything; /* runs of tally_all(); 0: not measured */
};

static double now_ms(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

/* Small, repeatable and good enough to shuffle with. */
static uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (uint32_t)(*state >> 33);
}

static void fill(const struct shape *shape, struct tally_mark *mark,
                 size_t count)
{
    uint64_t state = 1;
    for (size_t at = 0; at < count; at++) {
        int32_t n = (int32_t)at;
        mark[at] = (struct tally_mark){n / shape->criteria / shape->jurors,
                                       n / shape->criteria % shape->jurors,
                                       n % shape->criteria,
                                       (int32_t)(next_random(&state) % 11)};
    }
    for (size_t at = count; shape->shuffled && at > 1; at--) {
        size_t other = next_random(&state) % at;
        struct tally_mark kept = mark[at - 1];
        mark[at - 1] = mark[other];
        mark[other] = kept;
    }
}

static double plain_pass(const struct tally_mark *marks, size_t count, int runs)
{
    double best = 1e9;
    for (int run = 0; run < runs; run++) {
        double began = now_ms();
        int64_t sum = 0;
        for (size_t at = 0; at < count; at++)
            sum += marks[at].value + marks[at].juror;
        volatile int64_t kept = sum;
        (void)kept;
        double took = now_ms() - began;
        best = took < best ? took : best;
    }
    return best;
}

static double ranking(const struct tally_input *input, int runs, size_t *bytes)
{
    double best = 1e9;
    for (int run = 0; run < runs; run++) {
        struct arena *mem = arena_new();
        struct tally_result result;
        struct tally_faults faults = {0};
        double began = now_ms();
        if (!tally_run(mem, input, &result, &faults)) {
            fprintf(stderr, "tally_bench: %s\n", faults.fault[0].text);
            exit(1);
        }
        double took = now_ms() - began;
        best = took < best ? took : best;
        *bytes = arena_bytes(mem);
        arena_free(mem);
    }
    return best;
}

/* Everything the specification has, the ranking and 10,000 replicates of each
 * method included. */
static double everything(const struct tally_input *input, int runs)
{
    double best = 1e9;
    for (int run = 0; run < runs; run++) {
        struct arena *mem = arena_new();
        struct tally_result result;
        struct tally_faults faults = {0};
        double began = now_ms();
        if (tally_run(mem, input, &result, &faults))
            tally_all(mem, &result);
        double took = now_ms() - began;
        best = took < best ? took : best;
        arena_free(mem);
    }
    return best;
}

static const char **ids(struct arena *mem, char letter, int32_t count)
{
    const char **id = arena_alloc(mem, (size_t)count * sizeof *id);
    for (int32_t i = 0; i < count; i++)
        id[i] = arena_printf(mem, "%c%07d", letter, i);
    return id;
}

static void measure(const struct shape *shape)
{
    struct arena *mem = arena_new();
    size_t count = (size_t)shape->entries * (size_t)shape->jurors *
                   (size_t)shape->criteria;
    struct tally_criterion criteria[TALLY_CRITERIA_MAX];
    struct tally_mark *marks = arena_alloc(mem, count * sizeof *marks);
    fill(shape, marks, count);
    for (int32_t k = 0; k < shape->criteria; k++)
        criteria[k] = (struct tally_criterion){"K", k + 1, 0, 10, 1};
    struct tally_input input = {
        .config = tally_config_default(),
        .criteria = criteria,
        .criterion_count = (size_t)shape->criteria,
        .entries = ids(mem, 'E', shape->entries),
        .entry_count = (size_t)shape->entries,
        .jurors = ids(mem, 'J', shape->jurors),
        .juror_count = (size_t)shape->jurors,
        .marks = marks,
        .mark_count = count,
    };
    size_t bytes = 0;
    double took = ranking(&input, shape->runs, &bytes);
    double pass = plain_pass(marks, count, shape->runs);
    printf(
        "%-27s %9zu marks %9.3f ms %6.1f ns/mark %8.1f x a plain pass of "
        "%.3f ms; %.1f MB for %.1f MB of marks\n",
        shape->name, count, took, took * 1e6 / (double)count, took / pass, pass,
        (double)bytes / 1e6, (double)(count * sizeof *marks) / 1e6);
    if (shape->everything) {
        took = everything(&input, shape->everything);
        printf("%-27s %9zu marks %9.3f ms %6.1f ns/mark %8.1f x a plain pass\n",
               "  everything", count, took, took * 1e6 / (double)count,
               took / pass);
    }
    arena_free(mem);
}

int main(void)
{
    static const struct shape shapes[] = {
        {"20 x 10 x 5", 20, 10, 5, 200, false, 20},
        {"200 x 30 x 12", 200, 30, 12, 50, false, 5},
        {"1000 x 20 x 5", 1000, 20, 5, 50, false, 5},
        {"1000 x 20 x 5, shuffled", 1000, 20, 5, 50, true, 0},
        {"10000 x 100 x 10", 10000, 100, 10, 7, false, 0},
        {"10000 x 100 x 10, shuffled", 10000, 100, 10, 3, true, 0},
        {"400000 x 5 x 5", 400000, 5, 5, 3, false, 0},
    };
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
        measure(&shapes[i]);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("peak memory of the process: %.1f MB\n",
           (double)usage.ru_maxrss / 1e3);
    return 0;
}
