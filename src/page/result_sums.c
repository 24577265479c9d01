/* The arithmetic of one nomination, by method. */
#include "page/result_sums.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/tally_show.h"
#include "model/total.h"

enum { WRITTEN_DECIMALS = 4, FACTS_MAX = 8 };

const char *sums_mark(const struct sums *s, int64_t units)
{
    return total_mark(s->c->world.mem, s->c->lang, units,
                      (int)s->r->round.scale_decimals);
}

/* "= 2,8" or "≈ 7,1667" */
static const char *written(const struct sums *s, struct tally_fraction f)
{
    struct arena *mem = s->c->world.mem;
    i128 units = tally_exact_round(f, WRITTEN_DECIMALS);
    bool exact = units * f.denominator == f.numerator * 10000;
    return arena_printf(
        mem, "%s %s", exact ? "=" : "≈",
        total_mark(mem, s->c->lang, (int64_t)units, WRITTEN_DECIMALS));
}

/* --- which ballots --- */

static void lay_out_marks(struct sums *s)
{
    const struct tally_input *input = &s->r->input;
    s->mark = arena_alloc(s->c->world.mem, input->juror_count *
                                               input->criterion_count *
                                               sizeof *s->mark);
    for (size_t i = 0; i < input->mark_count; i++) {
        const struct tally_mark *m = &input->marks[i];
        if ((size_t)m->entry == s->entry)
            s->mark[(size_t)m->juror * input->criterion_count +
                    (size_t)m->criterion] = &m->value;
    }
}

static void find_dropped(struct sums *s)
{
    const struct tally_panel *own = s->p->own;
    const struct tally_trimmed *t = &s->p->trimmed;
    if (own == NULL || s->p->official == NULL ||
        s->p->official->method != TALLY_TRIMMED || t->status != TALLY_OK ||
        s->p->panel[s->entry] < 0)
        return;
    size_t i = (size_t)s->p->panel[s->entry];
    s->dropped_low = own->juror[own->owner[t->low[i]]];
    s->dropped_high = own->juror[own->owner[t->high[i]]];
}

void sums_start(struct sums *s)
{
    s->dropped_low = s->dropped_high = -1;
    if (s->r->stage_count > 0)
        return;
    lay_out_marks(s);
    find_dropped(s);
    if (s->r->report.result != NULL)
        s->ballots =
            s->r->tally.entries[s->entry].ballots - 2 * (s->dropped_low >= 0);
}

/* Is this juror's ballot in the score? */
static bool sums_counts(const struct sums *s, size_t juror)
{
    return s->presence[juror] == PRESENCE_COUNTED &&
           (int32_t)juror != s->dropped_low &&
           (int32_t)juror != s->dropped_high;
}

/* --- mean, trimmed, calibrated --- */

/* "8 + 9 + 7 = 24", in units; the sum is returned. */
static int64_t add_marks(const struct sums *s, size_t k, const char **text)
{
    struct buf b;
    int64_t sum = 0;
    bool first = true;
    buf_init(&b, s->c->world.mem);
    for (size_t j = 0; j < s->r->input.juror_count; j++) {
        if (!sums_counts(s, j))
            continue;
        int64_t value = *s->mark[j * s->r->input.criterion_count + k];
        buf_addf(&b, value < 0 ? "%s(%s)" : "%s%s", first ? "" : " + ",
                 sums_mark(s, value));
        sum += value;
        first = false;
    }
    buf_addf(&b, " = %s", sums_mark(s, sum));
    *text = b.data;
    return sum;
}

/* The criterion's mean over the ballots in the score, in points. */
static struct tally_fraction mean_of(const struct sums *s, size_t k,
                                     int64_t sum)
{
    const struct tally_result *t = &s->r->tally;
    const struct tally_criterion *own = &s->r->input.criteria[k];
    int64_t factor = t->range / (own->hi - own->lo);
    return tally_show_points(t, (sum - s->ballots * own->lo) * (i128)factor,
                             (i128)s->ballots * t->range);
}

