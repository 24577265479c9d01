/* What closed rounds come to, as tables. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_export.h"
#include "gen/sql_tally.h"
#include "model/export_walk.h"

enum { NUMBER_WIDTH = 10, NAME_WIDTH = 34, PERSON_WIDTH = 24, PART_WIDTH = 16 };

/* --- rankings --- */

static int by_code(const void *code, const void *row)
{
    return strcmp(code, ((const struct sql_export_categories_row *)row)->code);
}

static const char *part_name(const struct export_walk *x,
                             const struct result *r, const char *const *names,
                             size_t part)
{
    if (r->stage_count == 0)
        return export_pick(x, r->criteria[part].name_de,
                           r->criteria[part].name_en);
    for (size_t i = 0; i < r->stage_count; i++)
        if (str_equal(r->stage[i].round.slug, names[part]))
            return export_pick(x, r->stage[i].round.name_de,
                               r->stage[i].round.name_en);
    return names[part];
}

static struct export_table ranking_table(struct export_walk *x,
                                         const struct export_round *round,
                                         const char *const *names, size_t parts)
{
    const struct export_column front[] = {
        {"rank", NULL, export_word(x, N_("Rank")), EXPORT_INTEGER, 8},
        {"number", NULL, export_word(x, N_("Number")), EXPORT_TEXT,
         NUMBER_WIDTH},
        {"company", NULL, export_word(x, N_("Company")), EXPORT_TEXT,
         NAME_WIDTH},
        {"category", NULL, export_word(x, N_("Category")), EXPORT_TEXT,
         PERSON_WIDTH},
        {"score", NULL, export_word(x, N_("Score")), EXPORT_DECIMAL, 10},
    };
    const struct export_column back[] = {
        {"ballots", NULL, export_word(x, N_("Ballots")), EXPORT_INTEGER, 10},
        {"rank_before_ties", NULL, export_word(x, N_("Rank before tie rules")),
         EXPORT_INTEGER, 12},
        {"exact", NULL, export_word(x, N_("Exact score")), EXPORT_TEXT, 16},
    };
    enum {
        FRONT = sizeof front / sizeof *front,
        BACK = sizeof back / sizeof *back
    };
    struct export_column *all =
        arena_alloc(x->w->mem, (FRONT + parts + BACK) * sizeof *all);
    memcpy(all, front, sizeof front);
    for (size_t k = 0; k < parts; k++)
        all[FRONT + k] = (struct export_column){
            names[k], "parts", part_name(x, round->result, names, k),
            EXPORT_DECIMAL, PART_WIDTH};
    memcpy(all + FRONT + parts, back, sizeof back);
    return (struct export_table){
        .key = "rankings",
        .round = round->slug,
        .file = arena_printf(x->w->mem, "ranking-%s",
                             str_slug(x->w->mem, round->slug)),
        .title = arena_printf(x->w->mem, export_word(x, N_("Ranking %s")),
                              round->name),
        .column = all,
        .count = FRONT + parts + BACK};
}

struct ranked {
    const struct tally_report *report;
    const struct tally_report_score *score;
    const struct sql_export_categories_row *category;
    size_t categories, parts;
};

static void category_cell(struct export_walk *x, const struct ranked *r,
                          const char *code)
{
    const struct sql_export_categories_row *row =
        r->categories == 0 ? NULL
                           : bsearch(code, r->category, r->categories,
                                     sizeof *r->category, by_code);
    if (row != NULL)
        export_code(x, row->category,
                    export_pick(x, row->name_de, row->name_en));
    else
        export_none(x);
}

static void scores(struct export_walk *x, const struct ranked *r,
                   const struct tally_report_score *s)
{
    if (s->text == NULL) {
        for (size_t k = 0; k <= r->parts; k++)
            export_none(x);
        return;
    }
    export_decimal(x, s->rounded, s->decimals);
    for (size_t k = 0; k < r->parts; k++)
        export_decimal(x, s->part[k], s->decimals);
}

