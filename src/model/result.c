/* From a round's rows to its result. */
#include "model/result.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_setup.h"
#include "gen/sql_tally.h"
#include "model/tally_build.h"

static void set_config(struct result *r)
{
    struct tally_config config = tally_config_default();
    config.quorum = r->round.quorum;
    config.decimals = r->round.decimals;
    config.ladder_criteria = strstr(r->round.ladder, "criteria") != NULL;
    config.ladder_median = strstr(r->round.ladder, "median") != NULL;
    r->input.config = config;
    r->input.decimals = (int)r->round.scale_decimals;
}

static void set_criteria(const struct world *w, struct result *r)
{
    size_t count = round_criteria(w, r->round.id, &r->criteria);
    struct tally_criterion *list = arena_alloc(w->mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        const struct criterion *c = &r->criteria[i];
        list[i] =
            (struct tally_criterion){c->code, c->weight, c->lo, c->hi, c->step};
    }
    r->input.criteria = list;
    r->input.criterion_count = count;
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
    r->report.stage = arena_printf(w->mem, "%d", (int)r->round.stage);
    struct sql_setup_rounds_row *row;
    size_t count = sql_setup_rounds(w->db, r->round.edition_id, &row);
    for (size_t i = 0; i < count; i++)
        if (row[i].id == r->round.id)
            r->report.category = row[i].category;
}

bool result_of_round(const struct world *w, int64_t round_id,
                     struct result *out)
{
    *out = (struct result){.left_out = NULL};
    if (!round_by_id(w, round_id, &out->round) ||
        str_equal(out->round.state, "open"))
        return false;
    struct tally_build *build = tally_build_new(w->mem);
    set_config(out);
    set_criteria(w, out);
    set_report(w, out);
    add_rows(w, out, build);
    tally_build_finish(build, &out->input, &out->report);
    set_left_out(w, out);
    if (tally_run(w->mem, &out->input, &out->tally, &out->faults))
        out->report.result = &out->tally;
    return true;
}

size_t result_recusals(const struct result *r, const char *entry)
{
    size_t count = 0;
    for (size_t i = 0; i < r->left_out_count; i++)
        count += r->left_out[i].why == RESULT_CONFLICTED &&
                 str_equal(r->left_out[i].entry, entry);
    return count;
}
