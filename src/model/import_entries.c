/* Nominations from CSV. */
#include "model/import.h"

#include "base/arena.h"
#include "base/csv.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_entry.h"
#include "gen/sql_entry_write.h"
#include "gen/sql_import.h"
#include "gen/sql_import_write.h"
#include "gen/sql_setup.h"
#include "model/answer.h"
#include "model/audit.h"
#include "model/entry.h"
#include "model/import_csv.h"
#include "model/organisation.h"
#include "model/user.h"

struct entry_import {
    const struct world *w;
    int64_t edition_id;
    struct import_columns columns;
    struct import_faults *faults;
    struct question *question;
    size_t question_count;
    size_t added;
    bool head_read;
};

static void note(struct entry_import *job, const struct csv_row *row,
                 const char *format, const char *value)
{
    struct arena *mem = job->w->mem;
    import_fault(job->w, job->faults, row->line,
                 arena_printf(mem, "%s: '%s'", format, value));
}

static bool known_column(const struct entry_import *job, const char *name)
{
    static const char *const own[] = {"code",  "organisation", "category",
                                      "state", "contact",      "parent"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (str_equal(own[i], name))
            return true;
    for (size_t i = 0; i < job->question_count; i++)
        if (str_equal(job->question[i].code, name) &&
            !answer_is_file(job->question[i].kind))
            return true;
    return false;
}

static void read_head(struct entry_import *job, const struct csv_row *row)
{
    static const char *const needed[] = {"code", "organisation", "category"};
    import_head(job->w, &job->columns, row, job->faults);
    for (size_t i = 0; i < job->columns.count; i++)
        if (!known_column(job, job->columns.name[i]))
            note(job, row, "there is no question for the column",
                 job->columns.name[i]);
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!import_has_column(&job->columns, needed[i]))
            note(job, row, "the column is missing", needed[i]);
    job->head_read = true;
}

static int64_t organisation(const struct world *w, const char *name)
{
    struct sql_import_organisation_by_name_row row;
    if (sql_import_organisation_by_name(w->db, name, &row))
        return row.id;
    return sql_import_organisation_add(w->db, name, w->now);
}

static void add_contact(struct entry_import *job, const struct csv_row *row,
                        int64_t organisation_id, const char *name)
{
    const struct world *w = job->w;
    const char *email = import_value(w, &job->columns, row, "contact");
    struct user u;
    if (email[0] == '\0')
        return;
    if (!str_email(email)) {
        note(job, row, "not an e-mail address", email);
        return;
    }
    if (!user_by_email(w, email, &u))
        u.id = user_create(w, email, name, "de");
    user_grant(w, u.id, "company");
    sql_import_membership_add(w->db, u.id, organisation_id, w->now);
}

/* An empty field leaves what is known. */
static void add_parent(struct entry_import *job, const struct csv_row *row,
                       int64_t organisation_id)
{
    const char *parent = str_line(
        job->w->mem, import_value(job->w, &job->columns, row, "parent"));
    if (!str_empty(parent))
        organisation_set_parent(job->w, organisation_id, parent);
}

static const char *fault_text(enum answer_fault fault)
{
    switch (fault) {
    case ANSWER_TOO_LONG:
        return "has too many characters";
    case ANSWER_NOT_A_NUMBER:
        return "is not a whole number";
    case ANSWER_OUT_OF_RANGE:
        return "is outside the range";
    case ANSWER_NOT_A_CHOICE:
        return "is not one of the choices";
    case ANSWER_NOT_A_LINK:
        return "is not a web address with https://";
    case ANSWER_NOT_AN_EMAIL:
        return "is not an e-mail address";
    case ANSWER_FITS:
        break;
    }
    return "fits";
}

static void add_answers(struct entry_import *job, const struct csv_row *row,
                        int64_t entry_id)
{
    for (size_t i = 0; i < job->question_count; i++) {
        const struct question *q = &job->question[i];
        const char *value = import_value(job->w, &job->columns, row, q->code);
        enum answer_fault fault = answer_check(job->w, q, value);
        if (fault == ANSWER_FITS)
            entry_answer(job->w, entry_id, q->id, value);
        else
            note(job, row, fault_text(fault), q->code);
    }
}

static void set_state(struct entry_import *job, const struct csv_row *row,
                      int64_t entry_id, int64_t category_id)
{
    const struct world *w = job->w;
    const char *state = import_value(w, &job->columns, row, "state");
    if (state[0] == '\0')
        state = "submitted";
    bool admitted = str_equal(state, "admitted");
    struct sql_entry_next_number_row next;
    if (str_equal(state, "draft"))
        return;
    if (!admitted && !str_equal(state, "submitted")) {
        note(job, row, "state must be draft, submitted or admitted", state);
        return;
    }
    if (sql_entry_next_number(w->db, job->edition_id, &next))
        sql_import_entry_state(w->db, entry_id, state, &next.last_number,
                               &w->now, admitted ? &category_id : NULL,
                               admitted ? &w->now : NULL);
}

static void read_entry(struct entry_import *job, const struct csv_row *row)
{
    const struct world *w = job->w;
    const char *code = import_value(w, &job->columns, row, "code");
    const char *name = import_value(w, &job->columns, row, "organisation");
    const char *category = import_value(w, &job->columns, row, "category");
    struct sql_setup_category_by_code_row place;
    if (row->count != job->columns.count)
        note(job, row, "the line has another number of fields than the head",
             code);
    if (code[0] == '\0' || name[0] == '\0') {
        note(job, row, "code and organisation are needed", code);
        return;
    }
    if (!sql_setup_category_by_code(w->db, job->edition_id, category, &place)) {
        note(job, row, "there is no such category", category);
        return;
    }
    int64_t organisation_id = organisation(w, name);
    int64_t id = sql_import_entry_add(w->db, job->edition_id, organisation_id,
                                      code, place.id, w->now);
    if (db_conflict(w->db)) {
        note(job, row, "the code is taken", code);
        return;
    }
    add_contact(job, row, organisation_id, name);
    add_parent(job, row, organisation_id);
    add_answers(job, row, id);
    set_state(job, row, id, place.id);
    job->added++;
}

static bool read_row(void *context, const struct csv_row *row)
{
    struct entry_import *job = context;
    if (!job->head_read) {
        read_head(job, row);
        return job->faults->count == 0; /* rows mean nothing without it */
    }
    read_entry(job, row);
    return !db_failed(job->w->db);
}

size_t import_entries(const struct world *w, int64_t edition_id,
                      const char *csv, size_t bytes,
                      struct import_faults *faults)
{
    struct entry_import job = {
        .w = w, .edition_id = edition_id, .faults = faults};
    size_t line = 0;
    job.question_count = answer_questions(w, edition_id, &job.question);
    const char *wrong = csv_read(csv, bytes, 0, read_row, &job, &line);
    if (wrong != NULL)
        import_fault(w, faults, line, wrong);
    else if (!job.head_read)
        import_fault(w, faults, 1, "the file is empty");
    if (faults->count == 0)
        audit_add(w, "entry.import", "edition", edition_id, NULL);
    return job.added;
}