static void ranking_row(struct export_walk *x, const struct ranked *r, size_t i)
{
    const struct tally_report *report = r->report;
    const struct tally_report_score *s = &r->score[i];
    bool ranked = s->text != NULL;
    if (ranked)
        export_number(x, report->official->rank_final[i]);
    else
        export_none(x);
    export_text(x, report->input->entries[i]);
    export_text(x, report->entry_names[i]);
    category_cell(x, r, report->input->entries[i]);
    scores(x, r, s);
    if (report->result != NULL)
        export_number(x, report->result->entries[i].ballots);
    else
        export_none(x);
    if (ranked)
        export_number(x, report->official->rank[i]);
    else
        export_none(x);
    export_text(
        x, ranked && s->numerator != NULL
               ? arena_printf(x->row_mem, "%s/%s", s->numerator, s->denominator)
               : NULL);
    export_row(x);
}

static void ranking(struct export_walk *x, const struct export_round *round)
{
    struct arena *mem = x->w->mem;
    struct ranked r = {.report = &round->result->report};
    const char *const *names;
    struct sql_export_categories_row *category;
    r.parts = tally_report_parts(mem, r.report, &names);
    struct export_table table = ranking_table(x, round, names, r.parts);
    if (!export_begin(x, &table))
        return;
    r.categories = sql_export_categories(x->w->db, x->edition_id, &category);
    r.category = category;
    r.score = tally_report_scores(mem, r.report);
    const int32_t *order = tally_report_order(mem, r.report);
    for (size_t i = 0; i < r.report->input->entry_count; i++)
        ranking_row(x, &r, (size_t)order[i]);
    export_end(x);
}

void export_rankings(struct export_walk *x)
{
    for (size_t i = 0; i < x->round_count; i++)
        ranking(x, &x->round[i]);
}

/* --- marks --- */

/* Which juror says it of which nomination, in which round: what the tables of
 * marks and comments begin with. */
enum { SAID_COLUMNS = 5 };

static void said_columns(const struct export_walk *x,
                         struct export_column *column)
{
    const struct export_column said[SAID_COLUMNS] = {
        {"round", NULL, export_word(x, N_("Round")), EXPORT_TEXT, PERSON_WIDTH},
        {"number", NULL, export_word(x, N_("Number")), EXPORT_TEXT,
         NUMBER_WIDTH},
        {"company", NULL, export_word(x, N_("Company")), EXPORT_TEXT,
         NAME_WIDTH},
        {"juror", NULL, export_word(x, N_("Juror number")), EXPORT_TEXT,
         NUMBER_WIDTH},
        {"juror_name", NULL, export_word(x, N_("Juror")), EXPORT_TEXT,
         PERSON_WIDTH},
    };
    memcpy(column, said, sizeof said);
}

static const char *criterion_name(const struct export_walk *x,
                                  const struct result *r, size_t k)
{
    return export_pick(x, r->criteria[k].name_de, r->criteria[k].name_en);
}

/* Why the marks count, or do not: code for programs, and words. */
static void counting_cell(struct export_walk *x,
                          const struct tally_report *report,
                          const struct tally_mark *mark)
{
    static const struct {
        const char *code, *text;
    } word[] = {
        [TALLY_COUNTED] = {"counted", N_("counts")},
        [TALLY_PARTIAL] = {"partial", N_("incomplete")},
        [TALLY_BELOW_QUORUM] = {"below_quorum", N_("below the quorum")},
    };
    const struct tally_ballot *ballot = tally_report_ballot(report, mark);
    if (ballot == NULL)
        export_none(x);
    else
        export_code(x, word[ballot->state].code,
                    export_word(x, word[ballot->state].text));
}

static void mark_row(struct export_walk *x, const struct export_round *round,
                     const struct tally_mark *mark)
{
    const struct tally_report *report = &round->result->report;
    const struct tally_input *input = report->input;
    export_code(x, round->slug, round->name);
    export_text(x, input->entries[mark->entry]);
    export_text(x, report->entry_names[mark->entry]);
    export_text(x, input->jurors[mark->juror]);
    export_text(x, report->juror_names[mark->juror]);
    export_code(x, input->criteria[mark->criterion].id,
                criterion_name(x, round->result, (size_t)mark->criterion));
    export_decimal(x, mark->value, input->decimals);
    counting_cell(x, report, mark);
    export_row(x);
}