static struct tally_fraction weigh(const struct sums *s, size_t k,
                                   struct tally_fraction mean)
{
    return tally_exact(s->r->criteria[k].weight * mean.numerator,
                       s->r->tally.weight_sum * mean.denominator);
}

static void write_common(const struct sums *s, size_t k, int64_t sum,
                         struct result_step *step)
{
    struct ctx *c = s->c;
    struct arena *mem = c->world.mem;
    struct tally_fraction mean = mean_of(s, k, sum);
    const char *total = sums_mark(s, sum);
    step->divided = arena_printf(mem, "%s %s %" PRId64 " %s", total, T("÷"),
                                 s->ballots, written(s, mean));
    step->weighted =
        arena_printf(mem, "%s × %" PRId64 " %s (%" PRId64 " × %" PRId64 ") %s",
                     total, s->r->criteria[k].weight, T("÷"), s->ballots,
                     s->r->tally.weight_sum, written(s, weigh(s, k, mean)));
}

/* Scales differ: a mark becomes a share of its scale, a whole one 100. */
static void write_mixed(const struct sums *s, size_t k, int64_t sum,
                        struct result_step *step)
{
    struct ctx *c = s->c;
    struct arena *mem = c->world.mem;
    const struct criterion *own = &s->r->criteria[k];
    struct tally_fraction mean = mean_of(s, k, sum);
    const char *above = sums_mark(s, sum - s->ballots * own->lo);
    const char *range = sums_mark(s, own->hi - own->lo);
    step->divided = arena_printf(
        mem, "100 × (%s − %" PRId64 " × %s) %s (%" PRId64 " × %s) %s",
        sums_mark(s, sum), s->ballots, sums_mark(s, own->lo), T("÷"),
        s->ballots, range, written(s, mean));
    step->weighted = arena_printf(
        mem, "100 × %s × %" PRId64 " %s (%" PRId64 " × %s × %" PRId64 ") %s",
        above, own->weight, T("÷"), s->ballots, range, s->r->tally.weight_sum,
        written(s, weigh(s, k, mean)));
}

static void add_fact(struct result_entry_view *v, const char *label,
                     const char *text)
{
    struct result_fact *list = (struct result_fact *)v->fact;
    list[v->fact_count++] = (struct result_fact){label, text};
}

static void add_parts_fact(const struct sums *s, struct result_entry_view *v,
                           const char *score)
{
    struct ctx *c = s->c;
    struct buf parts;
    buf_init(&parts, c->world.mem);
    for (size_t k = 0; k < v->step_count; k++)
        buf_addf(&parts, "%s%s", k > 0 ? " + " : "", v->step[k].contribution);
    buf_addf(&parts, " = %s", score);
    add_fact(v, T("Contributions added"), parts.data);
}

/* The whole as one division, where all marks share a scale. */
static void add_once_fact(const struct sums *s, struct result_entry_view *v,
                          const char *once, struct tally_fraction score)
{
    struct ctx *c = s->c;
    if (!s->r->tally.common)
        return;
    add_fact(v, T("All in one calculation"),
             arena_printf(c->world.mem,
                          "(%s) %s (%" PRId64 " × %" PRId64 ") %s", once,
                          T("÷"), s->ballots, s->r->tally.weight_sum,
                          written(s, score)));
}

/* The contributions of a plain mean, which a calibrated score starts from. */
static void shown_parts(const struct sums *s, const struct tally_fraction *part,
                        size_t count, struct tally_fraction sum, int decimals,
                        struct result_step *step)
{
    i128 units[TALLY_CRITERIA_MAX];
    tally_exact_parts(part, count, decimals, tally_exact_round(sum, decimals),
                      units);
    for (size_t k = 0; k < count; k++)
        step[k].contribution = lang_decimal(s->c->world.mem, s->c->lang,
                                            (int64_t)units[k], decimals);
}

static struct result_step *start_steps(const struct sums *s,
                                       struct result_entry_view *v)
{
    struct result_criterion *names;
    size_t count = result_criteria(s->c, s->r, &names);
    struct result_step *step =
        arena_alloc(s->c->world.mem, count * sizeof *step);
    for (size_t k = 0; k < count; k++) {
        step[k].name = names[k].name;
        step[k].weight = names[k].weight;
        step[k].color = names[k].color;
    }
    v->step = step;
    v->step_count = count;
    return step;
}

