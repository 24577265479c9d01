/* What fits a question, and how an answer reads. One rule for the form and for
 * imports.
 *
 * Every answer is one text in a canonical form: numbers in digits; money in
 * cents; a date as 2026-05-03; the code of a choice; of several choices the
 * codes in form order, joined by one space; "yes" or "no"; of a table a line
 * "label TAB number" for each row; else the text itself. */
#pragma once

#include "base/lang.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    ANSWER_SHORT_MAX = 300, /* characters, where the question sets no limit */
    ANSWER_LONG_MAX = 20000,
    ANSWER_ROWS_MAX = 30, /* of a table, where the question sets no limit */
    ANSWER_LABEL_MAX = 60 /* characters of a row's label */
};

struct answer_choice {
    int64_t question_id;
    const char *code, *label_de, *label_en;
};

struct question {
    int64_t id;
    const char *code, *kind, *label_de, *label_en;
    const int64_t *characters_max, *number_min, *number_max, *count_max;
    const char *date_min, *date_max; /* or NULL */
    const struct answer_choice *choice;
    size_t choice_count;
};

/* Is a question of this kind answered with an upload? ("image", "file") */
bool answer_is_file(const char *kind);
/* Is it one of the kinds whose answer can be a condition for another question?
 * ("choice", "multi", "yesno") */
bool answer_is_choice(const char *kind);

/* The largest number of characters, or of rows, that fits the question. */
int64_t answer_characters_max(const struct question *q);
int64_t answer_rows_max(const struct question *q);

enum answer_fault {
    ANSWER_FITS,
    ANSWER_TOO_LONG,     /* more characters than characters_max */
    ANSWER_NOT_A_NUMBER, /* not a whole number */
    ANSWER_OUT_OF_RANGE, /* number or amount outside number_min..number_max */
    ANSWER_NOT_MONEY,    /* not an amount with at most two decimals */
    ANSWER_NOT_A_DATE,   /* not a day that exists */
    ANSWER_DATE_RANGE,   /* outside date_min..date_max */
    ANSWER_NOT_A_CHOICE, /* not one of the question's; yes, no */
    ANSWER_TOO_MANY,     /* more choices, or rows, than count_max */
    ANSWER_ROW_LABEL,    /* a row has no label, or too long a one */
    ANSWER_ROW_NUMBER,   /* a row has no whole number from 0, or outside */
    ANSWER_ROW_TWICE,    /* two rows have the same label */
    ANSWER_NOT_A_LINK,   /* not an http(s) address */
    ANSWER_NOT_AN_EMAIL
};

/* Makes the canonical value of what was typed: by a person into a form, or into
 * a cell of a table ("1.200,50 €", "3.5.2026", "ja", labels of choices, "Polen:
 * 12; Indien: 7"). "" fits every question: whether an answer is required is
 * asked only when the nomination is submitted. *part is what does not fit: a
 * word of the answer or a row's label; "" where there is no such part. A
 * question answered with a file has no value to be judged: any value fits. */
enum answer_fault answer_read(struct arena *mem, const struct question *q,
                              const char *typed, const char **value,
                              const char **part);

/* Does a canonical value still fit, when the question has changed since or is
 * another? *value: the value if it does, else as a person would have typed it.
 */
bool answer_refit(struct arena *mem, const struct question *q,
                  const char *stored, const char **value);

/* All questions of an edition in form order. */
size_t answer_questions(const struct world *w, int64_t edition_id,
                        struct question **questions);
/* The one with that id among them; NULL if there is none. */
const struct question *answer_question(const struct question *questions,
                                       size_t count, int64_t id);

/* The choices of all questions that a nomination's edition has. */
size_t answer_choices(const struct world *w, int64_t entry_id,
                      struct answer_choice **choices);

/* A row of a table. */
struct answer_row {
    const char *label;
    int64_t number;
};
size_t answer_rows(struct arena *mem, const char *value,
                   struct answer_row **rows);

/* Is this code one of those that make up the canonical value? */
bool answer_contains(const char *value, const char *code);

/* A canonical value as one line for readers: "ja", the labels of choices,
 * "1.200,50 €", "3. Mai 2026", "Polen 12, Indien 7". Choices of other questions
 * may be among them. */
const char *answer_text(struct arena *mem, enum lang lang,
                        const struct question *q, const char *value);
/* The same with a line for each choice and each row: "Polen: 12". */
const char *answer_lines(struct arena *mem, enum lang lang,
                         const struct question *q, const char *value);
/* "1200,50" as an amount is typed, and "1.200,50 €" as it is read. */
const char *answer_money_typed(struct arena *mem, enum lang lang,
                               const char *value);
const char *answer_money(struct arena *mem, enum lang lang, int64_t cents);
/* "3. Mai 2026" for 2026-05-03; the text itself if it is not a date. */
const char *answer_date(struct arena *mem, enum lang lang, const char *value);
