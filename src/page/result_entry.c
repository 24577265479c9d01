/* One nomination's result: what the jury gave, how that became the score, and
 * why it stands where it stands. */
#include "page/result.h"

#include <inttypes.h>
#include <math.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_result.h"
#include "gen/sql_tally.h"
#include "model/tally_show.h"
#include "page/presence.h"
#include "page/result_place.h"
#include "page/result_select.h"
#include "page/result_sums.h"
#include "page/rules_words.h"

enum { HEATS = 8, SENTENCES_MAX = 6 };

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
                                 s->r->report.decimals);
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

static const struct firm_cell *mark_cells(const struct sums *s, size_t juror)
{
    size_t criteria = s->r->input.criterion_count;
    struct firm_cell *cell =
        arena_alloc(s->c->world.mem, criteria * sizeof *cell);
    for (size_t k = 0; k < criteria && shows_marks(s->presence[juror]); k++) {
        const int32_t *value = s->mark[juror * criteria + k];
        const struct tally_criterion *own = &s->r->input.criteria[k];
        if (value == NULL)
            continue;
        double share = (double)(*value - own->lo) / (double)(own->hi - own->lo);
        cell[k] = (struct firm_cell){.text = sums_mark(s, *value),
                                     .heat = (int)lround(share * HEATS)};
    }
    return cell;
}

static const char *dropped_text(const struct sums *s, size_t juror)
{
    struct ctx *c = s->c;
    if ((int32_t)juror == s->dropped_low)
        return T("lowest ballot, dropped");
    if ((int32_t)juror == s->dropped_high)
        return T("highest ballot, dropped");
    return NULL;
}

static size_t juror_index(const struct result *r, const char *code)
{
    size_t j = 0;
    while (j < r->input.juror_count && !str_equal(r->input.jurors[j], code))
        j++;
    return j;
}

/* Only of ballots that were handed in and are without a conflict. */
static bool *reopened(const struct sums *s)
{
    struct sql_result_reopened_row *row;
    size_t jurors = s->r->input.juror_count;
    size_t count = sql_result_reopened(s->c->world.db, s->r->round.id,
                                       s->r->entry_ids[s->entry], &row);
    bool *is = arena_alloc(s->c->world.mem, (jurors + 1) * sizeof *is);
    for (size_t i = 0; i < count; i++)
        is[juror_index(s->r, row[i].juror)] = true;
    return is;
}

static void fill_jurors(const struct sums *s, struct result_entry_view *v)
{
    struct result_juror *list =
        arena_alloc(s->c->world.mem, s->r->input.juror_count * sizeof *list);
    const bool *looked = reopened(s);
    for (size_t j = 0; j < s->r->input.juror_count; j++) {
        if (s->presence[j] == PRESENCE_UNASSIGNED)
            continue;
        list[v->juror_count++] = (struct result_juror){
            .name = s->r->report.juror_names[j],
            .presence = s->presence[j],
            .reason = reason_of(s, j),
            .dropped = dropped_text(s, j),
            .mark = mark_cells(s, j),
            .total = ballot_total(s, j),
            .looked = looked[j],
        };
    }
    v->juror = list;
}

/* --- in plain words --- */

static void add_sentence(struct result_entry_view *v, const char *text)
{
    const char **list = (const char **)v->summary;
    list[v->summary_count++] = text;
}

static void add_calibration(const struct sums *s, struct result_entry_view *v)
{
    struct ctx *c = s->c;
    const struct tally_panel *own = s->p->own;
    if (s->p->official->method != TALLY_CALIBRATED || own == NULL ||
        own->complete)
        return;
    struct tally_fraction mean = tally_show_score(&s->r->tally, s->entry);
    double off = tally_exact_double(mean) -
                 tally_exact_double(s->p->official->score[s->entry]);
    add_sentence(
        v,
        arena_printf(
            c->world.mem,
            off < 0 ? T("Mean %s; its %d jurors judge %s points more strictly "
                        "on average than the whole jury; result %s.")
                    : T("Mean %s; its %d jurors judge %s points more leniently "
                        "on average than the whole jury; result %s."),
            result_points(c, mean, s->r->report.decimals), (int)s->ballots,
            result_real(c, fabs(off), s->r->report.decimals), v->score));
}

static const char *why_absent(const struct ctx *c,
                              enum result_presence presence)
{
    switch (presence) {
    case PRESENCE_CONFLICTED:
        return T("conflict of interest");
    case PRESENCE_ABSTAINED:
        return T("abstained");
    case PRESENCE_DRAFT:
        return T("draft, not handed in");
    case PRESENCE_PARTIAL:
        return T("incomplete");
    case PRESENCE_NOT_GIVEN:
        return T("nothing handed in");
    case PRESENCE_COUNTED:
    case PRESENCE_QUORUM:
    case PRESENCE_UNASSIGNED:
        break;
    }
    return NULL;
}

