/* Who can take part: see eligibility.h.
 *
 * A category without a size takes every company. Where each has one and none
 * fits, the size rules out. A yes-or-no question may propose a category too,
 * and goes before the size: whether it is a craft says more than how many work
 * there. */
#include "model/eligibility.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_eligibility.h"
#include "gen/sql_eligibility_write.h"
#include "model/audit.h"

static const char *answer_to(const struct sql_eligibility_answers_row *answer,
                             size_t count, int64_t question_id)
{
    for (size_t i = 0; i < count; i++)
        if (answer[i].question_id == question_id)
            return answer[i].value;
    return "";
}

int64_t eligibility_category(const struct world *w, int64_t edition_id,
                             int64_t size)
{
    struct sql_eligibility_sizes_row *c;
    size_t count = sql_eligibility_sizes(w->db, edition_id, &c);
    for (size_t i = 0; i < count; i++)
        if ((c[i].size_from != NULL || c[i].size_below != NULL) &&
            (c[i].size_from == NULL || size >= *c[i].size_from) &&
            (c[i].size_below == NULL || size < *c[i].size_below))
            return c[i].id;
    return 0;
}

static bool every_category_has_a_size(const struct world *w, int64_t edition_id)
{
    struct sql_eligibility_sizes_row *c;
    size_t count = sql_eligibility_sizes(w->db, edition_id, &c);
    for (size_t i = 0; i < count; i++)
        if (c[i].size_from == NULL && c[i].size_below == NULL)
            return false;
    return count > 0;
}

static void judge_size(const struct world *w, const struct entry *e,
                       struct eligibility *l, struct eligibility_question *q)
{
    int64_t size = 0;
    if (!str_int(q->value, 0, INT64_MAX, &size))
        return;
    int64_t fits = eligibility_category(w, e->edition_id, size);
    if (l->category_id == 0)
        l->category_id = fits;
    q->rules_out = fits == 0 && every_category_has_a_size(w, e->edition_id);
}

static void look_up_wins(const struct world *w, const struct entry *e,
                         struct eligibility_question *q, int64_t years)
{
    struct sql_eligibility_won_row *won;
    if (sql_eligibility_won(w->db, e->organisation_id, e->edition_id, years,
                            w->now, &won) == 0)
        return;
    q->won_year = won[0].year;
    q->value = "yes";
}

static void judge(const struct world *w, const struct entry *e,
                  struct eligibility *l)
{
    for (size_t i = 0; i < l->count; i++) {
        struct eligibility_question *q = &l->question[i];
        if (q->category_id != 0 && str_equal(q->value, "yes") &&
            l->category_id == 0)
            l->category_id = q->category_id;
        q->rules_out = q->refused[0] != '\0' && str_equal(q->value, q->refused);
    }
    for (size_t i = 0; i < l->count; i++) {
        struct eligibility_question *q = &l->question[i];
        if (str_equal(q->kind, "size"))
            judge_size(w, e, l, q);
        l->complete = l->complete && q->value[0] != '\0';
        l->refused = l->refused || q->rules_out;
    }
}

void eligibility_load(const struct world *w, const struct entry *e,
                      struct eligibility *l)
{
    struct sql_eligibility_questions_row *row;
    struct sql_eligibility_answers_row *answer;
    struct sql_eligibility_intro_row intro = {"", ""};
    size_t count = sql_eligibility_questions(w->db, e->edition_id, &row);
    size_t answers = sql_eligibility_answers(w->db, e->id, &answer);
    sql_eligibility_intro(w->db, e->edition_id, &intro);
    *l = (struct eligibility){.intro_de = intro.eligibility_de,
                              .intro_en = intro.eligibility_en,
                              .count = count,
                              .complete = true};
    l->question = arena_alloc(w->mem, (count + 1) * sizeof *l->question);
    for (size_t i = 0; i < count; i++) {
        l->question[i] = (struct eligibility_question){
            .id = row[i].id,
            .code = row[i].code,
            .kind = row[i].kind,
            .label_de = row[i].label_de,
            .label_en = row[i].label_en,
            .help_de = row[i].help_de,
            .help_en = row[i].help_en,
            .refusal_de = row[i].refusal_de,
            .refusal_en = row[i].refusal_en,
            .refused = row[i].refused,
            .unit = row[i].unit,
            .value = answer_to(answer, answers, row[i].id),
            .category_id = row[i].category_id ? *row[i].category_id : 0,
        };
        if (str_equal(row[i].kind, "winner"))
            look_up_wins(w, e, &l->question[i], row[i].years);
    }
    judge(w, e, l);
}

bool eligibility_answer(const struct world *w, int64_t entry_id,
                        const struct eligibility_question *q, const char *value)
{
    if (str_equal(q->value, value) || q->won_year != 0)
        return false;
    if (value[0] == '\0')
        sql_eligibility_drop(w->db, entry_id, q->id);
    else
        sql_eligibility_put(w->db, entry_id, q->id, value, world_actor(w),
                            w->now);
    const struct audit_field field = {q->code, q->value, value};
    audit_change(w, "eligibility.answer", "entry", entry_id, &field, 1);
    return true;
}
