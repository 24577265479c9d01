/* Juror diagnostics. A^+ = (A + J)^-1 - J, where J has 1/m_C for two jurors of
 * the same component C, so panels that fall apart need no other path. */
#include "model/tally_residual.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/int128.h"
#include "model/tally_calibrated.h"
#include "model/tally_matrix.h"

static const double nothing = 1e-12;   /* of width^2 or s^2: counts as 0 */
static const double no_freedom = 1e-9; /* of 1 - h */
static const double same = 1e-9;       /* two |t|, relatively */

struct fitting {
    struct arena *mem;
    const struct tally_panel *panel;
    double *inverse;  /* A^+ */
    double *residual; /* r of each ballot */
    double *freedom;  /* 1 - h */
    struct tally_residual *out;
};

/* Adds (sign 1) or takes away (-1) J. */
static void add_components(const struct fitting *f, double *matrix, double sign)
{
    const struct tally_panel *panel = f->panel;
    const struct tally_juror *jurors = panel->result->jurors;
    size_t m = panel->jurors;
    double *size = arena_alloc(f->mem, panel->components * sizeof *size);
    for (size_t j = 0; j < m; j++)
        size[jurors[panel->juror[j]].component]++;
    for (size_t a = 0; a < m; a++)
        for (size_t b = 0; b < m; b++) {
            int32_t own = jurors[panel->juror[a]].component;
            if (own == jurors[panel->juror[b]].component)
                matrix[a * m + b] += sign / size[own];
        }
}

/* 1 - h for the ballots of one entry; v = e_j - u/b. */
static void take_freedom(struct fitting *f, size_t i, double *row)
{
    const struct tally_panel *panel = f->panel;
    size_t from = panel->first[i], to = panel->first[i + 1];
    double b = (double)(to - from), all = 0;
    for (size_t at = from; at < to; at++) {
        const double *line =
            f->inverse + (size_t)panel->owner[at] * panel->jurors;
        row[at - from] = 0;
        for (size_t other = from; other < to; other++)
            row[at - from] += line[panel->owner[other]];
        all += row[at - from];
    }
    for (size_t at = from; at < to; at++) {
        size_t j = (size_t)panel->owner[at];
        double own = f->inverse[j * panel->jurors + j];
        f->freedom[at] =
            1 - (1 / b + own - 2 * row[at - from] / b + all / (b * b));
    }
}

static void fit(struct fitting *f)
{
    const struct tally_panel *panel = f->panel;
    size_t m = panel->jurors;
    double *factor = tally_calibrated_matrix(f->mem, panel, 0);
    double *matrix = arena_alloc(f->mem, m * m * sizeof *matrix);
    double *beta = arena_alloc(f->mem, m * sizeof *beta);
    double *mean = arena_alloc(f->mem, panel->entries * sizeof *mean);
    double *row = arena_alloc(f->mem, m * sizeof *row);
    add_components(f, factor, 1);
    memcpy(matrix, factor, m * m * sizeof *matrix);
    tally_matrix_factor(factor, m);
    /* the right side is in the range of A, where both inverses agree */
    tally_calibrated_right(panel, panel->points, 1, mean, beta);
    tally_matrix_refined(f->mem, matrix, factor, m, beta);
    f->inverse = tally_matrix_inverse(f->mem, factor, m);
    add_components(f, f->inverse, -1);
    for (size_t i = 0; i < panel->entries; i++) {
        double theta = tally_calibrated_less(panel, i, mean[i], beta);
        take_freedom(f, i, row);
        for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++)
            f->residual[at] =
                panel->points[at] - theta - beta[panel->owner[at]];
    }
    for (size_t j = 0; j < m; j++)
        f->out->jurors[j].leniency = beta[j];
}

static void take_sigma(const struct fitting *f)
{
    struct tally_residual *out = f->out;
    const struct tally_panel *panel = f->panel;
    out->df = (int64_t)panel->ballots - (int64_t)panel->entries -
              (int64_t)panel->jurors + (int64_t)panel->components;
    out->rss = 0;
    for (size_t at = 0; at < panel->ballots; at++)
        out->rss += f->residual[at] * f->residual[at];
    if (out->rss < nothing * panel->width * panel->width)
        out->rss = 0;
    out->sigma = out->df < 1 ? NAN : sqrt(out->rss / (double)out->df);
}

static void take_fit(const struct fitting *f)
{
    const struct tally_panel *panel = f->panel;
    struct tally_residual *out = f->out;
    size_t m = panel->jurors;
    double *squares = arena_alloc(f->mem, m * sizeof *squares);
    double *freedom = arena_alloc(f->mem, m * sizeof *freedom);
    bool defined = out->df >= 1 && out->rss > 0;
    for (size_t at = 0; at < panel->ballots; at++) {
        squares[panel->owner[at]] += f->residual[at] * f->residual[at];
        freedom[panel->owner[at]] += f->freedom[at];
    }
    for (size_t j = 0; j < m; j++) {
        struct tally_diagnosis *own = &out->jurors[j];
        own->ballots = panel->result->jurors[panel->juror[j]].ballots;
        own->se = defined ? out->sigma * sqrt(f->inverse[j * m + j]) : NAN;
        own->infit = defined && freedom[j] >= no_freedom
                         ? squares[j] / (out->sigma * out->sigma * freedom[j])
                         : NAN;
    }
}

