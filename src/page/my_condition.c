/* When a question of the form is asked. The page carries the rule for its
 * script, which shows and hides at once; without one a question stands there
 * with "Only if …", and what belongs to other categories appears after saving.
 * What counts in the end is the view `asked`. */
#include "page/my_form.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_my.h"
#include "model/answer.h"

struct my_question *my_question_of(const struct my_entry_view *v, int64_t id)
{
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++)
            if (v->section[i].question[k].id == id)
                return &v->section[i].question[k];
    return NULL;
}

static const char *answer_label(struct ctx *c, const struct my_question *on,
                                const char *value)
{
    return answer_text(c->world.mem, c->lang, on->rule, value);
}

static void add_condition(struct ctx *c, const struct my_entry_view *v,
                          struct my_question *q,
                          const struct sql_my_conditions_row *row, size_t count)
{
    struct arena *mem = c->world.mem;
    struct buf values, words;
    const struct my_question *on =
        q->shown_if_id ? my_question_of(v, *q->shown_if_id) : NULL;
    if (on == NULL)
        return;
    buf_init(&values, mem);
    buf_init(&words, mem);
    for (size_t i = 0; i < count; i++) {
        if (row[i].question_id != q->id)
            continue;
        buf_addf(&values, "%s%s", values.bytes > 0 ? " " : "", row[i].value);
        buf_addf(&words, "%s%s", words.bytes > 0 ? T(" or ") : "",
                 answer_label(c, on, row[i].value));
    }
    q->if_field = on->field;
    q->if_values = values.data;
    q->if_text = arena_printf(mem, T("Only if “%s” is answered with: %s"),
                              on->label, words.data);
}

static void add_categories(struct ctx *c, const struct my_entry_view *v,
                           struct my_question *q,
                           const struct sql_my_question_categories_row *row,
                           size_t count)
{
    struct buf codes;
    buf_init(&codes, c->world.mem);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < v->category_count; k++)
            if (row[i].question_id == q->id &&
                row[i].category_id == v->category[k].id)
                buf_addf(&codes, "%s%s", codes.bytes > 0 ? " " : "",
                         v->category[k].code);
    q->categories = codes.data;
}

void my_load_conditions(struct ctx *c, struct my_entry_view *v)
{
    struct sql_my_conditions_row *condition;
    struct sql_my_question_categories_row *category;
    size_t conditions =
        sql_my_conditions(c->world.db, v->edition.id, &condition);
    size_t categories =
        sql_my_question_categories(c->world.db, v->edition.id, &category);
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++) {
            struct my_question *q = &v->section[i].question[k];
            add_condition(c, v, q, condition, conditions);
            add_categories(c, v, q, category, categories);
        }
}

/* Itself, or a question that it depends on. */
static bool is_elsewhere(const struct my_entry_view *v,
                         const struct my_question *q, const char *category)
{
    for (; q != NULL;
         q = q->shown_if_id ? my_question_of(v, *q->shown_if_id) : NULL)
        if (q->categories[0] != '\0' &&
            !answer_contains(q->categories, category))
            return true;
    return false;
}

void my_follow_category(struct ctx *c, const struct my_entry_view *v)
{
    const char *category = form_value(c->form, "category");
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++) {
            struct my_question *q = &v->section[i].question[k];
            q->elsewhere = is_elsewhere(v, q, category ? category : "");
        }
}

const char *my_saved_place(const struct ctx *c, const struct my_entry_view *v)
{
    const char *field = form_value(c->form, "rows");
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++)
            if (str_equal(v->section[i].question[k].field, field))
                return arena_printf(c->world.mem, "#%s", field);
    return "";
}
