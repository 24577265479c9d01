/* Sums of rows. The loops that the time goes into are marked:
 * scripts/vectorised sees to it that the compiler makes vectors of each. They
 * take four rows at once, so that a sum is loaded and stored once for four. */
#include "model/tally_rows.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

static const double exact_floats = 16777216.0;          /* 2^24 */
static const double exact_doubles = 4503599627370496.0; /* 2^52 */
static const double keys_narrow = 1073741824.0;         /* 2^30 */
static const double keys_wide = 16777216.0; /* fine enough to bring near */

/* `row` are as many rows as are taken at once. */
typedef void row_loop(void *to, const void *const *row, const float *times,
                      size_t n);

/* The loops of one precision. */
struct loops {
    row_loop *add, *lower, *raise;
    void (*trim)(void *sum, const void *lowest, const void *highest, size_t n);
    void (*divide)(double *restrict score, const void *sum, const void *count,
                   double dropped, size_t n);
    void (*drop)(int32_t *restrict key, const void *count, double dropped,
                 int32_t none, size_t n);
    size_t bytes; /* of a value */
};

struct tally_rows {
    size_t entries, jurors;
    const struct loops *loops;
    bool narrow, trimmed, complete;
    /* [juror * entries + entry], in the precision of the loops. Without a
     * ballot: 0, 0, the most and 0. `there` only in incomplete panels, `low`
     * and `high` only for trimmed. */
    void *value, *there, *low, *high;
    void *sum, *count, *lowest, *highest; /* of each entry */
    double *score;
    double top;   /* no score is above */
    double scale; /* of what a score is below the top, to keys */
    int32_t none;
};

static void add_floats(void *to, const void *const *row, const float *times,
                       size_t n)
{
    float *restrict sum = to;
    const float *restrict a = row[0], *restrict b = row[1];
    const float *restrict c = row[2], *restrict d = row[3];
    float p = times[0], q = times[1], r = times[2], s = times[3];
    for (size_t i = 0; i < n; i++) /* vectorised: sums of floats */
        sum[i] = sum[i] + p * a[i] + q * b[i] + r * c[i] + s * d[i];
}

static void add_doubles(void *to, const void *const *row, const float *times,
                        size_t n)
{
    double *restrict sum = to;
    const double *restrict a = row[0], *restrict b = row[1];
    const double *restrict c = row[2], *restrict d = row[3];
    double p = (double)times[0], q = (double)times[1];
    double r = (double)times[2], s = (double)times[3];
    for (size_t i = 0; i < n; i++) /* vectorised: sums of doubles */
        sum[i] = sum[i] + p * a[i] + q * b[i] + r * c[i] + s * d[i];
}

static inline float less_float(float a, float b)
{
    return a < b ? a : b;
}

static inline float more_float(float a, float b)
{
    return a > b ? a : b;
}

static inline double less_double(double a, double b)
{
    return a < b ? a : b;
}

static inline double more_double(double a, double b)
{
    return a > b ? a : b;
}

static void lower_floats(void *to, const void *const *row, const float *times,
                         size_t n)
{
    float *restrict lowest = to;
    const float *restrict a = row[0], *restrict b = row[1];
    const float *restrict c = row[2], *restrict d = row[3];
    (void)times;
    for (size_t i = 0; i < n; i++) /* vectorised: lowest of floats */
        lowest[i] = less_float(lowest[i], less_float(less_float(a[i], b[i]),
                                                     less_float(c[i], d[i])));
}

static void raise_floats(void *to, const void *const *row, const float *times,
                         size_t n)
{
    float *restrict highest = to;
    const float *restrict a = row[0], *restrict b = row[1];
    const float *restrict c = row[2], *restrict d = row[3];
    (void)times;
    for (size_t i = 0; i < n; i++) /* vectorised: highest of floats */
        highest[i] = more_float(highest[i], more_float(more_float(a[i], b[i]),
                                                       more_float(c[i], d[i])));
}

static void lower_doubles(void *to, const void *const *row, const float *times,
                          size_t n)
{
    double *restrict lowest = to;
    const double *restrict a = row[0], *restrict b = row[1];
    const double *restrict c = row[2], *restrict d = row[3];
    (void)times;
    for (size_t i = 0; i < n; i++) /* vectorised: lowest of doubles */
        lowest[i] =
            less_double(lowest[i], less_double(less_double(a[i], b[i]),
                                               less_double(c[i], d[i])));
}

static void raise_doubles(void *to, const void *const *row, const float *times,
                          size_t n)
{
    double *restrict highest = to;
    const double *restrict a = row[0], *restrict b = row[1];
    const double *restrict c = row[2], *restrict d = row[3];
    (void)times;
    for (size_t i = 0; i < n; i++) /* vectorised: highest of doubles */
        highest[i] =
            more_double(highest[i], more_double(more_double(a[i], b[i]),
                                                more_double(c[i], d[i])));
}

