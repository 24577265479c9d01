/* The rules of a single answer: from what was typed to its canonical form. */
#include "model/answer.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_answer.h"
#include "gen/sql_entry.h"
#include "model/answer_typed.h"

bool answer_is_file(const char *kind)
{
    return str_equal(kind, "image") || str_equal(kind, "file");
}

bool answer_is_choice(const char *kind)
{
    return str_equal(kind, "choice") || str_equal(kind, "multi") ||
           str_equal(kind, "yesno");
}

int64_t answer_characters_max(const struct question *q)
{
    if (q->characters_max != NULL)
        return *q->characters_max;
    return str_equal(q->kind, "long") ? ANSWER_LONG_MAX : ANSWER_SHORT_MAX;
}

int64_t answer_rows_max(const struct question *q)
{
    return q->count_max != NULL ? *q->count_max : ANSWER_ROWS_MAX;
}

static bool outside(const struct question *q, int64_t n)
{
    return (q->number_min != NULL && n < *q->number_min) ||
           (q->number_max != NULL && n > *q->number_max);
}

static enum answer_fault
read_number(struct arena *mem, const struct question *q, const char **value)
{
    bool money = str_equal(q->kind, "money");
    int64_t n = 0;
    if (money ? !typed_money(mem, *value, &n) : !typed_whole(mem, *value, &n))
        return money ? ANSWER_NOT_MONEY : ANSWER_NOT_A_NUMBER;
    *value = arena_printf(mem, "%" PRId64, n);
    return outside(q, n) ? ANSWER_OUT_OF_RANGE : ANSWER_FITS;
}

/* Dates in this form are in order as texts. */
static enum answer_fault read_date(struct arena *mem, const struct question *q,
                                   const char **value)
{
    const char *day = typed_date(mem, *value);
    if (day == NULL)
        return ANSWER_NOT_A_DATE;
    *value = day;
    bool early = q->date_min != NULL && strcmp(day, q->date_min) < 0;
    bool late = q->date_max != NULL && strcmp(day, q->date_max) > 0;
    return early || late ? ANSWER_DATE_RANGE : ANSWER_FITS;
}

static enum answer_fault read_yes_no(const char **value)
{
    const char *word = typed_yes_no(*value);
    if (word == NULL)
        return ANSWER_NOT_A_CHOICE;
    *value = word;
    return ANSWER_FITS;
}

static enum answer_fault
read_choice(struct arena *mem, const struct question *q, const char **value)
{
    size_t at = typed_choice(mem, q, *value);
    if (at >= q->choice_count)
        return ANSWER_NOT_A_CHOICE;
    *value = q->choice[at].code;
    return ANSWER_FITS;
}

static enum answer_fault read_multi(struct arena *mem, const struct question *q,
                                    const char **value, const char **part)
{
    bool *chosen = arena_alloc(mem, (q->choice_count + 1) * sizeof *chosen);
    struct buf codes;
    int64_t count = 0;
    *part = typed_choices(mem, q, *value, chosen);
    if (*part[0] != '\0')
        return ANSWER_NOT_A_CHOICE;
    buf_init(&codes, mem);
    for (size_t i = 0; i < q->choice_count; i++)
        if (chosen[i])
            buf_addf(&codes, "%s%s", count++ > 0 ? " " : "", q->choice[i].code);
    *value = codes.data;
    return q->count_max != NULL && count > *q->count_max ? ANSWER_TOO_MANY
                                                         : ANSWER_FITS;
}

static enum answer_fault read_row(struct arena *mem, const struct question *q,
                                  const char *line, struct answer_row *row)
{
    const char *number = typed_row(mem, line, &row->label);
    if (row->label[0] == '\0' || str_characters(row->label) > ANSWER_LABEL_MAX)
        return ANSWER_ROW_LABEL;
    if (!typed_whole(mem, number, &row->number) || outside(q, row->number) ||
        (q->number_min == NULL && row->number < 0))
        return ANSWER_ROW_NUMBER;
    return ANSWER_FITS;
}

static bool label_taken(struct arena *mem, const struct answer_row *row,
                        size_t count, const char *label)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(str_key(mem, row[i].label), str_key(mem, label)))
            return true;
    return false;
}

static enum answer_fault read_table(struct arena *mem, const struct question *q,
                                    const char **value, const char **part)
{
    struct answer_row *row = NULL;
    struct buf all;
    size_t count = 0;
    const char *rest = *value, *line;
    bool one_line = typed_one_line(rest);
    buf_init(&all, mem);
    while ((line = typed_line(mem, one_line, &rest)) != NULL) {
        row = arena_grow(mem, row, count, sizeof *row);
        enum answer_fault fault = read_row(mem, q, line, &row[count]);
        *part = row[count].label;
        if (fault != ANSWER_FITS)
            return fault;
        if (label_taken(mem, row, count, row[count].label))
            return ANSWER_ROW_TWICE;
        buf_addf(&all, "%s%s\t%" PRId64, count > 0 ? "\n" : "",
                 row[count].label, row[count].number);
        if ((int64_t)++count > answer_rows_max(q))
            return ANSWER_TOO_MANY;
    }
    *part = "";
    *value = all.data;
    return ANSWER_FITS;
}

