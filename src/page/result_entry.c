/* One nomination's result, written out so that it can be followed with a
 * pocket calculator: every number on the page is in the sums, and the sums
 * start from the marks. */
#include "page/result.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_result.h"
#include "gen/sql_tally.h"
#include "model/tally_show.h"
#include "model/total.h"
#include "page/presence.h"
#include "page/result_place.h"

enum { WRITTEN_DECIMALS = 4 };

/* The entry at hand, its marks laid out. */
struct sums {
    struct ctx *c;
    const struct result_place *p;
    const struct result *r;
    size_t entry;
    const enum result_presence *presence; /* of this entry, by juror */
    const int32_t **mark;                 /* [juror * criteria + criterion] */
    int64_t ballots;
};

static const char *written_mark(const struct sums *s, int64_t units)
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

/* --- jurors x criteria --- */

static bool shows_marks(enum result_presence presence)
{
    return presence == PRESENCE_COUNTED || presence == PRESENCE_PARTIAL ||
           presence == PRESENCE_QUORUM;
}

static const char *ballot_total(const struct sums *s, size_t juror)
{
    const struct tally_result *t = &s->r->tally;
    if (s->r->report.result == NULL)
        return NULL;
    const struct tally_entry *e = &t->entries[s->entry];
    for (size_t b = e->ballot_first; b < e->ballot_end; b++)
        if ((size_t)t->ballots[b].juror == juror &&
            t->ballots[b].state != TALLY_PARTIAL)
            return result_points(s->c, tally_show_ballot(t, &t->ballots[b]),
                                 (int)s->r->round.decimals);
    return NULL;
}

static const char *reason_of(const struct sums *s, size_t juror)
{
    for (size_t i = 0; i < s->r->left_out_count; i++)
        if (str_equal(s->r->left_out[i].entry, s->r->input.entries[s->entry]) &&
            str_equal(s->r->left_out[i].juror, s->r->input.jurors[juror]))
            return s->r->left_out[i].reason;
    return "";
}

static void fill_jurors(const struct sums *s, struct result_entry_view *v)
{
    size_t criteria = s->r->input.criterion_count;
    struct arena *mem = s->c->world.mem;
    struct result_juror *list =
        arena_alloc(mem, s->r->input.juror_count * sizeof *list);
    for (size_t j = 0; j < s->r->input.juror_count; j++) {
        if (s->presence[j] == PRESENCE_UNASSIGNED)
            continue;
        const char **mark = arena_alloc(mem, criteria * sizeof *mark);
        for (size_t k = 0; k < criteria && shows_marks(s->presence[j]); k++) {
            const int32_t *value = s->mark[j * criteria + k];
            mark[k] = value ? written_mark(s, *value) : NULL;
        }
        list[v->juror_count++] = (struct result_juror){
            .name = s->r->report.juror_names[j],
            .presence = s->presence[j],
            .reason = reason_of(s, j),
            .mark = mark,
            .total = ballot_total(s, j),
        };
    }
    v->juror = list;
}

/* --- the arithmetic --- */

/* "8 + 9 + 7 = 24", in units; the sum is returned. */
static int64_t add_marks(const struct sums *s, size_t k, const char **text)
{
    struct buf b;
    int64_t sum = 0;
    bool first = true;
    buf_init(&b, s->c->world.mem);
    for (size_t j = 0; j < s->r->input.juror_count; j++) {
        if (s->presence[j] != PRESENCE_COUNTED)
            continue;
        int64_t value = *s->mark[j * s->r->input.criterion_count + k];
        buf_addf(&b, value < 0 ? "%s(%s)" : "%s%s", first ? "" : " + ",
                 written_mark(s, value));
        sum += value;
        first = false;
    }
    buf_addf(&b, " = %s", written_mark(s, sum));
    *text = b.data;
    return sum;
}

static void write_common(const struct sums *s, size_t k, int64_t sum,
                         struct result_step *step)
{
    struct ctx *c = s->c;
    struct arena *mem = c->world.mem;
    const struct tally_result *t = &s->r->tally;
    const char *total = written_mark(s, sum);
    step->divided =
        arena_printf(mem, "%s %s %" PRId64 " %s", total, T("÷"), s->ballots,
                     written(s, tally_show_criterion(t, s->entry, k)));
    step->weighted = arena_printf(
        mem, "%s × %" PRId64 " %s (%" PRId64 " × %" PRId64 ") %s", total,
        s->r->criteria[k].weight, T("÷"), s->ballots, t->weight_sum,
        written(s, tally_show_contribution(t, s->entry, k)));
}

