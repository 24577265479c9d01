/* The rules of a single answer. */
#include "model/answer.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_answer.h"

static enum answer_fault check_number(const struct question *q,
                                      const char *value)
{
    int64_t n = 0;
    if (!str_int(value, INT64_MIN, INT64_MAX, &n))
        return ANSWER_NOT_A_NUMBER;
    if ((q->number_min != NULL && n < *q->number_min) ||
        (q->number_max != NULL && n > *q->number_max))
        return ANSWER_OUT_OF_RANGE;
    return ANSWER_FITS;
}

static enum answer_fault
check_choice(const struct world *w, const struct question *q, const char *value)
{
    struct sql_answer_choice_row row;
    if (str_equal(q->kind, "yesno"))
        return str_equal(value, "yes") || str_equal(value, "no")
                   ? ANSWER_FITS
                   : ANSWER_NOT_A_CHOICE;
    return sql_answer_choice(w->db, q->id, value, &row) ? ANSWER_FITS
                                                        : ANSWER_NOT_A_CHOICE;
}

bool answer_is_file(const char *kind)
{
    return str_equal(kind, "image") || str_equal(kind, "file");
}

enum answer_fault answer_check(const struct world *w, const struct question *q,
                               const char *value)
{
    if (value[0] == '\0' || answer_is_file(q->kind))
        return ANSWER_FITS;
    if (q->characters_max != NULL &&
        str_characters(value) > (size_t)*q->characters_max)
        return ANSWER_TOO_LONG;
    if (str_equal(q->kind, "number"))
        return check_number(q, value);
    if (str_equal(q->kind, "choice") || str_equal(q->kind, "yesno"))
        return check_choice(w, q, value);
    if (str_equal(q->kind, "url") && !str_weblink(value))
        return ANSWER_NOT_A_LINK;
    if (str_equal(q->kind, "email") && !str_email(value))
        return ANSWER_NOT_AN_EMAIL;
    return ANSWER_FITS;
}

size_t answer_questions(const struct world *w, int64_t edition_id,
                        struct question **questions)
{
    struct sql_answer_questions_row *row;
    size_t count = sql_answer_questions(w->db, edition_id, &row);
    *questions = arena_alloc(w->mem, count * sizeof **questions);
    for (size_t i = 0; i < count; i++)
        (*questions)[i] = (struct question){
            .id = row[i].id,
            .code = row[i].code,
            .kind = row[i].kind,
            .characters_max = row[i].characters_max,
            .number_min = row[i].number_min,
            .number_max = row[i].number_max,
        };
    return count;
}