/* The spread of one juror's points; exactly 0 when all are equal. */
static double deviation(const struct tally_panel *panel, const size_t *ballot,
                        size_t count)
{
    double mean = 0, squares = 0;
    bool equal = true;
    for (size_t at = 0; at < count; at++) {
        equal = equal && panel->total[ballot[at]] == panel->total[ballot[0]];
        mean += panel->points[ballot[at]] / (double)count;
    }
    for (size_t at = 0; at < count; at++) {
        double apart = panel->points[ballot[at]] - mean;
        squares += apart * apart;
    }
    return equal ? 0 : sqrt(squares / ((double)count - 1));
}

static void take_spread(const struct fitting *f,
                        const struct tally_panel_jurors *by)
{
    struct tally_diagnosis *jurors = f->out->jurors;
    double squares = 0, count = 0;
    for (size_t j = 0; j < f->panel->jurors; j++) {
        size_t ballots = by->from[j + 1] - by->from[j];
        jurors[j].spread = NAN;
        if (ballots < 2)
            continue;
        jurors[j].spread =
            deviation(f->panel, by->ballot + by->from[j], ballots);
        squares += jurors[j].spread * jurors[j].spread;
        count++;
    }
    for (size_t j = 0; j < f->panel->jurors; j++)
        jurors[j].spread =
            squares > 0 ? jurors[j].spread / sqrt(squares / count) : NAN;
}

/* A ballot beside the other ballots of its entry, both exact. */
struct beside {
    int64_t own;
    int64_t others; /* their sum */
    int64_t count;  /* how many they are */
};

static double correlate(const struct beside *pair, size_t count)
{
    double own = 0, other = 0, n = (double)count;
    double both = 0, own_squares = 0, other_squares = 0;
    bool own_moves = false, other_moves = false;
    for (size_t at = 0; at < count; at++) {
        own_moves = own_moves || pair[at].own != pair[0].own;
        other_moves = other_moves || (i128)pair[at].others * pair[0].count !=
                                         (i128)pair[0].others * pair[at].count;
        own += (double)pair[at].own / n;
        other += (double)pair[at].others / (double)pair[at].count / n;
    }
    if (count < 3 || !own_moves || !other_moves)
        return NAN;
    for (size_t at = 0; at < count; at++) {
        double x = (double)pair[at].own - own;
        double y = (double)pair[at].others / (double)pair[at].count - other;
        both += x * y;
        own_squares += x * x;
        other_squares += y * y;
    }
    return both / sqrt(own_squares * other_squares);
}

static void take_correlation(const struct fitting *f,
                             const struct tally_panel_jurors *by)
{
    const struct tally_panel *panel = f->panel;
    struct beside *all = arena_alloc(f->mem, panel->ballots * sizeof *all);
    struct beside *pair = arena_alloc(f->mem, panel->entries * sizeof *pair);
    for (size_t i = 0; i < panel->entries; i++) {
        int64_t sum = tally_panel_sum(panel, i);
        int64_t count = (int64_t)(panel->first[i + 1] - panel->first[i]) - 1;
        for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++)
            all[at] = (struct beside){panel->total[at], sum - panel->total[at],
                                      count};
    }
    for (size_t j = 0; j < panel->jurors; j++) {
        size_t count = 0;
        for (size_t at = by->from[j]; at < by->from[j + 1]; at++)
            if (all[by->ballot[at]].count > 0)
                pair[count++] = all[by->ballot[at]];
        f->out->jurors[j].rest_correlation = correlate(pair, count);
    }
}

/* Keeps the largest; ballots come by entry, then juror. */
static void keep_outlier(struct tally_residual *out, struct tally_outlier found)
{
    size_t at = out->outlier_count;
    double limit = fabs(found.t) / (1 + same);
    while (at > 0 && fabs(out->outliers[at - 1].t) < limit)
        at--;
    if (at == TALLY_OUTLIERS_MAX)
        return;
    size_t last = out->outlier_count < TALLY_OUTLIERS_MAX
                      ? out->outlier_count++
                      : TALLY_OUTLIERS_MAX - 1;
    memmove(out->outliers + at + 1, out->outliers + at,
            (last - at) * sizeof *out->outliers);
    out->outliers[at] = found;
}

static void take_outliers(const struct fitting *f)
{
    struct tally_residual *out = f->out;
    const struct tally_panel *panel = f->panel;
    if (out->df < 2)
        return;
    for (size_t i = 0; i < panel->entries; i++)
        for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++) {
            double r = f->residual[at], freedom = f->freedom[at];
            double without =
                (out->rss - r * r / freedom) / (double)(out->df - 1);
            if (freedom <= no_freedom ||
                without <= nothing * out->sigma * out->sigma)
                continue;
            keep_outlier(out,
                         (struct tally_outlier){(int32_t)i, panel->owner[at], r,
                                                r / sqrt(without * freedom)});
        }
}

struct tally_residual tally_residual(struct arena *mem,
                                     const struct tally_panel *panel)
{
    struct tally_residual out = {0};
    struct fitting f = {.mem = mem, .panel = panel, .out = &out};
    struct tally_panel_jurors by = tally_panel_jurors(mem, panel);
    f.residual = arena_alloc(mem, panel->ballots * sizeof *f.residual);
    f.freedom = arena_alloc(mem, panel->ballots * sizeof *f.freedom);
    out.jurors = arena_alloc(mem, panel->jurors * sizeof *out.jurors);
    fit(&f);
    take_sigma(&f);
    take_fit(&f);
    take_spread(&f, &by);
    take_correlation(&f, &by);
    take_outliers(&f);
    return out;
}