/* Scales differ: a mark becomes a share of its scale, a whole one 100. */
static void write_mixed(const struct sums *s, size_t k, int64_t sum,
                        struct result_step *step)
{
    struct ctx *c = s->c;
    struct arena *mem = c->world.mem;
    const struct tally_result *t = &s->r->tally;
    const struct criterion *own = &s->r->criteria[k];
    const char *above = written_mark(s, sum - s->ballots * own->lo);
    const char *range = written_mark(s, own->hi - own->lo);
    step->divided = arena_printf(
        mem, "100 × (%s − %" PRId64 " × %s) %s (%" PRId64 " × %s) %s",
        written_mark(s, sum), s->ballots, written_mark(s, own->lo), T("÷"),
        s->ballots, range, written(s, tally_show_criterion(t, s->entry, k)));
    step->weighted = arena_printf(
        mem, "100 × %s × %" PRId64 " %s (%" PRId64 " × %s × %" PRId64 ") %s",
        above, own->weight, T("÷"), s->ballots, range, t->weight_sum,
        written(s, tally_show_contribution(t, s->entry, k)));
}

static void write_total(const struct sums *s, struct buf *parts,
                        struct buf *once, struct result_entry_view *v)
{
    struct ctx *c = s->c;
    struct arena *mem = c->world.mem;
    struct tally_fraction score = tally_show_score(&s->r->tally, s->entry);
    v->total_sum = arena_printf(mem, "%s = %s", parts->data, v->score);
    if (!v->mixed)
        v->total_once = arena_printf(
            mem, "(%s) %s (%" PRId64 " × %" PRId64 ") %s", once->data, T("÷"),
            s->ballots, s->r->tally.weight_sum, written(s, score));
}

static void fill_steps(const struct sums *s, struct result_entry_view *v)
{
    struct ctx *c = s->c;
    const struct result *r = s->r;
    const struct tally_report_score *score = &s->p->score[s->entry];
    struct result_criterion *names;
    struct buf parts, once;
    size_t count = r->input.criterion_count;
    struct result_step *step = arena_alloc(c->world.mem, count * sizeof *step);
    result_criteria(c, r, &names);
    buf_init(&parts, c->world.mem);
    buf_init(&once, c->world.mem);
    for (size_t k = 0; k < count; k++) {
        step[k] = (struct result_step){
            .name = names[k].name,
            .weight = names[k].weight,
            .color = names[k].color,
            .mean =
                result_points(c, tally_show_criterion(&r->tally, s->entry, k),
                              (int)r->round.decimals),
            .contribution = lang_decimal(c->world.mem, c->lang, score->part[k],
                                         score->decimals),
        };
        int64_t sum = add_marks(s, k, &step[k].sum);
        if (v->mixed)
            write_mixed(s, k, sum, &step[k]);
        else
            write_common(s, k, sum, &step[k]);
        buf_addf(&parts, "%s%s", k > 0 ? " + " : "", step[k].contribution);
        buf_addf(&once, "%s%s × %" PRId64, k > 0 ? " + " : "",
                 written_mark(s, sum), r->criteria[k].weight);
    }
    v->step = step;
    v->step_count = count;
    write_total(s, &parts, &once, v);
}

/* --- place in the ranking --- */

static void fill_place(const struct sums *s, struct result_entry_view *v)
{
    const struct tally_result *t = &s->r->tally;
    struct ctx *c = s->c;
    size_t at = 0;
    while ((size_t)t->order[at] != s->entry)
        at++;
    if (at == 0)
        return;
    size_t above = (size_t)t->order[at - 1];
    struct tally_fraction gap = tally_exact_minus(
        tally_show_score(t, above), tally_show_score(t, s->entry));
    v->above = t->entries[above].rank_final;
    v->gap = result_gap(c, s->r, above, s->entry);
    if (gap.numerator > 0)
        v->single = result_points(
            c, tally_exact(gap.numerator * s->ballots, gap.denominator),
            (int)s->r->round.decimals);
}

