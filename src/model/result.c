/* From a round's rows to its result. */
#include "model/result.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_result.h"
#include "gen/sql_round.h"
#include "gen/sql_setup.h"
#include "gen/sql_tally.h"
#include "model/rules.h"
#include "model/tally_build.h"
#include "model/tally_check.h"

/* Ballots drawn by the bootstrap: 0.15 s of one core, 0.4 s with gaps. */
static const double page_work_max = 2.5e8;

/* Rules come as the tables have them; a rule that cannot be read is a fault. */
static void set_rules(const struct world *w, struct result *r)
{
    struct rules rules;
    const char *why = rules_of_round(w, &r->round, &rules);
    if (why != NULL)
        tally_check_add(
            w->mem, &r->faults,
            (struct tally_fault){TALLY_E_CONFIG, TALLY_ON_ROUND, 0, NULL, why});
    round_criteria(w, r->round.id, &r->criteria);
    r->input.config = rules.config;
    r->input.decimals = rules.decimals;
    r->input.criteria = rules.criteria;
    r->input.criterion_count = rules.criterion_count;
}

static int32_t criterion_index(const struct result *r, int64_t id)
{
    int32_t i = 0;
    while (r->criteria[i].id != id)
        i++;
    return i;
}

/* The rows come in ascending order of the codes (bytewise: SQLite's BINARY
 * collation), which is the order of the input's arrays. */
static void add_rows(const struct world *w, struct result *r,
                     struct tally_build *build)
{
    struct sql_tally_entries_row *entry;
    struct sql_tally_jurors_row *juror;
    struct sql_tally_marks_row *mark;
    size_t entries = sql_tally_entries(w->db, r->round.id, &entry);
    size_t jurors = sql_tally_jurors(w->db, r->round.id, &juror);
    size_t marks = sql_tally_marks(w->db, r->round.id, &mark);
    int64_t *entry_ids = arena_alloc(w->mem, entries * sizeof *entry_ids);
    int64_t *juror_ids = arena_alloc(w->mem, jurors * sizeof *juror_ids);
    for (size_t i = 0; i < entries; i++) {
        tally_build_entry(build, entry[i].code, entry[i].name);
        entry_ids[i] = entry[i].id;
    }
    for (size_t i = 0; i < jurors; i++) {
        tally_build_juror(build, juror[i].code, juror[i].name);
        juror_ids[i] = juror[i].id;
    }
    r->entry_ids = entry_ids;
    r->juror_ids = juror_ids;
    tally_build_reserve(build, marks);
    for (size_t i = 0; i < marks; i++)
        tally_build_mark(build, tally_build_entry(build, mark[i].entry, NULL),
                         tally_build_juror(build, mark[i].juror, NULL),
                         criterion_index(r, mark[i].criterion_id),
                         (int32_t)mark[i].value);
}

static void set_left_out(const struct world *w, struct result *r)
{
    struct sql_tally_left_out_row *row;
    size_t count = sql_tally_left_out(w->db, r->round.id, &row);
    struct result_left_out *list = arena_alloc(w->mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        enum result_absence why = RESULT_NOT_GIVEN;
        if (row[i].conflict != NULL)
            why = RESULT_CONFLICTED;
        else if (str_equal(row[i].ballot, "abstained"))
            why = RESULT_ABSTAINED;
        else if (row[i].ballot != NULL)
            why = RESULT_DRAFT;
        list[i] = (struct result_left_out){
            .entry = row[i].entry,
            .organisation = row[i].organisation,
            .juror = row[i].juror,
            .name = row[i].name,
            .why = why,
            .reason = row[i].reason ? row[i].reason : "",
        };
    }
    r->left_out = list;
    r->left_out_count = count;
}

static void set_report(const struct world *w, struct result *r)
{
    r->report.input = &r->input;
    r->report.round = r->round.slug;
    r->report.decimals = (int)r->round.decimals;
    r->report.stage = arena_printf(w->mem, "%d", (int)r->round.stage);
    struct sql_setup_rounds_row *row;
    size_t count = sql_setup_rounds(w->db, r->round.edition_id, &row);
    for (size_t i = 0; i < count; i++)
        if (row[i].id == r->round.id)
            r->report.category = row[i].category;
}

