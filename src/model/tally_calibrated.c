/* The calibrated mean: one factorisation, one right-hand side for the
 * composites and one for each criterion. */
#include "model/tally_calibrated.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "model/tally_matrix.h"
#include "model/tally_show.h"

struct criteria {
    const struct tally_panel *panel;
    const struct tally_calibrated *calibrated;
};

double tally_calibrated_tolerance(const struct tally_panel *panel)
{
    return 1e-9 * panel->width;
}

double *tally_calibrated_matrix(struct arena *mem,
                                const struct tally_panel *panel, double lambda)
{
    size_t m = panel->jurors;
    double *matrix = arena_alloc(mem, m * m * sizeof *matrix);
    for (size_t i = 0; i < panel->entries; i++) {
        size_t from = panel->first[i], to = panel->first[i + 1];
        double part = 1 / (double)(to - from);
        for (size_t a = from; a < to; a++) {
            double *row = matrix + (size_t)panel->owner[a] * m;
            row[panel->owner[a]] += 1;
            for (size_t b = from; b < to; b++)
                row[panel->owner[b]] -= part;
        }
    }
    for (size_t j = 0; j < m; j++)
        matrix[j * m + j] += lambda;
    return matrix;
}

void tally_calibrated_right(const struct tally_panel *panel, const double *y,
                            size_t stride, double *mean, double *right)
{
    memset(right, 0, panel->jurors * sizeof *right);
    for (size_t i = 0; i < panel->entries; i++) {
        size_t from = panel->first[i], to = panel->first[i + 1];
        double sum = 0;
        for (size_t at = from; at < to; at++)
            sum += y[at * stride];
        mean[i] = sum / (double)(to - from);
        for (size_t at = from; at < to; at++)
            right[panel->owner[at]] += y[at * stride] - mean[i];
    }
}

double tally_calibrated_less(const struct tally_panel *panel, size_t entry,
                             double mean, const double *beta)
{
    size_t from = panel->first[entry], to = panel->first[entry + 1];
    double sum = 0;
    for (size_t at = from; at < to; at++)
        sum += beta[panel->owner[at]];
    return mean - sum / (double)(to - from);
}

void tally_calibrated_mean_ranks(struct arena *mem,
                                 const struct tally_panel *panel, int32_t *rank)
{
    int64_t *total = arena_alloc(mem, panel->entries * sizeof *total);
    int32_t *count = arena_alloc(mem, panel->entries * sizeof *count);
    for (size_t i = 0; i < panel->entries; i++) {
        total[i] = tally_panel_sum(panel, i);
        count[i] = (int32_t)(panel->first[i + 1] - panel->first[i]);
    }
    tally_ladder_exact(mem, panel->entries, total, count, rank);
}

/* What one set of values needs to be solved. */
struct solving {
    struct arena *mem;
    const struct tally_panel *panel;
    const double *matrix, *factor;
    double *mean; /* room for one of each entry */
};

static struct solving prepare(struct arena *mem,
                              const struct tally_panel *panel)
{
    double lambda = (double)panel->result->input->config.lambda;
    size_t m = panel->jurors;
    struct solving s = {.mem = mem, .panel = panel};
    double *factor = arena_alloc(mem, m * m * sizeof *factor);
    s.matrix = tally_calibrated_matrix(mem, panel, lambda);
    memcpy(factor, s.matrix, m * m * sizeof *factor);
    tally_matrix_factor(factor, m);
    s.factor = factor;
    s.mean = arena_alloc(mem, panel->entries * sizeof *s.mean);
    return s;
}

/* theta[i * every] for the ballots' values y[ballot * every]. */
static void solve(struct solving *s, const double *y, size_t every,
                  double *theta, double *beta)
{
    tally_calibrated_right(s->panel, y, every, s->mean, beta);
    tally_matrix_refined(s->mem, s->matrix, s->factor, s->panel->jurors, beta);
    for (size_t i = 0; i < s->panel->entries; i++)
        theta[i * every] = tally_calibrated_less(s->panel, i, s->mean[i], beta);
}