static void trim_floats(void *to, const void *low, const void *high, size_t n)
{
    float *restrict sum = to;
    const float *restrict lowest = low, *restrict highest = high;
    for (size_t i = 0; i < n; i++) /* vectorised: trimming of floats */
        sum[i] -= lowest[i] + highest[i];
}

static void trim_doubles(void *to, const void *low, const void *high, size_t n)
{
    double *restrict sum = to;
    const double *restrict lowest = low, *restrict highest = high;
    for (size_t i = 0; i < n; i++) /* vectorised: trimming of doubles */
        sum[i] -= lowest[i] + highest[i];
}

/* Divides; where nothing is left the quotient means nothing. */
static void divide_floats(double *restrict score, const void *sums,
                          const void *counts, double dropped, size_t n)
{
    const float *restrict sum = sums, *restrict count = counts;
    float less = (float)dropped, enough = less + 1;
    for (size_t i = 0; i < n; i++) /* vectorised: quotients of floats */
        score[i] =
            (double)sum[i] / (double)(more_float(count[i], enough) - less);
}

static void divide_doubles(double *restrict score, const void *sums,
                           const void *counts, double dropped, size_t n)
{
    const double *restrict sum = sums, *restrict count = counts;
    double enough = dropped + 1;
    for (size_t i = 0; i < n; i++) /* vectorised: quotients of doubles */
        score[i] = sum[i] / (more_double(count[i], enough) - dropped);
}

static void drop_floats(int32_t *restrict key, const void *counts,
                        double dropped, int32_t none, size_t n)
{
    const float *restrict count = counts;
    float less = (float)dropped;
    for (size_t i = 0; i < n; i++) /* vectorised: no key, of floats */
        key[i] = count[i] > less ? key[i] : none;
}

static void drop_doubles(int32_t *restrict key, const void *counts,
                         double dropped, int32_t none, size_t n)
{
    const double *restrict count = counts;
    for (size_t i = 0; i < n; i++) /* vectorised: no key, of doubles */
        key[i] = count[i] > dropped ? key[i] : none;
}

static const struct loops float_loops = {
    add_floats,    lower_floats, raise_floats, trim_floats,
    divide_floats, drop_floats,  sizeof(float)};
static const struct loops double_loops = {
    add_doubles,    lower_doubles, raise_doubles, trim_doubles,
    divide_doubles, drop_doubles,  sizeof(double)};

/* The keys of a complete panel in single precision: whole numbers. */
static void key_sums(const struct tally_rows *rows, int32_t *restrict key)
{
    const float *restrict sum = rows->sum;
    float top = (float)rows->top;
    for (size_t i = 0; i < rows->entries; i++) /* vectorised: keys of sums */
        key[i] = (int32_t)(top - sum[i]);
}

/* In single precision two different fractions with denominators up to m lie
 * 1/m^2 apart or more, and 2 m^2 times as far as keys: far enough to differ
 * when rounded down. In double precision keys follow the scores. */
static void key_scores(const struct tally_rows *rows, int32_t *restrict key)
{
    const double *restrict score = rows->score;
    double top = rows->top, scale = rows->scale;
    for (size_t i = 0; i < rows->entries; i++) /* vectorised: keys of scores */
        key[i] = (int32_t)((top - score[i]) * scale);
}

int32_t tally_rows_none(const struct tally_rows *rows)
{
    return rows->none;
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Sets values[ballot] and returns the largest, which is above 0. */
static double take_totals(const struct tally_panel *panel, double *values)
{
    int64_t least = INT64_MAX, most = 0, divisor = 0;
    for (size_t at = 0; at < panel->ballots; at++) {
        int64_t total = panel->total[at];
        least = total < least ? total : least;
        most = total > most ? total : most;
    }
    for (size_t at = 0; at < panel->ballots; at++)
        divisor = common_divisor(panel->total[at] - least, divisor);
    if (divisor == 0)
        divisor = 1; /* all are equal */
    for (size_t at = 0; at < panel->ballots; at++)
        values[at] = (double)((panel->total[at] - least) / divisor);
    return most > least ? (double)((most - least) / divisor) : 1;
}

/* Sets values[ballot]; *top and what is returned enclose them. */
static double take_points(const struct tally_panel *panel,
                          const double *leniency, double *values, double *top)
{
    double bottom = HUGE_VAL;
    *top = -HUGE_VAL;
    for (size_t at = 0; at < panel->ballots; at++) {
        values[at] = panel->points[at] - leniency[panel->owner[at]];
        bottom = values[at] < bottom ? values[at] : bottom;
        *top = values[at] > *top ? values[at] : *top;
    }
    return bottom;
}

static void put(const struct tally_rows *rows, void *array, size_t at,
                double value)
{
    float *floats = array;
    double *doubles = array;
    if (rows->narrow)
        floats[at] = (float)value;
    else
        doubles[at] = value;
}

static void *filled(struct arena *mem, const struct tally_rows *rows,
                    size_t count, double value)
{
    void *array = arena_alloc(mem, count * rows->loops->bytes);
    for (size_t at = 0; at < count; at++)
        put(rows, array, at, value);
    return array;
}

static void fill(struct arena *mem, struct tally_rows *rows,
                 const struct tally_panel *panel, const double *values,
                 double most)
{
    size_t n = rows->entries, all = n * rows->jurors;
    rows->value = filled(mem, rows, all, 0);
    rows->there = rows->complete ? NULL : filled(mem, rows, all, 0);
    if (rows->trimmed) {
        rows->low = filled(mem, rows, all, most);
        rows->high = filled(mem, rows, all, 0);
    }
    for (size_t i = 0; i < n; i++)
        for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++) {
            size_t to = (size_t)panel->owner[at] * n + i;
            put(rows, rows->value, to, values[at]);
            if (!rows->complete)
                put(rows, rows->there, to, 1);
            if (rows->trimmed) {
                put(rows, rows->low, to, values[at]);
                put(rows, rows->high, to, values[at]);
            }
        }
    rows->sum = filled(mem, rows, n, 0);
    /* a complete panel's sums are scores: as if of one ballot */
    rows->count = filled(mem, rows, n, rows->trimmed ? 3 : 1);
    rows->lowest = filled(mem, rows, n, 0);
    rows->highest = filled(mem, rows, n, 0);
    rows->score = arena_alloc(mem, n * sizeof *rows->score);
}