static void fill_means(const struct sums *s, struct result_entry_view *v)
{
    struct ctx *c = s->c;
    struct result_step *step = start_steps(s, v);
    struct tally_fraction part[TALLY_CRITERIA_MAX], sum = {0, 1};
    int decimals = s->p->score[s->entry].decimals;
    struct buf once;
    buf_init(&once, c->world.mem);
    for (size_t k = 0; k < v->step_count; k++) {
        int64_t marks = add_marks(s, k, &step[k].sum);
        struct tally_fraction mean = mean_of(s, k, marks);
        part[k] = weigh(s, k, mean);
        sum = tally_exact_minus(
            sum,
            (struct tally_fraction){-part[k].numerator, part[k].denominator});
        step[k].mean = result_points(c, mean, s->r->report.decimals);
        if (s->r->tally.common)
            write_common(s, k, marks, &step[k]);
        else
            write_mixed(s, k, marks, &step[k]);
        buf_addf(&once, "%s%s × %" PRId64, k > 0 ? " + " : "",
                 sums_mark(s, marks), s->r->criteria[k].weight);
    }
    shown_parts(s, part, v->step_count, sum, decimals, step);
    v->steps_title =
        s->r->tally.common
            ? T("Marks added, divided by the ballots, times the weight")
            : T("The scales differ: each mark counts as its share of the "
                "scale, and a full one is 100.");
    v->sum_title = T("Marks added");
    v->mean_title = T("Mean");
    v->exact_title = T("Contribution, four places");
    add_parts_fact(s, v, result_points(c, sum, decimals));
    add_once_fact(s, v, once.data, sum);
    if (sum.denominator != 1)
        add_fact(v, T("As a fraction"), tally_exact_text(c->world.mem, sum));
}

/* --- what calibration takes off --- */

static void fill_leniency(const struct sums *s, struct result_entry_view *v)
{
    struct ctx *c = s->c;
    const struct tally_panel *panel = s->p->own;
    size_t i = (size_t)s->p->panel[s->entry];
    size_t count = panel->first[i + 1] - panel->first[i];
    struct result_fact *list = arena_alloc(c->world.mem, count * sizeof *list);
    double sum = 0;
    for (size_t at = panel->first[i]; at < panel->first[i + 1]; at++) {
        double own = s->p->calibrated.leniency[panel->owner[at]];
        sum += own;
        list[v->leniency_count++] = (struct result_fact){
            s->r->report.juror_names[panel->juror[panel->owner[at]]],
            result_real(c, own, WRITTEN_DECIMALS)};
    }
    v->leniency = list;
    add_fact(
        v, T("Mean leniency of its jurors"),
        arena_printf(c->world.mem, "%s %s %zu = %s",
                     result_real(c, sum, WRITTEN_DECIMALS), T("÷"), count,
                     result_real(c, sum / (double)count, WRITTEN_DECIMALS)));
    add_fact(v, T("Result"),
             arena_printf(c->world.mem, T("mean − leniency = %s"),
                          result_points(c, s->p->official->score[s->entry],
                                        WRITTEN_DECIMALS)));
}

/* --- declared rounding --- */

