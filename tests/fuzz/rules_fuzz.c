/* Rules of a round from any text: what is read is written as the same text,
 * and a round under them is counted or refused, whatever they say. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/rules.h"
#include "model/tally_build.h"
#include "model/tally_official.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

enum { ENTRIES = 3, JURORS = 6 };

static void must(int true_value)
{
    if (!true_value)
        abort();
}

static int32_t within(int64_t value)
{
    return (int32_t)(value > INT32_MAX   ? INT32_MAX
                     : value < INT32_MIN ? INT32_MIN
                                         : value);
}

/* Marks at both ends of each scale; one ballot is partial. */
static void add_marks(struct tally_build *build, const struct rules *rules)
{
    static const char *const entry[] = {"E1", "E2", "E3"};
    static const char *const juror[] = {"J1", "J2", "J3", "J4", "J5", "J6"};
    for (size_t e = 0; e < ENTRIES; e++)
        for (size_t j = 0; j < JURORS; j++)
            for (size_t k = 0; k < rules->criterion_count; k++) {
                const struct tally_criterion *c = &rules->criteria[k];
                if (e == 2 && j == 5 && k == 0)
                    continue;
                tally_build_mark(
                    build, tally_build_entry(build, entry[e], NULL),
                    tally_build_juror(build, juror[j], NULL), (int32_t)k,
                    within((e + j + k) % 3 ? c->hi : c->lo));
            }
}

static void check_official(const struct tally_official *o)
{
    for (size_t at = 0; at < o->count; at++) {
        size_t e = (size_t)o->order[at];
        struct tally_fraction rest = o->score[e];
        must(o->rank[e] >= 1 && o->rank_final[e] >= o->rank[e]);
        must(o->tolerance > 0 ||
             (tally_exact_compare(rest, o->low) >= 0 &&
              tally_exact_compare(rest, o->high) <= 0) ||
             o->method == TALLY_DECLARED);
        for (size_t k = 0; k < o->parts; k++)
            must(o->part[e * o->parts + k].denominator > 0);
    }
}

static void count(struct arena *mem, const struct rules *rules)
{
    struct tally_input input = {.config = rules->config,
                                .decimals = rules->decimals,
                                .criteria = rules->criteria,
                                .criterion_count = rules->criterion_count};
    struct tally_build *build = tally_build_new(mem);
    struct tally_result result;
    struct tally_faults faults = {0};
    add_marks(build, rules);
    tally_build_finish(build, &input, NULL);
    if (!tally_run(mem, &input, &result, &faults)) {
        must(faults.count > 0);
        return;
    }
    check_official(tally_official(mem, &result, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    struct arena *mem = arena_new();
    struct rules rules;
    const char *text = (const char *)data;
    const char *why = rules_read(mem, text, bytes, &rules);
    if (why == NULL) {
        char *again = rules_write(mem, &rules);
        must(strlen(again) == bytes && memcmp(again, text, bytes) == 0);
        count(mem, &rules);
    } else {
        must(*why != '\0');
    }
    arena_free(mem);
    return 0;
}
