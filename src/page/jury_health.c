/* Jury health (sections 9 and 10 of the specification), for closed rounds
 * only: result_place() sees to that. What means nothing with few jurors is not
 * shown. */
#include "page/jury_health.h"

#include <math.h>

#include "base/arena.h"
#include "page/jury_health_view.h"
#include "page/result_place.h"

enum {
    JURORS_LEAST = 3,  /* below: nothing but ornament */
    JURORS_DEEP = 5,   /* for agreement and fit */
    FLAG_BALLOTS = 10, /* for fit */
    FLAGS_MAX = 4,
    FIGURES_MAX = 4,
    AXIS = 1000,
    MARK = 10, /* width of the mark on it */
    HEATS = 8
};

static const double flag_t = 3, flag_infit = 1.5;

struct looking {
    struct ctx *c;
    const struct result_place *p;
    const struct tally_all *all;
    const struct tally_panel *panel;
    struct health_view *v;
};

static const char *value(const struct looking *l, double number, int decimals)
{
    return isnan(number) ? "–" : result_real(l->c, number, decimals);
}

static const char *juror_name(const struct looking *l, size_t j)
{
    return l->p->result.report.juror_names[l->panel->juror[j]];
}

/* --- agreement --- */

static void add_figure(struct looking *l, const char *name, double number,
                       const char *text)
{
    struct health_figure *list = (struct health_figure *)l->v->figure;
    if (!isnan(number))
        list[l->v->figure_count++] =
            (struct health_figure){name, value(l, number, 2), text};
}

static void fill_word(struct looking *l)
{
    const struct ctx *c = l->c;
    double ck = l->all->agreement.icc_ck;
    if (isnan(ck))
        return;
    l->v->firmness = ck >= 0.8 ? 2 : ck >= 0.6 ? 1 : 0;
    l->v->word = l->v->firmness == 2   ? T("high")
                 : l->v->firmness == 1 ? T("middling")
                                       : T("low");
    l->v->word_text = arena_printf(
        c->world.mem,
        T("%s of 1: as much of the differences between the nominations' means "
          "would be found again with another jury of this size. With few "
          "jurors this figure is itself uncertain."),
        value(l, ck, 1));
}

static void fill_agreement(struct looking *l)
{
    const struct ctx *c = l->c;
    const struct tally_agreement *a = &l->all->agreement;
    l->v->figure =
        arena_alloc(c->world.mem, FIGURES_MAX * sizeof *l->v->figure);
    fill_word(l);
    add_figure(
        l, T("Kendall's W"), a->kendall_w,
        T("How alike the jurors' orders are: 0 not at all, 1 the same."));
    add_figure(l, T("Krippendorff's alpha"), a->alpha_interval,
               T("How alike their points are beyond chance, also with ballots "
                 "missing."));
    add_figure(l, T("ICC of a single juror"), a->icc_c1,
               T("How much a single juror's differences say."));
    add_figure(l, T("ICC of the mean, absolute"), a->icc_ak,
               T("The reliability if strictness did not cancel out."));
}

static void fill_criteria(struct looking *l)
{
    const struct ctx *c = l->c;
    size_t count = l->panel->criteria;
    struct health_criterion *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t k = 0; k < count; k++) {
        double alpha = l->all->agreement.alpha_ordinal[k];
        bool shown = !isnan(alpha) && alpha > 0;
        list[k] = (struct health_criterion){
            result_part_name(c, &l->p->result, k), value(l, alpha, 2),
            shown ? (int64_t)(alpha * AXIS) : 0};
    }
    l->v->criterion = list;
    l->v->criterion_count = count;
}

/* --- each juror --- */

static void add_flag(struct health_juror *j, const char *text)
{
    const char **list = (const char **)j->flag;
    if (j->flag_count < FLAGS_MAX)
        list[j->flag_count++] = text;
}

static void flag(struct looking *l, const struct tally_diagnosis *d,
                 struct health_juror *j)
{
    const struct ctx *c = l->c;
    bool far = fabs(d->leniency) > 0.1 * l->panel->width;
    bool sure = !isnan(d->se) && fabs(d->leniency) > 2 * d->se;
    j->flag = arena_alloc(c->world.mem, FLAGS_MAX * sizeof *j->flag);
    if (far && sure)
        add_flag(j, d->leniency > 0 ? T("clearly more lenient than the jury")
                                    : T("clearly more strict than the jury"));
    if (!isnan(d->infit) && d->infit > flag_infit &&
        d->ballots >= FLAG_BALLOTS && l->v->deep)
        add_flag(j, T("often departs from what the others see"));
    if (isnan(d->spread))
        return;
    if (d->spread <= 0)
        add_flag(j, T("always gives the same mark"));
    else if (d->spread < 0.5)
        add_flag(j, T("uses little of the scale"));
    else if (d->spread > 2)
        add_flag(j, T("uses the scale more widely than the others"));
}

/* What the ends of the axis stand for, in points. */
static double axis_end(const struct looking *l)
{
    double most = 0.05 * l->panel->width;
    for (size_t j = 0; j < l->panel->jurors; j++) {
        const struct tally_diagnosis *d = &l->all->residual.jurors[j];
        double reach = fabs(d->leniency) + (isnan(d->se) ? 0 : d->se);
        most = reach > most ? reach : most;
    }
    return most;
}

static int64_t axis_x(double points, double end)
{
    return (int64_t)lround(AXIS / 2 + points / end * (AXIS / 2 - MARK));
}

