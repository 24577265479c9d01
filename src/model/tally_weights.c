/* Weight intervals. Entry a leads i while p dA + (1 - p) dB >= 0: dA is how
 * far a is ahead in the criterion, dB in all others together. */
#include "model/tally_weights.h"

#include "base/arena.h"

/* One criterion's interval while entries are compared. */
static void narrow(struct tally_interval *interval, i128 ahead, i128 others)
{
    if (others < 0) {
        struct tally_fraction at = tally_exact(-others, ahead - others);
        if (tally_exact_compare(at, interval->lo) > 0)
            interval->lo = at;
    }
    if (ahead < 0) {
        struct tally_fraction at = tally_exact(others, others - ahead);
        if (tally_exact_compare(at, interval->hi) < 0)
            interval->hi = at;
    }
}

static void narrow_close(struct tally_interval *interval, double ahead,
                         double others)
{
    if (others < 0 && -others / (ahead - others) > interval->lo_value)
        interval->lo_value = -others / (ahead - others);
    if (ahead < 0 && others / (others - ahead) < interval->hi_value)
        interval->hi_value = others / (others - ahead);
}

/* Everything times L * b_a * b_i * (W - w_k), so that it is whole. */
static void take_mean(const struct tally_panel *panel, size_t winner, size_t k,
                      struct tally_interval *interval)
{
    const struct tally_result *result = panel->result;
    size_t count = panel->criteria, a = (size_t)panel->entry[winner];
    int64_t weight = result->input->criteria[k].weight;
    const struct tally_entry *entry = result->entries;
    const int64_t *sum = result->criterion_total;
    for (size_t n = 0; n < panel->entries; n++) {
        size_t i = (size_t)panel->entry[n];
        i128 b_a = entry[a].ballots, b_i = entry[i].ballots;
        i128 own = sum[a * count + k], other = sum[i * count + k];
        i128 ahead = (own * b_i - other * b_a) * (result->weight_sum - weight);
        i128 others = (entry[a].total - weight * own) * b_i -
                      (entry[i].total - weight * other) * b_a;
        if (i != a)
            narrow(interval, ahead, others);
    }
    interval->lo_value = tally_exact_double(interval->lo);
    interval->hi_value = tally_exact_double(interval->hi);
}

static void take_calibrated(const struct tally_panel *panel, size_t winner,
                            size_t k, const double *theta,
                            struct tally_interval *interval)
{
    const struct tally_result *result = panel->result;
    const struct tally_criterion *criteria = result->input->criteria;
    size_t count = panel->criteria;
    double rest = (double)(result->weight_sum - criteria[k].weight);
    for (size_t i = 0; i < panel->entries; i++) {
        double others = 0;
        for (size_t l = 0; l < count; l++)
            if (l != k)
                others += (double)criteria[l].weight *
                          (theta[winner * count + l] - theta[i * count + l]);
        if (i != winner)
            narrow_close(interval,
                         theta[winner * count + k] - theta[i * count + k],
                         others / rest);
    }
}

/* The only entry of rank 1; entries if there is none. */
static size_t find_winner(const struct tally_panel *panel,
                          const struct tally_calibrated *calibrated)
{
    size_t winner = panel->entries, count = 0;
    for (size_t i = 0; i < panel->entries; i++) {
        int32_t rank = calibrated
                           ? calibrated->rank[i]
                           : panel->result->entries[panel->entry[i]].rank;
        if (rank == 1) {
            winner = i;
            count++;
        }
    }
    return count == 1 ? winner : panel->entries;
}

const struct tally_interval *
tally_weights(struct arena *mem, const struct tally_panel *panel,
              const struct tally_calibrated *calibrated)
{
    const struct tally_result *result = panel->result;
    size_t winner = find_winner(panel, calibrated);
    if (panel->criteria < 2 || panel->entries < 2 || winner == panel->entries)
        return NULL;
    struct tally_interval *interval =
        arena_alloc(mem, panel->criteria * sizeof *interval);
    for (size_t k = 0; k < panel->criteria; k++) {
        interval[k] = (struct tally_interval){
            tally_exact(result->input->criteria[k].weight, result->weight_sum),
            {0, 1},
            {1, 1},
            0,
            1};
        if (calibrated)
            take_calibrated(panel, winner, k, calibrated->criterion_score,
                            &interval[k]);
        else
            take_mean(panel, winner, k, &interval[k]);
    }
    return interval;
}
