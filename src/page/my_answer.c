/* Is what was typed an answer to its question, and what is missing? Between the
 * fields of a form and the one canonical text of an answer (model/answer.h). */
#include "page/my_form.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/answer.h"

/* --- fields ----------------------------------------------------------------
 */

/* The n-th value sent under this name, from 0; NULL after the last. */
static const char *nth(const struct form *f, const char *name, size_t n)
{
    for (size_t i = 0; i < f->field_count; i++)
        if (str_equal(f->field[i].name, name) && n-- == 0)
            return f->field[i].value;
    return NULL;
}

size_t my_typed_rows(struct arena *mem, const struct form *f,
                     const struct my_question *q, struct my_row **rows)
{
    const char *label, *number;
    size_t count = 0;
    *rows = NULL;
    for (;;) {
        label = nth(f, my_row_field(mem, q, "label"), count);
        number = nth(f, my_row_field(mem, q, "number"), count);
        if ((label == NULL && number == NULL) || count >= MY_ROWS_TYPED_MAX)
            return count;
        *rows = arena_grow(mem, *rows, count, sizeof **rows);
        (*rows)[count++] =
            (struct my_row){label ? label : "", number ? number : ""};
    }
}

const char *my_row_field(struct arena *mem, const struct my_question *q,
                         const char *part)
{
    return arena_printf(mem, "%s.%s", q->field, part);
}

/* A number that was not given becomes "-", which is none: else the end of the
 * label could be taken for it. */
static const char *typed_rows(const struct ctx *c, const struct my_question *q)
{
    struct arena *mem = c->world.mem;
    struct my_row *row;
    struct buf all;
    size_t count = my_typed_rows(mem, c->form, q, &row);
    buf_init(&all, mem);
    for (size_t i = 0; i < count; i++)
        if (!str_empty(row[i].label) || !str_empty(row[i].number))
            buf_addf(&all, "%s%s\t%s", all.bytes > 0 ? "\n" : "",
                     str_line(mem, row[i].label),
                     str_empty(row[i].number) ? "-"
                                              : str_line(mem, row[i].number));
    return all.data;
}

static const char *typed_boxes(const struct ctx *c, const struct my_question *q)
{
    struct buf all;
    buf_init(&all, c->world.mem);
    for (size_t i = 0; i < c->form->field_count; i++) {
        const struct form_field *field = &c->form->field[i];
        if (str_equal(field->name, q->field) && !str_empty(field->value))
            buf_addf(&all, "%s%s", all.bytes > 0 ? " " : "", field->value);
    }
    return all.data;
}

/* What is stored as an answer are whole cents. An amount out of range is kept
 * as it was typed: with a point in it, it cannot be taken for cents. */
static const char *typed_amount(const struct ctx *c, const char *value)
{
    int64_t euros;
    value = str_line(c->world.mem, value);
    return str_int(value, INT64_MIN, INT64_MAX, &euros)
               ? arena_printf(c->world.mem, "%s.00", value)
               : value;
}

const char *my_typed(const struct ctx *c, const struct my_question *q)
{
    const char *value = form_value(c->form, q->field);
    if (value != NULL && str_equal(q->kind, "multi"))
        return typed_boxes(c, q);
    if (value != NULL && str_equal(q->kind, "table"))
        return typed_rows(c, q);
    if (value != NULL && str_equal(q->kind, "money"))
        return typed_amount(c, value);
    return value;
}

/* The rows of the text, as they were typed: also of one that is no answer. */
static void show_rows(struct ctx *c, const struct my_question *q,
                      const char *value)
{
    struct arena *mem = c->world.mem;
    const char *label = my_row_field(mem, q, "label");
    const char *number = my_row_field(mem, q, "number");
    form_set(c->form, label, "");
    form_set(c->form, number, "");
    for (bool first = true; *value != '\0'; first = false) {
        size_t line = strcspn(value, "\n");
        size_t tab = strcspn(value, "\t\n");
        const char *left = arena_printf(mem, "%.*s", (int)tab, value);
        const char *right =
            tab < line ? arena_printf(mem, "%.*s", (int)(line - tab - 1),
                                      value + tab + 1)
                       : "";
        right = str_equal(right, "-") ? "" : right;
        (first ? form_set : form_add)(c->form, label, left);
        (first ? form_set : form_add)(c->form, number, right);
        value += line + (value[line] == '\n');
    }
}