static void fill_score(const struct sums *s, struct result_entry_view *v)
{
    const struct tally_result *t = &s->r->tally;
    struct ctx *c = s->c;
    v->rank = t->entries[s->entry].rank_final;
    v->ranked_count = (int64_t)t->ranked_count;
    v->score = lang_number(c->world.mem, c->lang, s->p->score[s->entry].text);
    struct tally_fraction score = tally_show_score(t, s->entry);
    if (score.denominator != 1)
        v->exact = tally_exact_text(c->world.mem, score);
    v->high =
        result_points(c, tally_show_high(t), (int)s->r->round.scale_decimals);
    v->mixed = !t->common;
    v->bar = result_bars(c, s->p, s->entry, &v->bar_text);
    fill_place(s, v);
    fill_steps(s, v);
}

/* --- comments --- */

static size_t juror_index(const struct result *r, const char *code)
{
    size_t j = 0;
    while (j < r->input.juror_count && !str_equal(r->input.jurors[j], code))
        j++;
    return j;
}

/* Only of ballots that were handed in and are without a conflict. */
static void add_comment(const struct sums *s, struct result_comment *list,
                        struct result_entry_view *v, const char *code,
                        struct result_comment comment)
{
    size_t j = juror_index(s->r, code);
    if (j == s->r->input.juror_count || !shows_marks(s->presence[j]))
        return;
    comment.juror = s->r->report.juror_names[j];
    list[v->comment_count++] = comment;
}

static void fill_comments(const struct sums *s, struct result_entry_view *v)
{
    struct ctx *c = s->c;
    struct sql_tally_comments_row *row;
    struct sql_result_comments_row *whole;
    int64_t id = s->r->entry_ids[s->entry];
    size_t rows = sql_tally_comments(c->world.db, s->r->round.id, id, &row);
    size_t wholes =
        sql_result_comments(c->world.db, s->r->round.id, id, &whole);
    struct result_comment *list =
        arena_alloc(c->world.mem, (rows + wholes) * sizeof *list);
    for (size_t i = 0; i < wholes; i++)
        add_comment(s, list, v, whole[i].juror,
                    (struct result_comment){.text = whole[i].comment});
    for (size_t i = 0; i < rows; i++) {
        const char *name = NULL;
        for (size_t k = 0; k < s->r->input.criterion_count; k++)
            if (s->r->criteria[k].id == row[i].criterion_id)
                name =
                    PICK(s->r->criteria[k].name_de, s->r->criteria[k].name_en);
        add_comment(
            s, list, v, row[i].juror,
            (struct result_comment){.criterion = name, .text = row[i].comment});
    }
    v->comment = list;
}

/* --- the page --- */

static bool find_entry(struct ctx *c, const struct result *r, size_t *entry)
{
    int64_t id = ctx_id(c, "entry");
    for (size_t i = 0; i < r->input.entry_count; i++)
        if (r->entry_ids[i] == id) {
            *entry = i;
            return true;
        }
    ctx_not_found(c);
    return false;
}

static void show(const struct sums *s)
{
    struct ctx *c = s->c;
    const struct result *r = s->r;
    struct sql_result_entry_row row = {.organisation = ""};
    struct result_criterion *names;
    bool scored = r->report.result != NULL;
    sql_result_entry(c->world.db, r->entry_ids[s->entry], &row);
    result_criteria(c, r, &names);
    struct result_entry_view v = {
        .round_id = r->round.id,
        .slug = s->p->edition.slug,
        .round = PICK(r->round.name_de, r->round.name_en),
        .company = row.organisation,
        .category =
            row.category_de ? PICK(row.category_de, row.category_en) : NULL,
        .ranked = scored && r->tally.entries[s->entry].ranked,
        .ballots = s->ballots,
        .quorum = r->round.quorum,
        .criterion = names,
        .criterion_count = r->input.criterion_count,
    };
    fill_jurors(s, &v);
    if (v.ranked)
        fill_score(s, &v);
    fill_comments(s, &v);
    c->width = "page-wide";
    page_start(c, v.company);
    html_result_entry(c->out, &v);
    page_end(c);
}

void get_result_entry(struct ctx *c)
{
    struct result_place p;
    struct sums s = {.c = c, .p = &p, .r = &p.result};
    if (!result_place(c, &p) || !find_entry(c, &p.result, &s.entry))
        return;
    s.presence = presence_table(c->world.mem, &p.result) +
                 s.entry * p.result.input.juror_count;
    if (p.result.report.result != NULL)
        s.ballots = p.result.tally.entries[s.entry].ballots;
    lay_out_marks(&s);
    show(&s);
}