void export_marks(struct export_walk *x)
{
    struct export_column column[SAID_COLUMNS + 3] = {
        [SAID_COLUMNS] = {"criterion", NULL, export_word(x, N_("Criterion")),
                          EXPORT_TEXT, PERSON_WIDTH},
        {"mark", NULL, export_word(x, N_("Mark")), EXPORT_DECIMAL, 8},
        {"counting", NULL, export_word(x, N_("Counting")), EXPORT_TEXT,
         PART_WIDTH},
    };
    said_columns(x, column);
    const struct export_table table = {"marks", NULL,
                                       "marks", export_word(x, N_("Marks")),
                                       column,  sizeof column / sizeof *column};
    if (!export_begin(x, &table))
        return;
    for (size_t i = 0; i < x->round_count; i++) {
        const struct tally_input *input = x->round[i].result->report.input;
        /* a combined round has marks of others only */
        size_t marks =
            x->round[i].result->stage_count > 0 ? 0 : input->mark_count;
        for (size_t k = 0; k < marks; k++)
            mark_row(x, &x->round[i], &input->marks[k]);
    }
    export_end(x);
}

/* --- what is not counted --- */

static void left_out_row(struct export_walk *x,
                         const struct export_round *round,
                         const struct result_left_out *l)
{
    static const struct {
        const char *code, *text;
    } word[] = {
        [RESULT_NOT_GIVEN] = {"not_given", N_("not given")},
        [RESULT_DRAFT] = {"draft", N_("begun, not submitted")},
        [RESULT_ABSTAINED] = {"abstained", N_("abstained")},
        [RESULT_CONFLICTED] = {"conflicted", N_("conflict of interest")},
    };
    export_code(x, round->slug, round->name);
    export_text(x, l->entry);
    export_text(x, l->organisation);
    export_text(x, l->juror);
    export_text(x, l->name);
    export_code(x, word[l->why].code, export_word(x, word[l->why].text));
    export_text(x, l->reason);
    export_row(x);
}

void export_left_out(struct export_walk *x)
{
    struct export_column column[SAID_COLUMNS + 2] = {
        [SAID_COLUMNS] = {"why", NULL, export_word(x, N_("Why")), EXPORT_TEXT,
                          PERSON_WIDTH},
        {"reason", NULL, export_word(x, N_("Reason")), EXPORT_TEXT, 50},
    };
    said_columns(x, column);
    const struct export_table table = {
        "not_counted", NULL,
        "not-counted", export_word(x, N_("Not counted")),
        column,        sizeof column / sizeof *column};
    if (!export_begin(x, &table))
        return;
    for (size_t i = 0; i < x->round_count; i++)
        for (size_t k = 0; k < x->round[i].result->left_out_count; k++)
            left_out_row(x, &x->round[i], &x->round[i].result->left_out[k]);
    export_end(x);
}

/* --- comments --- */

static void round_comments(struct export_walk *x,
                           const struct export_round *round)
{
    struct sql_tally_said_row *row;
    size_t count = sql_tally_said(x->w->db, round->id, &row);
    for (size_t i = 0; i < count; i++) {
        export_code(x, round->slug, round->name);
        export_text(x, row[i].code);
        export_text(x, row[i].organisation);
        export_text(x, row[i].juror);
        export_text(x, row[i].juror_name);
        export_code(x, row[i].criterion,
                    export_pick(x, row[i].criterion_de, row[i].criterion_en));
        export_text(x, row[i].comment);
        export_row(x);
    }
}

void export_comments(struct export_walk *x)
{
    struct export_column column[SAID_COLUMNS + 2] = {
        [SAID_COLUMNS] = {"criterion", NULL, export_word(x, N_("Criterion")),
                          EXPORT_TEXT, PERSON_WIDTH},
        {"comment", NULL, export_word(x, N_("Comment")), EXPORT_TEXT, 80},
    };
    said_columns(x, column);
    const struct export_table table = {
        "comments", NULL,
        "comments", export_word(x, N_("Comments")),
        column,     sizeof column / sizeof *column};
    if (!export_begin(x, &table))
        return;
    for (size_t i = 0; i < x->round_count; i++)
        round_comments(x, &x->round[i]);
    export_end(x);
}
