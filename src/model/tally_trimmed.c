/* The trimmed mean. Sums and counts only: scores are compared as fractions. */
#include "model/tally_trimmed.h"

#include "base/arena.h"
#include "model/tally_rank.h"
#include "model/tally_show.h"

struct criteria {
    const struct tally_panel *panel;
    const struct tally_trimmed *trimmed;
};

static void drop(const struct tally_panel *panel, size_t i,
                 struct tally_trimmed *trimmed)
{
    /* jurors ascend, so the first lowest and the last highest are the ends of
     * the order by (T, juror id) */
    size_t low = panel->first[i], high = low;
    for (size_t at = low; at < panel->first[i + 1]; at++) {
        if (panel->total[at] < panel->total[low])
            low = at;
        if (panel->total[at] >= panel->total[high])
            high = at;
    }
    trimmed->low[i] = low;
    trimmed->high[i] = high;
    trimmed->kept[i] = (int32_t)(panel->first[i + 1] - panel->first[i]) - 2;
    trimmed->total[i] =
        tally_panel_sum(panel, i) - panel->total[low] - panel->total[high];
}

static void sum_criteria(const struct tally_panel *panel, size_t i,
                         struct tally_trimmed *trimmed)
{
    for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++) {
        if (at == trimmed->low[i] || at == trimmed->high[i])
            continue;
        for (size_t k = 0; k < panel->criteria; k++)
            trimmed->criterion_total[i * panel->criteria + k] +=
                panel->share[at * panel->criteria + k];
    }
}

static int compare_criterion(const void *context, size_t k, size_t a, size_t b,
                             bool exact)
{
    const struct criteria *c = context;
    const struct tally_trimmed *t = c->trimmed;
    size_t count = c->panel->criteria;
    struct tally_key x = {t->criterion_total[a * count + k], t->kept[a], 0};
    struct tally_key y = {t->criterion_total[b * count + k], t->kept[b], 0};
    (void)exact; /* it always is */
    return tally_rank_compare(&x, &y);
}

/* Lists the entries with too few ballots. */
static void look_for_lacking(struct arena *mem, const struct tally_panel *panel,
                             int32_t least, struct tally_trimmed *trimmed)
{
    int32_t *lacking = arena_alloc(mem, panel->entries * sizeof *lacking);
    for (size_t i = 0; i < panel->entries; i++)
        if (panel->first[i + 1] - panel->first[i] < (size_t)least)
            lacking[trimmed->lacking_count++] = (int32_t)i;
    trimmed->lacking = lacking;
    trimmed->status = trimmed->lacking_count > 0 ? TALLY_TRIM : TALLY_OK;
}

struct tally_trimmed
tally_trimmed(struct arena *mem, const struct tally_panel *panel, int32_t least)
{
    struct tally_trimmed t = {0};
    size_t n = panel->entries;
    look_for_lacking(mem, panel, least, &t);
    if (t.status != TALLY_OK)
        return t;
    t.total = arena_alloc(mem, n * sizeof *t.total);
    t.kept = arena_alloc(mem, n * sizeof *t.kept);
    t.low = arena_alloc(mem, n * sizeof *t.low);
    t.high = arena_alloc(mem, n * sizeof *t.high);
    t.rank = arena_alloc(mem, n * sizeof *t.rank);
    for (size_t i = 0; i < n; i++)
        drop(panel, i, &t);
    tally_ladder_exact(mem, n, t.total, t.kept, t.rank);
    if (!panel->share)
        return t;
    t.criterion_total =
        arena_alloc(mem, n * panel->criteria * sizeof *t.criterion_total);
    t.rank_final = arena_alloc(mem, n * sizeof *t.rank_final);
    for (size_t i = 0; i < n; i++)
        sum_criteria(panel, i, &t);
    struct criteria context = {panel, &t};
    tally_ladder(mem, panel, t.rank, compare_criterion, &context, t.rank_final);
    return t;
}

struct tally_fraction tally_trimmed_score(const struct tally_panel *panel,
                                          const struct tally_trimmed *trimmed,
                                          size_t entry)
{
    return tally_show_points(panel->result, trimmed->total[entry],
                             (i128)trimmed->kept[entry] *
                                 panel->result->weight_sum *
                                 panel->result->range);
}