/* Drawn lots come in as places within a tie, one drawing after the other, the
 * newest first: places of two drawings do not compare. */
static void apply_lots(const struct world *w, const struct result *r,
                       struct tally_official *official)
{
    struct sql_result_lots_row *row;
    size_t count = sql_result_lots(w->db, r->round.id, &row);
    for (size_t from = 0, to; from < count; from = to) {
        int32_t *place =
            arena_alloc(w->mem, r->input.entry_count * sizeof *place);
        for (to = from; to < count && row[to].lot_id == row[from].lot_id; to++)
            for (size_t e = 0; e < r->input.entry_count; e++)
                if (r->entry_ids[e] == row[to].entry_id)
                    place[e] = (int32_t)row[to].place;
        tally_official_decide(official, place);
    }
}

static void take_official(const struct world *w, struct result *r,
                          struct tally_official *official)
{
    r->method = official;
    if (official == NULL || official->status != TALLY_OK)
        return;
    apply_lots(w, r, official);
    r->report.official = official;
}

/* The ids ascend. */
static bool is_code(const char *const *ids, size_t count, const char *id,
                    size_t *at)
{
    size_t from = 0, to = count;
    while (from < to) {
        *at = from + (to - from) / 2;
        int way = strcmp(ids[*at], id);
        if (way == 0)
            return true;
        if (way < 0)
            from = *at + 1;
        else
            to = *at;
    }
    return false;
}

static void count(const struct world *w, struct result *r)
{
    if (r->faults.count > 0 ||
        !tally_run(w->mem, &r->input, &r->tally, &r->faults))
        return;
    r->report.result = &r->tally;
    take_official(w, r, tally_official(w->mem, &r->tally, NULL));
}

static void score(const struct world *w, struct result *r)
{
    struct tally_build *build = tally_build_new(w->mem);
    add_rows(w, r, build);
    tally_build_finish(build, &r->input, &r->report);
    set_left_out(w, r);
    count(w, r);
}

/* --- a part of the field --- */

/* Fills the entries that stay; number[i] is their new one, -1: left out. */
static void keep_entries(const struct world *w, const struct result *r,
                         const bool *keep, struct result *out, int32_t *number)
{
    size_t all = r->input.entry_count, kept = 0;
    const char **id = arena_alloc(w->mem, all * sizeof *id);
    const char **name = arena_alloc(w->mem, all * sizeof *name);
    int64_t *row = arena_alloc(w->mem, all * sizeof *row);
    for (size_t i = 0; i < all; i++) {
        number[i] = keep[i] ? (int32_t)kept : -1;
        if (!keep[i])
            continue;
        id[kept] = r->input.entries[i];
        name[kept] = r->report.entry_names[i];
        row[kept++] = r->entry_ids[i];
    }
    out->input.entries = id;
    out->input.entry_count = kept;
    out->report.entry_names = name;
    out->entry_ids = row;
}

static void keep_marks(const struct world *w, const struct result *r,
                       const int32_t *number, struct result *out)
{
    size_t kept = 0;
    struct tally_mark *mark =
        arena_alloc(w->mem, r->input.mark_count * sizeof *mark);
    for (size_t i = 0; i < r->input.mark_count; i++) {
        mark[kept] = r->input.marks[i];
        mark[kept].entry = number[r->input.marks[i].entry];
        kept += mark[kept].entry >= 0;
    }
    out->input.marks = mark;
    out->input.mark_count = kept;
}

static void keep_left_out(const struct world *w, const struct result *r,
                          struct result *out)
{
    struct result_left_out *list =
        arena_alloc(w->mem, r->left_out_count * sizeof *list);
    size_t kept = 0, at;
    for (size_t i = 0; i < r->left_out_count; i++)
        if (is_code(out->input.entries, out->input.entry_count,
                    r->left_out[i].entry, &at))
            list[kept++] = r->left_out[i];
    out->left_out = list;
    out->left_out_count = kept;
}