static void fill_jurors(struct looking *l)
{
    struct ctx *c = l->c;
    struct health_juror *list =
        arena_alloc(c->world.mem, l->panel->jurors * sizeof *list);
    double end = axis_end(l);
    for (size_t j = 0; j < l->panel->jurors; j++) {
        const struct tally_diagnosis *d = &l->all->residual.jurors[j];
        list[j] = (struct health_juror){
            .name = juror_name(l, j),
            .ballots = d->ballots,
            .x = axis_x(d->leniency, end) - MARK / 2,
            .leniency = value(l, d->leniency, 2),
            .se = isnan(d->se) ? NULL : value(l, d->se, 2),
            .infit = value(l, d->infit, 1),
            .spread = value(l, d->spread, 1),
            .correlation = value(l, d->rest_correlation, 1),
        };
        if (!isnan(d->se)) {
            list[j].bar_x = axis_x(d->leniency - d->se, end);
            list[j].bar_width =
                axis_x(d->leniency + d->se, end) - list[j].bar_x;
        }
        flag(l, d, &list[j]);
    }
    l->v->juror = list;
    l->v->juror_count = l->panel->jurors;
    l->v->axis = value(l, end, 1);
}

static void fill_outliers(struct looking *l)
{
    const struct ctx *c = l->c;
    const struct tally_residual *r = &l->all->residual;
    struct health_outlier *list =
        arena_alloc(c->world.mem, r->outlier_count * sizeof *list);
    for (size_t i = 0; i < r->outlier_count; i++) {
        const struct tally_outlier *o = &r->outliers[i];
        size_t entry = (size_t)l->panel->entry[o->entry];
        if (fabs(o->t) < flag_t)
            continue;
        list[l->v->outlier_count++] = (struct health_outlier){
            .juror = juror_name(l, (size_t)o->juror),
            .company = l->p->result.report.entry_names[entry],
            .entry_id = l->p->result.entry_ids[entry],
            .text = arena_printf(c->world.mem,
                                 o->residual > 0
                                     ? T("%s points more than expected")
                                     : T("%s points fewer than expected"),
                                 value(l, fabs(o->residual), 1)),
            .t = value(l, o->t, 1),
        };
    }
    l->v->outlier = list;
}

/* --- jurors x criteria --- */

static const struct firm_cell *mean_cells(const struct looking *l, size_t j)
{
    const struct result *r = &l->p->result;
    const struct tally_panel *panel = l->panel;
    struct firm_cell *cell =
        arena_alloc(l->c->world.mem, panel->criteria * sizeof *cell);
    for (size_t k = 0; k < panel->criteria; k++) {
        double sum = 0, count = 0;
        for (size_t at = 0; at < panel->ballots; at++)
            if ((size_t)panel->owner[at] == j) {
                sum += (double)panel->share[at * panel->criteria + k] /
                       (double)r->tally.range;
                count++;
            }
        double share = sum / count;
        double lo = (double)r->input.criteria[k].lo;
        double hi = (double)r->input.criteria[k].hi;
        double unit = pow(10, r->input.decimals);
        cell[k] = (struct firm_cell){
            .text = value(l, (lo + share * (hi - lo)) / unit, 1),
            .heat = (int)lround(share * HEATS)};
    }
    return cell;
}

static void fill_heat(struct looking *l)
{
    struct arena *mem = l->c->world.mem;
    const char **column = arena_alloc(mem, l->panel->criteria * sizeof *column);
    struct firm_heat_row *list =
        arena_alloc(mem, l->panel->jurors * sizeof *list);
    for (size_t k = 0; k < l->panel->criteria; k++)
        column[k] = result_part_name(l->c, &l->p->result, k);
    for (size_t j = 0; j < l->panel->jurors; j++)
        list[j] = (struct firm_heat_row){(int64_t)j, juror_name(l, j),
                                         mean_cells(l, j)};
    l->v->column = column;
    l->v->column_count = l->panel->criteria;
    l->v->heat = list;
    l->v->heat_count = l->panel->jurors;
}

/* --- the page --- */

static void fill(struct looking *l)
{
    const struct ctx *c = l->c;
    struct health_view *v = l->v;
    v->deep = l->panel->jurors >= JURORS_DEEP;
    fill_heat(l);
    if (l->panel->jurors < JURORS_LEAST) {
        v->none =
            T("With one or two jurors, figures of agreement and leniency "
              "would be ornament.");
        return;
    }
    if (v->deep) {
        fill_agreement(l);
        fill_criteria(l);
    }
    fill_jurors(l);
    fill_outliers(l);
    if (l->p->official && l->p->official->method == TALLY_CALIBRATED)
        v->calibration =
            T("The calibration takes off less than these figures: it shrinks "
              "them as if each juror had also cast three ballots of average "
              "strictness, or as many as the rules say.");
}

void get_jury_health(struct ctx *c)
{
    struct result_place p;
    if (!result_place(c, &p))
        return;
    result_place_all(c, &p);
    struct health_view v = {
        .round_id = p.result.round.id,
        .slug = p.edition.slug,
        .round = PICK(p.result.round.name_de, p.result.round.name_en),
    };
    struct looking l = {c, &p, p.all, p.all ? p.all->panel : NULL, &v};
    if (p.all != NULL)
        fill(&l);
    else
        v.none =
            T("There is nothing to show: the round has no scored marks of "
              "its own, or more than a page can compute while others "
              "wait. The program lorbeer results computes everything.");
    c->width = "page-wide";
    page_start(c, T("How the jury scored"));
    html_jury_health(c->out, &v);
    page_end(c);
}
