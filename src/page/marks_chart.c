/* Columns on an area of 1000 x 100. A scale with few values has a column for
 * each; a fine one is cut into ten equal parts. */
#include "page/marks_chart.h"

#include "base/arena.h"

enum { COLUMNS_MAX = 21, PARTS = 10, WIDTH = 1000, HEIGHT = 100, GAP = 8 };

static size_t columns_of(const struct criterion *k)
{
    int64_t values = (k->hi - k->lo) / k->step + 1;
    return values <= COLUMNS_MAX ? (size_t)values : PARTS;
}

static bool is_fine(const struct criterion *k)
{
    return (k->hi - k->lo) / k->step + 1 > COLUMNS_MAX;
}

static size_t column_of(const struct criterion *k, int64_t value)
{
    size_t columns = columns_of(k);
    if (value <= k->lo)
        return 0;
    if (value >= k->hi)
        return columns - 1;
    return is_fine(k) ? (size_t)((value - k->lo) * PARTS / (k->hi - k->lo))
                      : (size_t)((value - k->lo) / k->step);
}

/* The lowest mark of a part, rounded up to the grid. */
static int64_t part_begins(const struct criterion *k, size_t part)
{
    int64_t range = k->hi - k->lo;
    int64_t above = (range * (int64_t)part + PARTS - 1) / PARTS;
    return k->lo + (above + k->step - 1) / k->step * k->step;
}

static const char *label(struct ctx *c, const struct own_marks *m,
                         const struct criterion *k, size_t column)
{
    struct arena *mem = c->world.mem;
    int decimals = (int)m->place.round.scale_decimals;
    if (!is_fine(k))
        return total_mark(mem, c->lang, k->lo + (int64_t)column * k->step,
                          decimals);
    int64_t last =
        column + 1 == PARTS ? k->hi : part_begins(k, column + 1) - k->step;
    return arena_printf(
        mem, T("%s to %s"),
        total_mark(mem, c->lang, part_begins(k, column), decimals),
        total_mark(mem, c->lang, last, decimals));
}

static const char *mean(struct ctx *c, const struct own_marks *m, size_t k,
                        struct marks_chart *chart)
{
    const struct criterion *criterion = &m->criterion[k];
    i128 sum = 0, unit = 1;
    for (size_t i = 0; i < m->count; i++)
        if (m->entry[i].mark[k].value != NULL) {
            sum += *m->entry[i].mark[k].value;
            chart->given++;
        }
    if (chart->given == 0)
        return NULL;
    for (int64_t i = 0; i < m->place.round.scale_decimals; i++)
        unit *= 10;
    i128 count = (i128)chart->given;
    /* the middle of a column is the place of its mark, of a part its share */
    i128 columns = (i128)columns_of(criterion);
    i128 above = sum - count * criterion->lo;
    i128 range = count * (criterion->hi - criterion->lo);
    i128 inner = is_fine(criterion) ? WIDTH : WIDTH - WIDTH / columns;
    i128 edge = is_fine(criterion) ? 0 : WIDTH / columns / 2;
    chart->mean_x = (int64_t)(edge + inner * above / range);
    return own_points(c, m, tally_exact(sum, count * unit));
}

static size_t fill_bars(struct ctx *c, const struct own_marks *m, size_t k,
                        struct marks_bar *bar)
{
    const struct criterion *criterion = &m->criterion[k];
    size_t count = columns_of(criterion), most = 0;
    for (size_t i = 0; i < m->count; i++) {
        const int64_t *value = m->entry[i].mark[k].value;
        if (value != NULL)
            bar[column_of(criterion, *value)].count++;
    }
    for (size_t i = 0; i < count; i++) {
        bar[i].label = label(c, m, criterion, i);
        if (bar[i].count > most)
            most = bar[i].count;
    }
    return most;
}

static void place_bars(struct marks_bar *bar, size_t count, size_t most)
{
    for (size_t i = 0; i < count; i++) {
        int64_t from = (int64_t)(i * WIDTH / count),
                until = (int64_t)((i + 1) * WIDTH / count);
        bar[i].x = from + GAP / 2;
        bar[i].width = until - from - GAP;
        bar[i].height = most ? (int64_t)(bar[i].count * HEIGHT / most) : 0;
        bar[i].y = HEIGHT - bar[i].height;
    }
}

const struct marks_chart *marks_charts(struct ctx *c, const struct own_marks *m)
{
    struct arena *mem = c->world.mem;
    int decimals = (int)m->place.round.scale_decimals;
    struct marks_chart *chart =
        arena_alloc(mem, m->criterion_count * sizeof *chart);
    struct marks_bar **bar = arena_alloc(mem, m->criterion_count * sizeof *bar);
    size_t most = 0;
    for (size_t k = 0; k < m->criterion_count; k++) {
        const struct criterion *criterion = &m->criterion[k];
        size_t count = columns_of(criterion);
        bar[k] = arena_alloc(mem, count * sizeof **bar);
        size_t highest = fill_bars(c, m, k, bar[k]);
        most = highest > most ? highest : most;
        chart[k] = (struct marks_chart){
            .id = criterion->id,
            .name = PICK(criterion->name_de, criterion->name_en),
            .lowest = total_mark(mem, c->lang, criterion->lo, decimals),
            .highest = total_mark(mem, c->lang, criterion->hi, decimals),
            .bar = bar[k],
            .bar_count = count};
        chart[k].mean = mean(c, m, k, &chart[k]);
    }
    for (size_t k = 0; k < m->criterion_count; k++)
        place_bars(bar[k], chart[k].bar_count, most);
    return chart;
}

const char *marks_mean_total(struct ctx *c, const struct own_marks *m)
{
    struct tally_fraction sum = {0, 1};
    i128 count = 0;
    for (size_t i = 0; i < m->count; i++) {
        const struct total *t = &m->entry[i].total;
        if (!t->complete)
            continue;
        struct tally_fraction less = {-t->points.numerator,
                                      t->points.denominator};
        sum = tally_exact_minus(sum, less);
        count++;
    }
    if (count == 0)
        return NULL;
    return own_points(c, m,
                      tally_exact(sum.numerator, sum.denominator * count));
}