static int by_value(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* The criterion's marks, ascending; partial ballots' too. */
static size_t marks_of(const struct sums *s, size_t k, int32_t *value)
{
    size_t count = 0;
    for (size_t j = 0; j < s->r->input.juror_count; j++) {
        const int32_t *mark = s->mark[j * s->r->input.criterion_count + k];
        if (mark)
            value[count++] = *mark;
    }
    qsort(value, count, sizeof *value, by_value);
    return count;
}

/* "[5] + 6 + 7 + [9]": what is dropped stands in brackets. */
static void write_declared(const struct sums *s, size_t k, const int32_t *value,
                           size_t count, struct result_step *step)
{
    struct ctx *c = s->c;
    struct arena *mem = c->world.mem;
    const struct tally_rounding *rule = s->r->input.config.declared;
    size_t low = (size_t)rule->drop_low;
    size_t high = count - (size_t)rule->drop_high;
    int64_t rounded = 0, sum = 0;
    struct buf text;
    buf_init(&text, mem);
    for (size_t at = 0; at < count; at++) {
        bool kept = at >= low && at < high;
        buf_addf(&text, kept ? "%s%s" : "%s[%s]", at > 0 ? " + " : "",
                 sums_mark(s, value[at]));
        sum += kept ? value[at] : 0;
    }
    buf_addf(&text, " = %s", sums_mark(s, sum));
    tally_declared_mean(&s->r->input, value, count, &rounded);
    const char *mean =
        lang_decimal(mem, c->lang, rounded, (int)rule->round_criterion);
    step->sum = text.data;
    step->mean = mean;
    step->divided = arena_printf(mem, T("%s ÷ %zu, rounded %s"),
                                 sums_mark(s, sum), high - low, mean);
    step->contribution = result_points(
        c, s->p->official->part[s->entry * s->p->official->parts + k],
        (int)rule->round_product);
    step->weighted = arena_printf(
        mem, T("%s × %s, rounded %s"), mean,
        lang_number(mem, c->lang,
                    tally_exact_short(mem,
                                      tally_declared_factor(&s->r->input, k),
                                      TALLY_FACTOR_DECIMALS)),
        step->contribution);
}

static void fill_declared(const struct sums *s, struct result_entry_view *v)
{
    struct ctx *c = s->c;
    struct result_step *step = start_steps(s, v);
    int32_t *value =
        arena_alloc(c->world.mem, s->r->input.juror_count * sizeof *value);
    for (size_t k = 0; k < v->step_count; k++) {
        size_t count = marks_of(s, k, value);
        write_declared(s, k, value, count, &step[k]);
    }
    v->steps_title = T(
        "Marks in ascending order; those in square brackets are dropped. Then "
        "mean, rounding, factor, rounding");
    v->sum_title = T("Marks that stay, added");
    v->mean_title = T("Mean");
    v->exact_title = T("Times the factor");
    add_parts_fact(s, v, v->score);
}

/* --- combined stages --- */

static void fill_stages(const struct sums *s, struct result_entry_view *v)
{
    struct ctx *c = s->c;
    struct arena *mem = c->world.mem;
    const struct tally_official *o = s->p->official;
    struct result_step *step = start_steps(s, v);
    int64_t shares = 0;
    for (size_t k = 0; k < o->parts; k++)
        shares += o->weight[k];
    for (size_t k = 0; k < o->parts; k++) {
        struct tally_fraction part = o->part[s->entry * o->parts + k];
        struct tally_fraction score = tally_exact(
            part.numerator * shares, part.denominator * o->weight[k]);
        step[k].mean = result_points(c, score, s->r->report.decimals);
        step[k].sum = arena_printf(mem, T("score there %s"), written(s, score));
        step[k].divided = step[k].mean;
        step[k].weighted =
            arena_printf(mem, "%s × %" PRId64 " %s %" PRId64 " %s",
                         result_points(c, score, WRITTEN_DECIMALS),
                         o->weight[k], T("÷"), shares, written(s, part));
        step[k].contribution =
            lang_decimal(mem, c->lang, s->p->score[s->entry].part[k],
                         s->p->score[s->entry].decimals);
    }
    v->steps_title = T("The score in each round, times its share");
    v->sum_title = T("Score");
    v->mean_title = T("Shown");
    v->exact_title = T("Contribution, four places");
    add_parts_fact(s, v, v->score);
}

void sums_fill(const struct sums *s, struct result_entry_view *v)
{
    v->fact = arena_alloc(s->c->world.mem, FACTS_MAX * sizeof *v->fact);
    if (s->r->stage_count > 0) {
        fill_stages(s, v);
        return;
    }
    if (s->p->official->method == TALLY_DECLARED) {
        fill_declared(s, v);
        return;
    }
    fill_means(s, v);
    if (s->p->official->method == TALLY_CALIBRATED && s->p->own &&
        !s->p->own->complete)
        fill_leniency(s, v);
}
