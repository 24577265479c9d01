/* Marks from CSV: ballots that were cast on paper, or elsewhere. */
#include "model/import.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_ballot.h"
#include "gen/sql_ballot_write.h"
#include "gen/sql_import.h"
#include "model/audit.h"
#include "model/import_csv.h"
#include "model/jury.h"
#include "model/round.h"

enum { ROUNDS_MAX = 100 };

struct score_import {
    const struct world *w;
    int64_t edition_id;
    struct import_columns columns;
    struct import_faults *faults;
    struct round
        round; /* of the line before: lines of a round stand together */
    int64_t touched[ROUNDS_MAX];
    size_t touched_count;
    size_t added;
    bool head_read;
};

static void note(struct score_import *job, const struct csv_row *row,
                 const char *what, const char *value)
{
    import_fault(job->w, job->faults, row->line,
                 arena_printf(job->w->mem, "%s: '%s'", what, value));
}

static bool read_head(struct score_import *job, const struct csv_row *row)
{
    static const char *const known[] = {"juror", "entry", "criterion", "score",
                                        "round"};
    import_head(job->w, &job->columns, row, job->faults);
    for (size_t i = 0; i < 4; i++)
        if (!import_has_column(&job->columns, known[i]))
            note(job, row, "the column is missing", known[i]);
    for (size_t i = 0; i < job->columns.count; i++) {
        bool found = false;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            found |= str_equal(known[k], job->columns.name[i]);
        if (!found)
            note(job, row, "unknown column", job->columns.name[i]);
    }
    job->head_read = true;
    return job->faults->count == 0;
}

static void remember_round(struct score_import *job)
{
    for (size_t i = 0; i < job->touched_count; i++)
        if (job->touched[i] == job->round.id)
            return;
    if (job->touched_count < ROUNDS_MAX)
        job->touched[job->touched_count++] = job->round.id;
}

/* Finds the row's round into job->round. */
static bool find_round(struct score_import *job, const struct csv_row *row)
{
    const struct world *w = job->w;
    struct sql_import_round_only_row only = {0};
    bool found = false;
    const char *slug = import_value(w, &job->columns, row, "round");
    if (job->round.id != 0 &&
        (slug[0] == '\0' || str_equal(slug, job->round.slug)))
        return true;
    if (slug[0] != '\0')
        found = round_by_slug(w, job->edition_id, slug, &job->round);
    else if (sql_import_round_only(w->db, job->edition_id, &only) &&
             only.count == 1)
        found = round_by_id(w, only.id, &job->round);
    if (!found) {
        job->round.id = 0;
        note(job, row,
             slug[0] != '\0' ? "there is no such round"
                             : "the column 'round' is needed: the edition has "
                               "not exactly one round",
             slug);
    } else if (!str_equal(job->round.state, "planned")) {
        note(job, row, "the round was opened: its marks are the jurors'",
             job->round.slug);
        found = false;
    }
    if (found)
        remember_round(job);
    return found;
}

/* The mark's value in the round's units, on the criterion's grid. */
static bool find_value(struct score_import *job, const struct csv_row *row,
                       const struct sql_import_criterion_row *c, int64_t *value)
{
    const char *text = import_value(job->w, &job->columns, row, "score");
    if (!str_decimal(text, (int)job->round.scale_decimals, false, value)) {
        note(job, row, "not a number with the scale's decimals", text);
        return false;
    }
    if (*value < c->lo || *value > c->hi) {
        note(job, row, "outside the criterion's scale", text);
        return false;
    }
    if ((*value - c->lo) % c->step != 0) {
        note(job, row, "between two steps of the criterion's scale", text);
        return false;
    }
    return true;
}

static int64_t find_ballot(struct score_import *job, int64_t juror_id,
                           int64_t entry_id)
{
    const struct world *w = job->w;
    struct sql_ballot_get_row ballot;
    assignment_add(w, job->round.id, juror_id, entry_id);
    if (sql_ballot_get(w->db, job->round.id, juror_id, entry_id, &ballot))
        return ballot.id;
    return sql_ballot_add(w->db, job->round.id, juror_id, entry_id, 1, w->now);
}

static void read_score(struct score_import *job, const struct csv_row *row)
{
    const struct world *w = job->w;
    const char *juror = import_value(w, &job->columns, row, "juror");
    const char *entry = import_value(w, &job->columns, row, "entry");
    const char *criterion = import_value(w, &job->columns, row, "criterion");
    struct sql_import_juror_row j;
    struct sql_import_entry_row e;
    struct sql_import_criterion_row c;
    struct sql_ballot_score_get_row there;
    int64_t value = 0;
    if (row->count != job->columns.count)
        note(job, row, "the line has another number of fields than the head",
             juror);
    if (!find_round(job, row))
        return;
    if (!sql_import_juror(w->db, job->edition_id, juror, &j))
        note(job, row, "there is no such juror", juror);
    else if (!sql_import_entry(w->db, job->edition_id, entry, &e))
        note(job, row, "there is no such nomination", entry);
    else if (!str_equal(e.state, "admitted"))
        note(job, row, "the nomination is not admitted", entry);
    else if (!e.nominee && !str_equal(job->round.entries, "all"))
        note(job, row, "the nomination is not a nominee, as the round wants",
             entry);
    else if (!sql_import_criterion(w->db, job->round.id, criterion, &c))
        note(job, row, "there is no such criterion", criterion);
    else if (find_value(job, row, &c, &value)) {
        int64_t ballot_id = find_ballot(job, j.id, e.id);
        if (sql_ballot_score_get(w->db, ballot_id, c.id, &there)) {
            note(job, row, "the mark is there already", criterion);
            return;
        }
        sql_ballot_score_put(w->db, ballot_id, c.id, &value, "", w->now);
        sql_ballot_version_add(w->db, ballot_id, &c.id, &value, "", NULL,
                               w->now);
        job->added++;
    }
}

static bool read_row(void *context, const struct csv_row *row)
{
    struct score_import *job = context;
    if (!job->head_read)
        return read_head(job, row);
    read_score(job, row);
    return !db_failed(job->w->db);
}

size_t import_scores(const struct world *w, int64_t edition_id, const char *csv,
                     size_t bytes, struct import_faults *faults)
{
    struct score_import job = {
        .w = w, .edition_id = edition_id, .faults = faults};
    size_t line = 0;
    const char *wrong = csv_read(csv, bytes, 0, read_row, &job, &line);
    if (wrong != NULL)
        import_fault(w, faults, line, wrong);
    else if (!job.head_read)
        import_fault(w, faults, 1, "the file is empty");
    for (size_t i = 0; i < job.touched_count; i++) {
        sql_ballot_submit_imported(w->db, job.touched[i], w->now);
        audit_add(w, "score.import", "round", job.touched[i],
                  arena_printf(w->mem, "{\"marks\":%zu}", job.added));
    }
    return job.added;
}
