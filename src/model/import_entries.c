/* Nominations from CSV. */
#include "model/import.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_edition.h"
#include "gen/sql_entry.h"
#include "gen/sql_entry_write.h"
#include "gen/sql_import.h"
#include "gen/sql_import_write.h"
#include "model/answer.h"
#include "model/answer_typed.h"
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
    struct sql_import_consents_row *consent;
    size_t consent_count;
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

/* What is wrong in one cell, and what would be right. */
static void note_cell(struct entry_import *job, const struct csv_row *row,
                      const char *column, const char *what)
{
    import_fault(job->w, job->faults, row->line,
                 arena_printf(job->w->mem, "column %s: %s",
                              import_place(job->w, &job->columns, column),
                              what));
}

/* --- columns ---------------------------------------------------------------
 */

static const char consent_prefix[] = "consent_";

static bool is_consent(const struct entry_import *job, const char *name)
{
    if (!str_starts(name, consent_prefix))
        return false;
    for (size_t i = 0; i < job->consent_count; i++)
        if (str_equal(job->consent[i].code, name + strlen(consent_prefix)))
            return true;
    return false;
}

static bool is_own_column(const char *name)
{
    static const char *const own[] = {"code",  "organisation", "category",
                                      "state", "contact",      "parent"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (str_equal(own[i], name))
            return true;
    return false;
}

/* The question with that code, else the only one with that label; NULL with
 * *many where there are several. */
static const struct question *question_of(const struct entry_import *job,
                                          const char *name, bool *many)
{
    struct arena *mem = job->w->mem;
    const struct question *found = NULL;
    const char *key = str_key(mem, name);
    *many = false;
    if (key[0] == '\0')
        return NULL; /* no label, though many questions have none in English */
    for (size_t i = 0; i < job->question_count; i++)
        if (str_equal(job->question[i].code, name))
            return &job->question[i];
    for (size_t i = 0; i < job->question_count; i++) {
        const struct question *q = &job->question[i];
        if (!str_equal(str_key(mem, q->label_de), key) &&
            !str_equal(str_key(mem, q->label_en), key))
            continue;
        *many = *many || found != NULL;
        found = q;
    }
    return *many ? NULL : found;
}

/* Labels become codes, so that a column is looked for by its code only. */
static void read_column(struct entry_import *job, const struct csv_row *row,
                        size_t i)
{
    bool many = false;
    const char *name = job->columns.name[i];
    if (is_own_column(name) || is_consent(job, name))
        return;
    const struct question *q = question_of(job, name, &many);
    if (many)
        note(job, row,
             "several questions have the label that heads a column; write the "
             "question's code instead",
             name);
    else if (q == NULL)
        note(job, row,
             "there is no question for the column; write its code or label as "
             "in the form",
             name);
    else if (answer_is_file(q->kind))
        note(job, row,
             "pictures and documents cannot come from a table; leave out the "
             "column",
             name);
    else if (!str_equal(q->code, name) &&
             import_has_column(&job->columns, q->code))
        note(job, row, "the question has two columns", q->code);
    else
        job->columns.name[i] = q->code;
}

static void read_head(struct entry_import *job, const struct csv_row *row)
{
    static const char *const needed[] = {"code", "organisation", "category"};
    import_head(job->w, &job->columns, row, job->faults);
    for (size_t i = 0; i < job->columns.count; i++)
        read_column(job, row, i);
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!import_has_column(&job->columns, needed[i]))
            note(job, row, "the column is missing", needed[i]);
    job->head_read = true;
}

/* --- cells -----------------------------------------------------------------
 */

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
        note_cell(job, row, "contact",
                  arena_printf(w->mem,
                               "'%s' is not an e-mail address; write one such "
                               "as name@example.org",
                               email));
        return;
    }
    if (organisation_id == 0)
        return;
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

static void add_answers(struct entry_import *job, const struct csv_row *row,
                        int64_t entry_id)
{
    struct arena *mem = job->w->mem;
    for (size_t i = 0; i < job->question_count; i++) {
        const struct question *q = &job->question[i];
        const char *cell = import_value(job->w, &job->columns, row, q->code);
        const char *value, *part;
        enum answer_fault fault = answer_read(mem, q, cell, &value, &part);
        if (fault == ANSWER_FITS && entry_id != 0)
            entry_answer(job->w, entry_id, q->id, value);
        if (fault != ANSWER_FITS)
            note_cell(job, row, q->code,
                      import_answer_fault(mem, q, fault,
                                          part[0] != '\0' ? part : value));
    }
}

/* Nobody ticked the box here: the consent is stored without a person, which the
 * office reads as imported. */