bool result_narrow(const struct world *w, const struct result *r,
                   const bool *keep, struct result *out)
{
    const struct tally_official *o = r->report.official;
    int32_t *number =
        arena_alloc(w->mem, r->input.entry_count * sizeof *number);
    if (o == NULL || o->combined || o->tolerance > 0)
        return false;
    *out = *r;
    out->report.input = &out->input;
    out->report.result = NULL;
    out->report.official = NULL;
    out->report.all = NULL;
    keep_entries(w, r, keep, out, number);
    keep_marks(w, r, number, out);
    keep_left_out(w, r, out);
    count(w, out);
    return out->report.official != NULL;
}

/* --- combined rounds --- */

/* The union of the stages' entries, with names and row ids. */
static void collect_entries(const struct world *w, struct result *r)
{
    struct tally_build *build = tally_build_new(w->mem);
    for (size_t s = 0; s < r->stage_count; s++) {
        const struct result *stage = &r->stage[s];
        for (size_t i = 0; i < stage->input.entry_count; i++)
            tally_build_entry(build, stage->input.entries[i],
                              stage->report.entry_names[i]);
    }
    tally_build_finish(build, &r->input, &r->report);
    int64_t *ids = arena_alloc(w->mem, r->input.entry_count * sizeof *ids);
    for (size_t s = 0; s < r->stage_count; s++)
        for (size_t i = 0; i < r->stage[s].input.entry_count; i++) {
            size_t at;
            if (is_code(r->input.entries, r->input.entry_count,
                        r->stage[s].input.entries[i], &at))
                ids[at] = r->stage[s].entry_ids[i];
        }
    r->entry_ids = ids;
}

static struct tally_stage stage_of(const struct world *w,
                                   const struct result *r, size_t s)
{
    const struct result *stage = &r->stage[s];
    size_t count = stage->input.entry_count;
    int32_t *entry = arena_alloc(w->mem, count * sizeof *entry);
    for (size_t i = 0; i < count; i++) {
        size_t at;
        entry[i] = is_code(r->input.entries, r->input.entry_count,
                           stage->input.entries[i], &at)
                       ? (int32_t)at
                       : -1;
    }
    return (struct tally_stage){stage->report.official,
                                r->input.config.combine[s].share, entry};
}

static void combine(const struct world *w, struct result *r)
{
    struct tally_stage *list =
        arena_alloc(w->mem, r->stage_count * sizeof *list);
    collect_entries(w, r);
    for (size_t s = 0; s < r->stage_count; s++)
        list[s] = stage_of(w, r, s);
    take_official(w, r,
                  tally_combine(w->mem, &r->input.config, list, r->stage_count,
                                r->input.entry_count, &r->combine_fault));
}

static void set_stages(const struct world *w, struct result *r)
{
    struct sql_round_shares_row *row;
    r->stage_count = sql_round_shares(w->db, r->round.id, &row);
    struct result *list = arena_alloc(w->mem, r->stage_count * sizeof *list);
    const char **slugs = arena_alloc(w->mem, r->stage_count * sizeof *slugs);
    for (size_t i = 0; i < r->stage_count; i++) {
        result_of_round(w, row[i].id, &list[i]);
        slugs[i] = row[i].slug;
    }
    r->stage = list;
    if (r->stage_count > 0)
        r->report.stages = slugs;
}

bool result_of_round(const struct world *w, int64_t round_id,
                     struct result *out)
{
    *out = (struct result){.left_out = NULL};
    if (!round_by_id(w, round_id, &out->round) ||
        str_equal(out->round.state, "open") ||
        str_equal(out->round.state, "replaced"))
        return false;
    set_rules(w, out);
    set_report(w, out);
    if (out->input.config.combine_count == 0) {
        score(w, out);
        return true;
    }
    if (!str_equal(out->round.state, "closed"))
        return false;
    set_stages(w, out);
    combine(w, out);
    return true;
}

const struct tally_all *result_all(const struct world *w, struct result *r,
                                   bool patient)
{
    const struct tally_result *t = r->report.result;
    if (r->report.all != NULL || t == NULL)
        return r->report.all;
    double work =
        (double)t->counted_ballots * (double)r->input.config.replicates;
    if (patient || work < page_work_max)
        r->report.all = tally_all(w->mem, t);
    return r->report.all;
}
