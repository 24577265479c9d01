/* Agreement. Ties are found on integers; everything else is sums of squares
 * around a mean, so that no precision is lost far from zero.
 *
 * Alpha needs no matrix of coincidences: for squared distances the sum over
 * the pairs of an entry is 2 (b sum y^2 - (sum y)^2). The ordinal distance of
 * two values is the distance of their midranks among all values, so ordinal
 * alpha is interval alpha of the midranks. */
#include "model/tally_agreement.h"

#include <math.h>

#include "base/arena.h"
#include "base/int128.h"

static const double nothing = 1e-12; /* of width^2: counts as 0 */

static double kendall_w(struct arena *mem, const struct tally_panel *panel)
{
    int64_t ties;
    const int64_t *twice = tally_panel_midranks(mem, panel, &ties);
    i128 n = (i128)panel->entries, m = (i128)panel->jurors, squares = 0;
    for (size_t i = 0; i < panel->entries; i++) {
        i128 sum = 0;
        for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++)
            sum += twice[at];
        squares += sum * sum; /* four times R^2 */
    }
    i128 above = 3 * squares - 3 * m * m * n * (n + 1) * (n + 1);
    i128 below = m * m * n * (n * n - 1) - m * ties;
    return below == 0 ? NAN : (double)above / (double)below;
}

static double share_of(double above, double below)
{
    return below <= 0 ? NAN : above / below;
}

/* Mean squares of entries, jurors and the rest. */
struct squares {
    double entries, jurors, rest;
};

static double mean_square(double sum, double count, double width)
{
    double square = sum / count;
    return square < nothing * width * width ? 0 : square;
}

static struct squares mean_squares(struct arena *mem,
                                   const struct tally_panel *panel)
{
    size_t n = panel->entries, m = panel->jurors;
    double *entry = arena_alloc(mem, n * sizeof *entry);
    double *juror = arena_alloc(mem, m * sizeof *juror);
    double all = 0, width = panel->width;
    struct squares sum = {0};
    for (size_t at = 0; at < n * m; at++) {
        entry[at / m] += panel->points[at] / (double)m;
        juror[at % m] += panel->points[at] / (double)n;
    }
    for (size_t i = 0; i < n; i++)
        all += entry[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        sum.entries += (entry[i] - all) * (entry[i] - all);
    for (size_t j = 0; j < m; j++)
        sum.jurors += (juror[j] - all) * (juror[j] - all);
    for (size_t at = 0; at < n * m; at++) {
        double rest = panel->points[at] - entry[at / m] - juror[at % m] + all;
        sum.rest += rest * rest;
    }
    double rows = (double)n - 1, columns = (double)m - 1;
    return (struct squares){
        mean_square((double)m * sum.entries, rows, width),
        mean_square((double)n * sum.jurors, columns, width),
        mean_square(sum.rest, rows * columns, width),
    };
}

static void take_icc(struct arena *mem, const struct tally_panel *panel,
                     struct tally_agreement *a)
{
    struct squares s = mean_squares(mem, panel);
    double n = (double)panel->entries, m = (double)panel->jurors;
    double apart = s.entries - s.rest, strict = (s.jurors - s.rest) / n;
    a->icc_a1 = share_of(apart, s.entries + (m - 1) * s.rest + m * strict);
    a->icc_ak = share_of(apart, s.entries + strict);
    a->icc_c1 = share_of(apart, s.entries + (m - 1) * s.rest);
    a->icc_ck = share_of(apart, s.entries);
}

/* Of one value for each ballot. Entries with one ballot do not
 * count. */
static double alpha(const struct tally_panel *panel, const double *y)
{
    double all = 0, count = 0, within = 0, total = 0, first = NAN;
    bool distinct = false;
    for (size_t i = 0; i < panel->entries; i++)
        for (size_t at = panel->first[i];
             panel->first[i + 1] - panel->first[i] > 1 &&
             at < panel->first[i + 1];
             at++) {
            first = count > 0 ? first : y[at];
            distinct = distinct || y[at] > first || y[at] < first;
            all += y[at];
            count++;
        }
    if (!distinct)
        return NAN;
    all /= count;
    for (size_t i = 0; i < panel->entries; i++) {
        double b = (double)(panel->first[i + 1] - panel->first[i]);
        double sum = 0, squares = 0;
        for (size_t at = panel->first[i]; b > 1 && at < panel->first[i + 1];
             at++) {
            double apart = y[at] - all;
            sum += apart;
            squares += apart * apart;
        }
        total += squares;
        within += b > 1 ? (b * squares - sum * sum) / (b - 1) : 0;
    }
    return 1 - (count - 1) * within / (count * total);
}

/* The midrank of each value of a criterion among all that count. */
static void place_shares(const struct tally_panel *panel, size_t k,
                         double *count, double *place)
{
    size_t values = (size_t)panel->result->range + 1;
    double before = 0;
    for (size_t value = 0; value < values; value++)
        count[value] = 0;
    for (size_t i = 0; i < panel->entries; i++)
        for (size_t at = panel->first[i];
             panel->first[i + 1] - panel->first[i] > 1 &&
             at < panel->first[i + 1];
             at++)
            count[panel->share[at * panel->criteria + k]]++;
    for (size_t value = 0; value < values; value++) {
        double own = count[value];
        count[value] = before + own / 2;
        before += own;
    }
    for (size_t at = 0; at < panel->ballots; at++)
        place[at] = count[panel->share[at * panel->criteria + k]];
}

struct tally_agreement tally_agreement(struct arena *mem,
                                       const struct tally_panel *panel)
{
    struct tally_agreement a = {NAN, NAN, NAN, NAN, NAN, NAN, {0}};
    size_t values = (size_t)panel->result->range + 1;
    double *count = arena_alloc(mem, values * sizeof *count);
    double *place = arena_alloc(mem, panel->ballots * sizeof *place);
    if (panel->complete && panel->entries >= 2 && panel->jurors >= 2) {
        a.kendall_w = kendall_w(mem, panel);
        take_icc(mem, panel, &a);
    }
    for (size_t at = 0; at < panel->ballots; at++)
        place[at] = (double)panel->total[at];
    a.alpha_interval = alpha(panel, place);
    for (size_t k = 0; k < panel->criteria; k++) {
        place_shares(panel, k, count, place);
        a.alpha_ordinal[k] = alpha(panel, place);
    }
    return a;
}