static void add_consents(struct entry_import *job, const struct csv_row *row,
                         int64_t entry_id)
{
    const struct world *w = job->w;
    for (size_t i = 0; i < job->consent_count; i++) {
        const struct sql_import_consents_row *k = &job->consent[i];
        const char *column =
            arena_printf(w->mem, "%s%s", consent_prefix, k->code);
        const char *cell = import_value(w, &job->columns, row, column);
        const char *word = typed_yes_no(cell);
        if (cell[0] != '\0' && word == NULL)
            note_cell(job, row, column,
                      arena_printf(w->mem,
                                   "'%s' is neither yes nor no (ja, nein)",
                                   cell));
        else if (str_equal(word, "yes") && entry_id != 0)
            entry_consent(w, entry_id, k->id, true);
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
        note_cell(job, row, "state",
                  arena_printf(w->mem,
                               "'%s' is no state; write draft, submitted or "
                               "admitted",
                               state));
        return;
    }
    if (entry_id != 0 && sql_entry_next_number(w->db, job->edition_id, &next))
        sql_import_entry_state(w->db, entry_id, state, &next.last_number,
                               &w->now, admitted ? &category_id : NULL,
                               admitted ? &w->now : NULL);
}

/* By its code, else by its name if only one has it; 0 if there is none. Nothing
 * is no name, though many categories have none in English. */
static int64_t category_id(const struct entry_import *job, const char *text)
{
    struct sql_edition_categories_row *c;
    struct arena *mem = job->w->mem;
    size_t count = sql_edition_categories(job->w->db, job->edition_id, &c);
    const char *key = str_key(mem, text);
    int64_t found = 0;
    if (key[0] == '\0')
        return 0;
    for (size_t i = 0; i < count; i++)
        if (str_equal(c[i].code, text))
            return c[i].id;
    for (size_t i = 0; i < count; i++)
        if (str_equal(str_key(mem, c[i].name_de), key) ||
            str_equal(str_key(mem, c[i].name_en), key))
            found = found == 0 ? c[i].id : -1;
    return found > 0 ? found : 0;
}

static void note_category(struct entry_import *job, const struct csv_row *row,
                          const char *text)
{
    struct sql_edition_categories_row *c;
    struct buf codes;
    size_t count = sql_edition_categories(job->w->db, job->edition_id, &c);
    buf_init(&codes, job->w->mem);
    for (size_t i = 0; i < count; i++)
        buf_addf(&codes, "%s%s", i > 0 ? ", " : "", c[i].code);
    note_cell(
        job, row, "category",
        text[0] == '\0'
            ? arena_printf(job->w->mem, "is empty; write one of %s", codes.data)
            : arena_printf(job->w->mem,
                           "there is no category '%s'; write one of %s", text,
                           codes.data));
}

/* The new nomination, or 0 if the line's own columns do not allow one. */
static int64_t add_entry(struct entry_import *job, const struct csv_row *row,
                         const char *name, int64_t category,
                         int64_t *organisation_id)
{
    const struct world *w = job->w;
    const char *code = import_value(w, &job->columns, row, "code");
    const char *place = import_value(w, &job->columns, row, "category");
    if (category == 0)
        note_category(job, row, place);
    if (code[0] == '\0' || name[0] == '\0')
        note(job, row, "code and organisation are needed", code);
    if (category == 0 || code[0] == '\0' || name[0] == '\0')
        return 0;
    *organisation_id = organisation(w, name);
    int64_t id = sql_import_entry_add(w->db, job->edition_id, *organisation_id,
                                      code, category, w->now);
    if (!db_conflict(w->db))
        return id;
    note_cell(job, row, "code",
              arena_printf(w->mem,
                           "'%s' is taken; every nomination needs a code of "
                           "its own",
                           code));
    return 0;
}

/* The other cells are looked at even where there is no nomination for them, so
 * that every bad one is named at once. */
static void read_entry(struct entry_import *job, const struct csv_row *row)
{
    const struct world *w = job->w;
    const char *name = import_value(w, &job->columns, row, "organisation");
    int64_t category =
        category_id(job, import_value(w, &job->columns, row, "category"));
    int64_t organisation_id = 0;
    if (row->count != job->columns.count)
        note(job, row, "the line has another number of fields than the head",
             import_value(w, &job->columns, row, "code"));
    int64_t id = add_entry(job, row, name, category, &organisation_id);
    add_contact(job, row, organisation_id, name);
    if (id != 0)
        add_parent(job, row, organisation_id);
    add_answers(job, row, id);
    add_consents(job, row, id);
    set_state(job, row, id, category);
    job->added += id != 0;
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
    job.consent_count = sql_import_consents(w->db, edition_id, &job.consent);
    csv = import_utf8(w->mem, csv, &bytes);
    const char *wrong = csv_read(csv, bytes, 0, read_row, &job, &line);
    if (wrong != NULL)
        import_fault(w, faults, line, wrong);
    else if (!job.head_read)
        import_fault(w, faults, 1, "the file is empty");
    if (faults->count == 0)
        audit_add(w, "entry.import", "edition", edition_id, NULL);
    return job.added;
}