/* "Not in it: A (conflict of interest), B (draft, not handed in)." */
static void add_absent(const struct sums *s, struct result_entry_view *v)
{
    struct ctx *c = s->c;
    const char *list = "";
    for (size_t j = 0; j < s->r->input.juror_count; j++) {
        const char *why = why_absent(c, s->presence[j]);
        if (why != NULL)
            list = arena_printf(c->world.mem, "%s%s%s (%s)", list,
                                *list ? ", " : "", s->r->report.juror_names[j],
                                why);
    }
    if (*list)
        add_sentence(v,
                     arena_printf(c->world.mem, T("Not counted: %s."), list));
}

static void add_jury(const struct sums *s, struct result_entry_view *v)
{
    struct ctx *c = s->c;
    add_sentence(v, arena_printf(c->world.mem,
                                 TN("One juror's ballot counts towards it.",
                                    "The ballots of %d jurors count towards "
                                    "it.",
                                    s->ballots),
                                 (int)s->ballots));
    add_absent(s, v);
    if (s->dropped_low >= 0)
        add_sentence(v,
                     arena_printf(c->world.mem,
                                  T("Dropped as the rules say: the ballots of "
                                    "%s (lowest) and %s (highest)."),
                                  s->r->report.juror_names[s->dropped_low],
                                  s->r->report.juror_names[s->dropped_high]));
}

static void fill_summary(const struct sums *s, struct result_entry_view *v)
{
    struct ctx *c = s->c;
    v->summary = arena_alloc(c->world.mem, SENTENCES_MAX * sizeof *v->summary);
    add_sentence(v,
                 arena_printf(c->world.mem,
                              T("%s is on rank %d of %d with %s points of "
                                "at most %s."),
                              s->r->report.entry_names[s->entry], (int)v->rank,
                              (int)v->ranked_count, v->score, v->high));
    if (v->combined)
        return;
    add_jury(s, v);
    add_calibration(s, v);
}

/* Its place among the nominations of its category. */
static const char *among_category(const struct sums *s, const char *category)
{
    struct ctx *c = s->c;
    const struct tally_official *o = s->p->official;
    struct selection all;
    struct result_place whole = *s->p;
    int rank = 1, count = 0;
    result_select(c, &whole, &all);
    for (size_t i = 0; i < all.count; i++)
        if (str_equal(all.category[all.entry[i]], category)) {
            count++;
            rank += o->rank_final[all.entry[i]] < o->rank_final[s->entry];
        }
    return count > 0 && (size_t)count < all.count
               ? arena_printf(c->world.mem, T("rank %d of %d there"), rank,
                              count)
               : NULL;
}

static void fill_score(const struct sums *s, struct result_entry_view *v)
{
    const struct tally_official *o = s->p->official;
    struct ctx *c = s->c;
    v->rank = o->rank_final[s->entry];
    v->ranked_count = (int64_t)o->count;
    v->score = lang_number(c->world.mem, c->lang, s->p->score[s->entry].text);
    v->high = result_points(c, o->high, (int)s->r->round.scale_decimals);
    v->bar = result_bars(c, s->p, s->entry, &v->bar_text);
    if (v->category)
        v->among = among_category(s, v->category);
    v->method_text = rules_method_text(c, &s->r->input.config);
    fill_summary(s, v);
    sums_fill(s, v);
    rivals_fill(s, v);
}

/* --- comments --- */

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
    sql_result_entry(c->world.db, r->entry_ids[s->entry], &row);
    struct result_entry_view v = {
        .round_id = r->round.id,
        .slug = s->p->edition.slug,
        .round = PICK(r->round.name_de, r->round.name_en),
        .company = row.organisation,
        .category =
            row.category_de ? PICK(row.category_de, row.category_en) : NULL,
        .ranked = s->p->official && s->p->official->rank[s->entry] > 0,
        .combined = r->stage_count > 0,
        .ballots = s->ballots,
        .quorum = r->round.quorum,
        .criterion_count = result_criteria(c, r, &names),
    };
    v.criterion = names;
    if (!v.combined)
        fill_jurors(s, &v);
    if (v.ranked)
        fill_score(s, &v);
    if (!v.combined)
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
    result_place_all(c, &p);
    s.presence = presence_table(c->world.mem, &p.result) +
                 s.entry * p.result.input.juror_count;
    sums_start(&s);
    show(&s);
}