static void solve_criteria(struct solving *s, double *theta)
{
    const struct tally_panel *panel = s->panel;
    size_t all = panel->ballots * panel->criteria;
    double range = (double)panel->result->range;
    double *y = arena_alloc(s->mem, all * sizeof *y);
    double *beta = arena_alloc(s->mem, panel->jurors * sizeof *beta);
    for (size_t at = 0; at < all; at++)
        y[at] = tally_panel_points(panel, panel->share[at] / range);
    for (size_t k = 0; k < panel->criteria; k++)
        solve(s, y + k, panel->criteria, theta + k, beta);
}

/* A complete panel: everything is the mean's, exactly. */
static void take_means(const struct tally_panel *panel,
                       struct tally_calibrated *c)
{
    const struct tally_result *result = panel->result;
    for (size_t i = 0; i < panel->entries; i++) {
        size_t own = (size_t)panel->entry[i];
        c->score[i] = tally_exact_double(tally_show_score(result, own));
        c->rank[i] = result->entries[own].rank;
        c->rank_final[i] = result->entries[own].rank_final;
        for (size_t k = 0; k < panel->criteria; k++)
            c->criterion_score[i * panel->criteria + k] =
                tally_exact_double(tally_show_criterion(result, own, k));
    }
}

static int compare_criterion(const void *context, size_t k, size_t a, size_t b,
                             bool exact)
{
    const struct criteria *c = context;
    size_t count = c->panel->criteria;
    double x = c->calibrated->criterion_score[a * count + k];
    double y = c->calibrated->criterion_score[b * count + k];
    if (!exact && fabs(x - y) <= tally_calibrated_tolerance(c->panel))
        return 0;
    return (x < y) - (x > y);
}

struct tally_calibrated tally_calibrated(struct arena *mem,
                                         const struct tally_panel *panel)
{
    struct tally_calibrated c = {.status = TALLY_DISCONNECTED};
    size_t n = panel->entries;
    if (panel->components > 1)
        return c;
    c.status = TALLY_OK;
    c.score = arena_alloc(mem, n * sizeof *c.score);
    c.leniency = arena_alloc(mem, panel->jurors * sizeof *c.leniency);
    c.criterion_score =
        arena_alloc(mem, n * panel->criteria * sizeof *c.criterion_score);
    c.rank = arena_alloc(mem, n * sizeof *c.rank);
    c.rank_final = arena_alloc(mem, n * sizeof *c.rank_final);
    struct solving s = prepare(mem, panel);
    solve(&s, panel->points, 1, c.score, c.leniency);
    if (panel->complete) {
        take_means(panel, &c);
        return c;
    }
    solve_criteria(&s, c.criterion_score);
    tally_ladder_close(mem, n, c.score, tally_calibrated_tolerance(panel),
                       c.rank);
    struct criteria context = {panel, &c};
    tally_ladder(mem, panel, c.rank, compare_criterion, &context, c.rank_final);
    return c;
}

struct tally_calibrated tally_calibrated_ranks(struct arena *mem,
                                               const struct tally_panel *panel)
{
    struct tally_calibrated c = {.status = TALLY_DISCONNECTED};
    if (panel->components > 1)
        return c;
    c.status = TALLY_OK;
    c.rank = arena_alloc(mem, panel->entries * sizeof *c.rank);
    if (panel->complete) {
        tally_calibrated_mean_ranks(mem, panel, c.rank);
        return c;
    }
    c.score = arena_alloc(mem, panel->entries * sizeof *c.score);
    c.leniency = arena_alloc(mem, panel->jurors * sizeof *c.leniency);
    struct solving s = prepare(mem, panel);
    solve(&s, panel->points, 1, c.score, c.leniency);
    tally_ladder_close(mem, panel->entries, c.score,
                       tally_calibrated_tolerance(panel), c.rank);
    return c;
}