void my_show(struct ctx *c, const struct my_question *q, const char *value)
{
    if (str_equal(q->kind, "money"))
        value = answer_money_typed(c->world.mem, c->lang, value);
    if (str_equal(q->kind, "table"))
        show_rows(c, q, value);
    if (!str_equal(q->kind, "multi")) {
        form_set(c->form, q->field, str_equal(q->kind, "table") ? "" : value);
        return;
    }
    form_set(c->form, q->field, "");
    for (size_t i = 0; i < q->choice_count; i++)
        if (answer_contains(value, q->choice[i].code))
            form_add(c->form, q->field, q->choice[i].code);
}

/* --- what does not fit -----------------------------------------------------
 */

/* Years stay whole: 1950, but 10.000. */
static const char *number_text(struct ctx *c, const struct my_question *q,
                               int64_t n)
{
    if (str_equal(q->kind, "money"))
        return answer_money(c->world.mem, c->lang, n);
    return n > -10000 && n < 10000 ? arena_printf(c->world.mem, "%" PRId64, n)
                                   : lang_int(c->world.mem, c->lang, n);
}

static const char *too_long(struct ctx *c, const struct my_question *q,
                            const char *value)
{
    return arena_printf(
        c->world.mem, T("Please use at most %s characters; these are %s."),
        lang_int(c->world.mem, c->lang, answer_characters_max(q->rule)),
        lang_int(c->world.mem, c->lang, (int64_t)str_characters(value)));
}

static const char *out_of_range(struct ctx *c, const struct my_question *q,
                                const char *value)
{
    int64_t n = 0;
    str_int(value, INT64_MIN, INT64_MAX, &n);
    if (q->number_min != NULL && n < *q->number_min)
        return arena_printf(c->world.mem,
                            str_equal(q->kind, "money")
                                ? T("Please enter an amount from %s upwards.")
                                : T("Please enter a number from %s upwards."),
                            number_text(c, q, *q->number_min));
    return arena_printf(c->world.mem, T("Please enter at most %s."),
                        number_text(c, q, q->number_max ? *q->number_max : 0));
}

static const char *date_range(struct ctx *c, const struct my_question *q)
{
    struct arena *mem = c->world.mem;
    const char *first = q->rule->date_min, *last = q->rule->date_max;
    if (first != NULL && last != NULL)
        return arena_printf(mem, T("Please enter a day from %s to %s."),
                            answer_date(mem, c->lang, first),
                            answer_date(mem, c->lang, last));
    return first != NULL
               ? arena_printf(mem, T("Please enter a day from %s on."),
                              answer_date(mem, c->lang, first))
               : arena_printf(mem, T("Please enter a day not later than %s."),
                              answer_date(mem, c->lang, last));
}

static const char *row_number(struct ctx *c, const struct my_question *q,
                              const char *label)
{
    struct arena *mem = c->world.mem;
    int64_t min = q->number_min ? *q->number_min : 0;
    if (q->number_max == NULL)
        return arena_printf(mem,
                            T("“%s” needs a whole number in digits, from %s "
                              "upwards."),
                            label, number_text(c, q, min));
    return arena_printf(mem,
                        T("“%s” needs a whole number in digits, from %s to "
                          "%s."),
                        label, number_text(c, q, min),
                        number_text(c, q, *q->number_max));
}

static const char *too_many(struct ctx *c, const struct my_question *q)
{
    const char *most =
        lang_int(c->world.mem, c->lang,
                 str_equal(q->kind, "table") ? answer_rows_max(q->rule)
                                             : *q->rule->count_max);
    return arena_printf(c->world.mem,
                        str_equal(q->kind, "table")
                            ? T("Please fill in at most %s rows.")
                            : T("Please choose at most %s."),
                        most);
}

