/* Nominations with all their answers, as a table: a column for each question
 * in the order of the form. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_export.h"
#include "model/answer.h"
#include "model/export_walk.h"

struct form {
    struct question *question;
    size_t count;
    const struct sql_export_answers_row *answer; /* of one nomination */
    const struct sql_export_files_row *file;
    size_t answers, files;
};

static enum export_kind kind_of(const char *kind)
{
    static const struct {
        const char *kind;
        enum export_kind as;
    } known[] = {
        {"number", EXPORT_INTEGER}, {"money", EXPORT_MONEY},
        {"date", EXPORT_DAY},       {"yesno", EXPORT_YESNO},
        {"multi", EXPORT_CODES},    {"table", EXPORT_ROWS},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_equal(known[i].kind, kind))
            return known[i].as;
    return EXPORT_TEXT;
}

static int width_of(const char *kind)
{
    if (str_equal(kind, "long"))
        return 60;
    return kind_of(kind) == EXPORT_TEXT ? 28 : 16;
}

static struct export_column *columns(struct export_walk *x,
                                     const struct form *form, size_t *count)
{
    const struct export_column front[] = {
        {"number", NULL, export_word(x, N_("Number")), EXPORT_TEXT, 10},
        {"receipt", NULL, export_word(x, N_("Receipt")), EXPORT_INTEGER, 10},
        {"company", NULL, export_word(x, N_("Company")), EXPORT_TEXT, 34},
        {"category", NULL, export_word(x, N_("Category")), EXPORT_TEXT, 24},
        {"state", NULL, export_word(x, N_("State")), EXPORT_TEXT, 16},
        {"submitted_at", NULL, export_word(x, N_("Submitted")), EXPORT_TIME,
         18},
        {"checked_at", NULL, export_word(x, N_("Checked")), EXPORT_TIME, 18},
    };
    enum { FRONT = sizeof front / sizeof *front };
    struct export_column *all =
        arena_alloc(x->w->mem, (FRONT + form->count) * sizeof *all);
    for (size_t i = 0; i < FRONT; i++)
        all[i] = front[i];
    for (size_t i = 0; i < form->count; i++) {
        const struct question *q = &form->question[i];
        all[FRONT + i] = (struct export_column){
            q->code, "answers", export_pick(x, q->label_de, q->label_en),
            kind_of(q->kind), width_of(q->kind)};
    }
    *count = FRONT + form->count;
    return all;
}

static const char *file_names(struct export_walk *x, const struct form *form,
                              int64_t question_id)
{
    struct buf names;
    buf_init(&names, x->row_mem);
    for (size_t i = 0; i < form->files; i++)
        if (form->file[i].question_id == question_id)
            buf_addf(&names, "%s%s", names.bytes > 0 ? "; " : "",
                     form->file[i].name);
    return names.data;
}

static const char *value_of(const struct form *form, int64_t question_id)
{
    for (size_t i = 0; i < form->answers; i++)
        if (form->answer[i].question_id == question_id)
            return form->answer[i].value;
    return "";
}

/* What does not read as what the question asks for stays text. */
static void answer(struct export_walk *x, const struct form *form,
                   const struct question *q)
{
    struct arena *mem = x->row_mem;
    int64_t number;
    if (answer_is_file(q->kind)) {
        export_text(x, file_names(x, form, q->id));
        return;
    }
    const char *value = value_of(form, q->id);
    if (*value == '\0') {
        export_none(x);
        return;
    }
    switch (kind_of(q->kind)) {
    case EXPORT_INTEGER:
    case EXPORT_MONEY:
        if (str_int(value, INT64_MIN, INT64_MAX, &number))
            export_number(x, number);
        else
            export_text(x, value);
        return;
    case EXPORT_YESNO:
        export_number(x, str_equal(value, "yes"));
        return;
    case EXPORT_CODES:
    case EXPORT_ROWS:
        export_code(x, value, answer_lines(mem, x->lang, q, value));
        return;
    case EXPORT_TEXT:
    case EXPORT_DECIMAL:
    case EXPORT_DAY:
    case EXPORT_TIME:
        export_code(x, value,
                    str_equal(q->kind, "choice")
                        ? answer_text(mem, x->lang, q, value)
                        : value);
        return;
    }
}

static void state_cell(struct export_walk *x, const char *state)
{
    static const struct {
        const char *code, *text;
    } word[] = {
        {"draft", N_("draft")},         {"submitted", N_("to be checked")},
        {"admitted", N_("admitted")},   {"rejected", N_("rejected")},
        {"withdrawn", N_("withdrawn")}, {"reopened", N_("being changed")},
    };
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_equal(word[i].code, state))
            export_code(x, state, export_word(x, word[i].text));
}

/* The texts of one nomination live as long as its row. */
static void entry_row(struct export_walk *x, struct form *form,
                      const struct sql_export_entries_row *e)
{
    struct db *db = x->w->db;
    struct sql_export_answers_row *answers;
    struct sql_export_files_row *files;
    db_set_arena(db, x->row_mem);
    form->answers = sql_export_answers(db, e->id, &answers);
    form->files = sql_export_files(db, e->id, &files);
    db_set_arena(db, x->w->mem);
    form->answer = answers;
    form->file = files;
    export_text(x, e->code);
    export_number_at(x, e->number);
    export_text(x, e->organisation);
    export_code(x, e->category, export_pick(x, e->category_de, e->category_en));
    state_cell(x, e->state);
    export_number_at(x, e->submitted_at);
    export_number_at(x, e->checked_at);
    for (size_t i = 0; i < form->count; i++)
        answer(x, form, &form->question[i]);
    export_row(x);
}

void export_entries(struct export_walk *x)
{
    struct form form = {0};
    struct sql_export_entries_row *row;
    size_t count;
    form.count = answer_questions(x->w, x->edition_id, &form.question);
    const struct export_column *column = columns(x, &form, &count);
    const struct export_table table = {
        "nominations", NULL, "nominations", export_word(x, N_("Nominations")),
        column,        count};
    if (!export_begin(x, &table))
        return;
    size_t rows = sql_export_entries(x->w->db, x->edition_id, &row);
    for (size_t i = 0; i < rows; i++)
        entry_row(x, &form, &row[i]);
    export_end(x);
}