/* "www.example.org" is meant as an address too. */
static enum answer_fault read_link(struct arena *mem, const char **value)
{
    const char *url = *value;
    const char *host = strstr(url, "://");
    if (host == NULL && strchr(url, ':') == NULL)
        url = arena_printf(mem, "https://%s", url);
    host = strstr(url, "://");
    if (host == NULL || !str_weblink(url) || strchr(host, '.') == NULL)
        return ANSWER_NOT_A_LINK;
    *value = url;
    return ANSWER_FITS;
}

static enum answer_fault read_text(struct arena *mem, const struct question *q,
                                   const char **value)
{
    if (str_equal(q->kind, "url")) {
        enum answer_fault fault = read_link(mem, value);
        if (fault != ANSWER_FITS)
            return fault;
    }
    if (str_equal(q->kind, "email") && !str_email(*value))
        return ANSWER_NOT_AN_EMAIL;
    return (int64_t)str_characters(*value) > answer_characters_max(q)
               ? ANSWER_TOO_LONG
               : ANSWER_FITS;
}

enum answer_fault answer_read(struct arena *mem, const struct question *q,
                              const char *typed, const char **value,
                              const char **part)
{
    bool lines = str_equal(q->kind, "long") || str_equal(q->kind, "table") ||
                 str_equal(q->kind, "multi");
    *part = "";
    *value = lines ? str_lines(mem, typed) : str_line(mem, typed);
    if (str_empty(*value)) {
        *value = "";
        return ANSWER_FITS;
    }
    if (answer_is_file(q->kind))
        return ANSWER_FITS;
    if (str_equal(q->kind, "number") || str_equal(q->kind, "money"))
        return read_number(mem, q, value);
    if (str_equal(q->kind, "date"))
        return read_date(mem, q, value);
    if (str_equal(q->kind, "yesno"))
        return read_yes_no(value);
    if (str_equal(q->kind, "choice"))
        return read_choice(mem, q, value);
    if (str_equal(q->kind, "multi"))
        return read_multi(mem, q, value, part);
    if (str_equal(q->kind, "table"))
        return read_table(mem, q, value, part);
    return read_text(mem, q, value);
}

bool answer_refit(struct arena *mem, const struct question *q,
                  const char *stored, const char **value)
{
    enum { CENTS = 2 };
    int64_t cents;
    const char *part, *typed = stored;
    /* with its decimals: without, cents would be taken for euros */
    if (str_equal(q->kind, "money") &&
        str_int(stored, INT64_MIN, INT64_MAX, &cents))
        typed = lang_decimal(mem, LANG_EN, cents, CENTS);
    if (answer_read(mem, q, typed, value, &part) == ANSWER_FITS)
        return true;
    *value = typed;
    return false;
}

size_t answer_questions(const struct world *w, int64_t edition_id,
                        struct question **questions)
{
    struct sql_answer_questions_row *row;
    struct sql_answer_choices_row *choice;
    size_t count = sql_answer_questions(w->db, edition_id, &row);
    size_t choices = sql_answer_choices(w->db, edition_id, &choice);
    *questions = arena_alloc(w->mem, (count + 1) * sizeof **questions);
    for (size_t i = 0; i < count; i++) {
        struct answer_choice *own = NULL;
        size_t n = 0;
        for (size_t k = 0; k < choices; k++)
            if (choice[k].question_id == row[i].id) {
                own = arena_grow(w->mem, own, n, sizeof *own);
                own[n++] = (struct answer_choice){row[i].id, choice[k].code,
                                                  choice[k].label_de,
                                                  choice[k].label_en};
            }
        (*questions)[i] = (struct question){
            .id = row[i].id,
            .code = row[i].code,
            .kind = row[i].kind,
            .label_de = row[i].label_de,
            .label_en = row[i].label_en,
            .characters_max = row[i].characters_max,
            .number_min = row[i].number_min,
            .number_max = row[i].number_max,
            .count_max = row[i].count_max,
            .date_min = row[i].date_min,
            .date_max = row[i].date_max,
            .choice = own,
            .choice_count = n,
        };
    }
    return count;
}

const struct question *answer_question(const struct question *questions,
                                       size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (questions[i].id == id)
            return &questions[i];
    return NULL;
}

size_t answer_choices(const struct world *w, int64_t entry_id,
                      struct answer_choice **choices)
{
    struct sql_entry_choice_labels_row *row;
    size_t count = sql_entry_choice_labels(w->db, entry_id, &row);
    *choices = arena_alloc(w->mem, (count + 1) * sizeof **choices);
    for (size_t i = 0; i < count; i++)
        (*choices)[i] = (struct answer_choice){
            row[i].question_id, row[i].code, row[i].label_de, row[i].label_en};
    return count;
}