static const char *row_fault(struct ctx *c, const struct my_question *q,
                             enum answer_fault fault, const char *label)
{
    struct arena *mem = c->world.mem;
    if (fault == ANSWER_ROW_NUMBER)
        return row_number(c, q, label);
    if (fault == ANSWER_ROW_TWICE)
        return arena_printf(mem,
                            T("“%s” stands there twice. Please add the "
                              "numbers up in one row."),
                            label);
    return label[0] == '\0'
               ? T("A row has a number, but nothing in front of it.")
               : arena_printf(mem,
                              T("“%s” is too long; please use at most %d "
                                "characters."),
                              label, ANSWER_LABEL_MAX);
}

static const char *fault_text(struct ctx *c, const struct my_question *q,
                              enum answer_fault fault, const char *value,
                              const char *part)
{
    switch (fault) {
    case ANSWER_FITS:
        return NULL;
    case ANSWER_TOO_LONG:
        return too_long(c, q, value);
    case ANSWER_NOT_A_NUMBER:
        return T("Please enter a whole number in digits, such as 60.");
    case ANSWER_OUT_OF_RANGE:
        return out_of_range(c, q, value);
    case ANSWER_NOT_MONEY:
        return T("Please enter an amount in euros, such as 1200 or 1200.50.");
    case ANSWER_NOT_A_DATE:
        return T("Please enter a day, such as 31/12/2026.");
    case ANSWER_DATE_RANGE:
        return date_range(c, q);
    case ANSWER_NOT_A_CHOICE:
        return T("Please choose one of the answers.");
    case ANSWER_TOO_MANY:
        return too_many(c, q);
    case ANSWER_ROW_LABEL:
    case ANSWER_ROW_NUMBER:
    case ANSWER_ROW_TWICE:
        return row_fault(c, q, fault, part);
    case ANSWER_NOT_A_LINK:
        return T("Please enter a web address, such as https://www.example.org");
    case ANSWER_NOT_AN_EMAIL:
        return T("Please enter an e-mail address, such as name@example.org");
    }
    return NULL;
}

const char *my_check(struct ctx *c, const struct my_question *q,
                     const char *typed, const char **value)
{
    const char *part;
    enum answer_fault fault =
        answer_read(c->world.mem, q->rule, typed, value, &part);
    return fault_text(c, q, fault, *value, part);
}

/* --- what is missing -------------------------------------------------------
 */

static const char *too_little(struct ctx *c, const struct my_question *q)
{
    struct arena *mem = c->world.mem;
    if (q->characters_min > 0)
        return arena_printf(
            mem,
            T("Please write at least %s characters, so that the jury can "
              "judge; "
              "these are %s."),
            lang_int(mem, c->lang, q->characters_min),
            lang_int(mem, c->lang, (int64_t)str_characters(q->stored)));
    if (q->count_min > 0)
        return arena_printf(mem,
                            str_equal(q->kind, "table")
                                ? T("Please fill in at least %s rows.")
                                : T("Please choose at least %s."),
                            lang_int(mem, c->lang, q->count_min));
    return T("Please fill this in.");
}

static const char *question_missing(struct ctx *c, const struct my_question *q)
{
    if (str_equal(q->kind, "image"))
        return T("Please add a picture.");
    if (str_equal(q->kind, "file"))
        return q->document ? q->document->problem : T("Please add a document.");
    if (q->stored[0] != '\0')
        return too_little(c, q);
    if (str_equal(q->kind, "multi"))
        return T("Please choose at least one answer.");
    return answer_is_choice(q->kind) ? T("Please choose an answer.")
                                     : T("Please fill this in.");
}

static const char *what_is_missing(struct ctx *c, const struct my_entry_view *v,
                                   const char *field)
{
    if (str_equal(field, "category"))
        return T("Please choose a category.");
    if (str_equal(field, "eligibility"))
        return T("Please first answer who can take part.");
    if (str_starts(field, "consent_"))
        return T("Without this consent you cannot take part.");
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++)
            if (str_equal(v->section[i].question[k].field, field))
                return question_missing(c, &v->section[i].question[k]);
    return T("Please fill this in.");
}

void my_demand(struct ctx *c, const struct my_entry_view *v)
{
    const char **field;
    size_t count = entry_missing(&c->world, v->entry.id, &field);
    for (size_t i = 0; i < count; i++)
        form_fail(c->form, field[i], what_is_missing(c, v, field[i]));
}
