/* Any three texts through `lorbeer tally`'s reader and engine: it ends, it
 * either lists faults or gives a result, and a result keeps its promises.
 * The input is the three files, each after a line "---". */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "model/tally_all.h"
#include "model/tally_csv.h"
#include "model/tally_input.h"
#include "model/tally_json.h"
#include "model/tally_official.h"
#include "model/tally_report.h"
#include "model/tally_show.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

enum { REPLICATES_MAX = 50, DENOMINATOR_MAX = 1000000000 };

static void must(int true_value)
{
    if (!true_value)
        abort();
}

/* Cuts the next file off; the last one takes all that is left. */
static struct tally_file next_file(const char *name, const char **at,
                                   const char *end)
{
    static const char mark[] = "---\n";
    const char *cut = memmem(*at, (size_t)(end - *at), mark, strlen(mark));
    struct tally_file file = {name, *at, (size_t)((cut ? cut : end) - *at)};
    *at = cut ? cut + strlen(mark) : end;
    return file;
}

static void check_entry(const struct tally_result *result, size_t at)
{
    size_t i = (size_t)result->order[at];
    const struct tally_entry *entry = &result->entries[i];
    struct tally_fraction score = tally_show_score(result, i);
    i128 units[TALLY_CRITERIA_MAX], sum = 0;
    must(entry->ranked && entry->rank >= 1);
    must(entry->rank_final >= entry->rank);
    must(entry->ballots >= result->input->config.quorum);
    must(tally_exact_compare(score, tally_show_low(result)) >= 0);
    must(tally_exact_compare(score, tally_show_high(result)) <= 0);
    must(tally_exact_compare(tally_show_median(result, i),
                             tally_show_high(result)) <= 0);
    tally_show_parts(result, i, TALLY_EXACT_DECIMALS_MAX, units);
    for (size_t k = 0; k < result->input->criterion_count; k++)
        sum += units[k];
    must(sum == tally_exact_round(score, TALLY_EXACT_DECIMALS_MAX));
    if (at == 0) {
        must(entry->rank == 1 && entry->rank_final == 1);
        return;
    }
    size_t above = (size_t)result->order[at - 1];
    int way = tally_exact_compare(tally_show_score(result, above), score);
    must(way >= 0);
    must((way == 0) == (result->entries[above].rank == entry->rank));
    must(result->entries[above].rank_final <= entry->rank_final);
    struct tally_step step = tally_tie(result, above, i);
    must(step.kind == TALLY_SHARED || step.first);
}

/* What holds for all methods: somebody is first, nobody is ranked below his
 * number, replicates are counted once. */
static void check_all(const struct tally_all *all)
{
    size_t n = all->panel->entries;
    int64_t replicates = all->result->input->config.replicates;
    for (size_t method = 0; method < TALLY_METHODS; method++) {
        const int32_t *rank = all->rank[method];
        const struct tally_replicates *list = all->replicates[method];
        const struct tally_leave_one_out *out = all->leave_one_out[method];
        bool first = false;
        for (size_t i = 0; rank && i < n; i++) {
            must(rank[i] >= 1 && (size_t)rank[i] <= n);
            first = first || rank[i] == 1;
            must(!list || (list[i].first >= 0 && list[i].first <= replicates));
            must(!list || list[i].rank_lo <= list[i].rank_hi);
            must(!out || (out->best[i] <= rank[i] && out->worst[i] >= rank[i]));
        }
        must(first || !rank);
    }
    const struct tally_interval *interval = all->intervals[TALLY_MEAN];
    for (size_t k = 0; interval && k < all->panel->criteria; k++) {
        must(tally_exact_compare(interval[k].lo, interval[k].share) <= 0);
        must(tally_exact_compare(interval[k].hi, interval[k].share) >= 0);
    }
}

/* The official ranking in its one form: parts that add up to a score on its
 * scale, ranks that follow the order. A declared rule rounds, and may so leave
 * the scale by a little. */
static void check_official(struct arena *mem, const struct tally_all *all)
{
    const struct tally_result *result = all->result;
    struct tally_official *o = tally_official(mem, result, all);
    must((o->status == TALLY_OK) == (o->count > 0));
    for (size_t at = 0; at < o->count; at++) {
        size_t e = (size_t)o->order[at];
        struct tally_fraction rest = o->score[e];
        must(o->rank[e] >= 1 && o->rank_final[e] >= o->rank[e]);
        must(at == 0 || o->rank_final[o->order[at - 1]] <= o->rank_final[e]);
        bool exact = o->tolerance == 0; /* and small enough to subtract */
        for (size_t k = 0; exact && k < o->parts; k++) {
            struct tally_fraction part = o->part[e * o->parts + k];
            exact = part.denominator < DENOMINATOR_MAX &&
                    rest.denominator < DENOMINATOR_MAX;
            if (exact)
                rest = tally_exact_minus(rest, part);
        }
        must(!exact || rest.numerator == 0);
    }
    const struct tally_declared *d = all->declared;
    for (size_t i = 0; d && d->rank && i < all->panel->entries; i++) {
        int64_t sum = 0;
        for (size_t k = 0; k < all->panel->criteria; k++)
            sum += d->product[i * all->panel->criteria + k];
        must(sum == d->score[i] && d->rank[i] >= 1);
    }
    int32_t *place = arena_alloc(mem, o->entries * sizeof *place);
    for (size_t e = 0; e < o->entries; e++)
        place[e] = (int32_t)(o->entries - e);
    tally_official_decide(o, place);
    for (size_t at = 1; at < o->count; at++)
        must(o->rank_final[o->order[at - 1]] < o->rank_final[o->order[at]]);
}

static void check_result(struct arena *mem, const struct tally_result *result)
{
    struct json_fault fault;
    struct buf json, csv;
    const char **names =
        arena_alloc(mem, (result->input->entry_count + 1) * sizeof *names);
    struct tally_report report = {.round = "R",
                                  .entry_names = names,
                                  .input = result->input,
                                  .result = result};
    buf_init(&json, mem);
    buf_init(&csv, mem);
    for (size_t at = 0; at < result->ranked_count; at++)
        check_entry(result, at);
    /* few replicates: a fuzzer wants many inputs, not many draws of one */
    struct tally_input few = *result->input;
    struct tally_result again;
    struct tally_faults faults = {0};
    few.config.replicates %= REPLICATES_MAX;
    must(tally_run(mem, &few, &again, &faults));
    const struct tally_all *all = tally_all(mem, &again);
    check_all(all);
    check_official(mem, all);
    tally_json_all(&json, all);
    must(json_parse(mem, json.data, json.bytes, &fault) != NULL);
    tally_csv(&csv, &report, 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    const char *at = (const char *)data, *end = at + bytes;
    struct arena *mem = arena_new();
    struct tally_files files;
    struct tally_result result;
    struct tally_lines lines = {.mem = mem};
    files.config = next_file("config.json", &at, end);
    files.weights = next_file("weights.csv", &at, end);
    files.scores = next_file("scores.csv", &at, end);
    if (tally_input_run(mem, &files, &result, &lines)) {
        must(lines.count == 0 && result.ranked_count > 0);
        check_result(mem, &result);
    } else {
        must(lines.count > 0 && result.ranked_count == 0);
        for (size_t i = 0; i < lines.count; i++)
            must(lines.line[i].line >= 1 && lines.line[i].text != NULL);
    }
    arena_free(mem);
    return 0;
}
