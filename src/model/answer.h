/* Does an answer fit its question? One rule for the form and for imports. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct question {
    int64_t id;
    const char *code, *kind;
    const int64_t *characters_max, *number_min, *number_max;
};

/* Is a question of this kind answered with an upload? ("image", "file") */
bool answer_is_file(const char *kind);

enum answer_fault {
    ANSWER_FITS,
    ANSWER_TOO_LONG,     /* more characters than characters_max */
    ANSWER_NOT_A_NUMBER, /* not a whole number */
    ANSWER_OUT_OF_RANGE, /* outside number_min..number_max */
    ANSWER_NOT_A_CHOICE, /* not one of the question's codes; yes, no */
    ANSWER_NOT_A_LINK,   /* not an http(s) address */
    ANSWER_NOT_AN_EMAIL
};

/* "" fits every question: whether an answer is required is asked only when the
 * nomination is submitted. The value is cleaned (str_line or str_lines). A
 * question answered with a file has no value to be judged: any value fits. */
enum answer_fault answer_check(const struct world *w, const struct question *q,
                               const char *value);

/* All questions of an edition in form order. */
size_t answer_questions(const struct world *w, int64_t edition_id,
                        struct question **questions);