/* Chooses the precision for values from 0 to `most`; false: none is exact. */
static bool choose(struct tally_rows *rows, double most)
{
    double m = (double)rows->jurors;
    rows->top = rows->complete ? most * m : most;
    rows->scale = rows->complete ? 1 : 2 * m * m;
    rows->narrow =
        most * m < exact_floats && rows->top * rows->scale < keys_narrow;
    if (!rows->narrow)
        rows->scale = keys_wide / rows->top;
    return rows->top * (rows->complete ? 1 : m * m) < exact_doubles;
}

struct tally_rows *tally_rows_new(struct arena *mem,
                                  const struct tally_panel *panel, bool trimmed,
                                  const double *leniency)
{
    struct tally_rows *rows = arena_alloc(mem, sizeof *rows);
    double *values = arena_alloc(mem, panel->ballots * sizeof *values);
    double most = 0;
    rows->entries = panel->entries;
    rows->jurors = panel->jurors;
    rows->trimmed = trimmed;
    rows->complete = panel->complete;
    if (leniency) {
        double least = take_points(panel, leniency, values, &rows->top);
        rows->scale = rows->top > least ? keys_wide / (rows->top - least) : 0;
    } else {
        most = take_totals(panel, values);
        if (!choose(rows, most))
            return NULL;
    }
    rows->loops = rows->narrow ? &float_loops : &double_loops;
    /* a sum of doubles that are not whole may be a trifle below the least */
    rows->none = (int32_t)(rows->narrow ? rows->top * rows->scale : keys_wide);
    rows->none += 2;
    fill(mem, rows, panel, values, most);
    return rows;
}

/* Adds the rows of the jurors that were drawn, or whatever `loop` does. */
static void apply(const struct tally_rows *rows, row_loop *loop, void *to,
                  const void *from, const struct tally_drawn *drawn)
{
    size_t bytes = rows->entries * rows->loops->bytes;
    for (size_t at = 0; at < drawn->count; at += TALLY_ROWS_AT_ONCE) {
        const void *row[TALLY_ROWS_AT_ONCE];
        for (size_t k = 0; k < TALLY_ROWS_AT_ONCE; k++)
            row[k] = (const char *)from + drawn->juror[at + k] * bytes;
        loop(to, row, drawn->times + at, rows->entries);
    }
}

const double *tally_rows_keys(struct tally_rows *rows,
                              const struct tally_drawn *drawn, int32_t *key)
{
    const struct loops *loops = rows->loops;
    size_t bytes = rows->entries * loops->bytes;
    memset(rows->sum, 0, bytes);
    apply(rows, loops->add, rows->sum, rows->value, drawn);
    if (!rows->complete) {
        memset(rows->count, 0, bytes);
        apply(rows, loops->add, rows->count, rows->there, drawn);
    }
    if (rows->trimmed) {
        size_t any = drawn->juror[0] * bytes;
        memcpy(rows->lowest, (const char *)rows->low + any, bytes);
        memcpy(rows->highest, (const char *)rows->high + any, bytes);
        apply(rows, loops->lower, rows->lowest, rows->low, drawn);
        apply(rows, loops->raise, rows->highest, rows->high, drawn);
        loops->trim(rows->sum, rows->lowest, rows->highest, rows->entries);
    }
    if (rows->narrow && rows->complete) {
        key_sums(rows, key);
        return NULL;
    }
    double dropped = rows->trimmed ? 2 : 0;
    loops->divide(rows->score, rows->sum, rows->count, dropped, rows->entries);
    key_scores(rows, key);
    if (!rows->complete)
        loops->drop(key, rows->count, dropped, rows->none, rows->entries);
    return rows->narrow ? NULL : rows->score;
}
