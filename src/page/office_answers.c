/* What a nomination says, and how it came about, for the office: see
 * office_answers.h. */
#include "page/office_answers.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_entry.h"
#include "gen/sql_office.h"
#include "model/answer.h"
#include "model/eligibility.h"
#include "model/upload.h"
#include "page/ctx.h"
#include "page/my_eligibility.h"
#include "page/office_view.h"

enum { LINES_MAX = 400 };

static void split(struct ctx *c, const char *text, struct office_answer *answer)
{
    const char **list = NULL;
    for (size_t i = 0; i < LINES_MAX && *text != '\0'; i++) {
        size_t bytes = strcspn(text, "\n");
        if (bytes > 0) {
            list = arena_grow(c->world.mem, (void *)list, answer->count,
                              sizeof *list);
            list[answer->count++] = arena_textn(c->world.mem, text, bytes);
        }
        text += bytes + (text[bytes] == '\n');
    }
    answer->paragraph = list;
}

static const char *shown(const struct ctx *c, const char *kind,
                         const struct answer_choice *choice, size_t choices,
                         int64_t question_id, const char *value)
{
    const struct question q = {.id = question_id,
                               .kind = kind,
                               .choice = choice,
                               .choice_count = choices};
    return answer_text(c->world.mem, c->lang, &q, value);
}

/* What is kept although it is not asked is told apart. */
static const char *label_of(struct ctx *c,
                            const struct sql_entry_answers_row *row)
{
    const char *label = PICK(row->label_de, row->label_en);
    return row->asked ? label
                      : arena_printf(c->world.mem,
                                     T("%s (not asked in this case)"), label);
}

static struct office_answer make_answer(struct ctx *c,
                                        const struct sql_entry_answers_row *row,
                                        const char *text)
{
    bool foreign = row->language[0] != '\0' &&
                   !str_equal(row->language, lang_code(c->lang));
    struct office_answer a = {
        .label = label_of(c, row),
        .language = foreign ? row->language : NULL,
        .fact = !str_equal(row->kind, "long"),
        .link = str_equal(row->kind, "url") ? text : NULL,
    };
    if (str_equal(row->kind, "table") && !str_empty(row->value)) {
        a.fact = false;
        a.figures = row->value;
        a.column_label = PICK(row->column_label_de, row->column_label_en);
        a.column_number = PICK(row->column_number_de, row->column_number_en);
    } else {
        split(c, text, &a);
    }
    return a;
}

void office_answers_load(struct ctx *c, struct office_entry_view *v)
{
    struct arena *mem = c->world.mem;
    struct sql_entry_answers_row *row;
    struct answer_choice *choice;
    size_t choices = answer_choices(&c->world, v->id, &choice);
    size_t count = sql_entry_answers(c->world.db, v->id, &row);
    struct office_answer *answer = arena_alloc(mem, count * sizeof *answer);
    struct office_section *section = NULL;
    const char *last = NULL;
    for (size_t i = 0, n = 0; i < count; i++) {
        if (answer_is_file(row[i].kind) ||
            (!row[i].asked && str_empty(row[i].value)))
            continue;
        if (!str_equal(last, row[i].section)) {
            section =
                arena_grow(mem, section, v->section_count, sizeof *section);
            section[v->section_count++] = (struct office_section){
                PICK(row[i].title_de, row[i].title_en), &answer[n], 0};
            last = row[i].section;
        }
        answer[n++] = make_answer(c, &row[i],
                                  row[i].value != NULL
                                      ? shown(c, row[i].kind, choice, choices,
                                              row[i].id, row[i].value)
                                      : "");
        section[v->section_count - 1].count++;
    }
    v->section = section;
    v->missing = entry_answers_missing(&c->world, v->id);
}

void office_history_load(struct ctx *c, struct office_entry_view *v)
{
    struct sql_office_history_row *row;
    struct answer_choice *choice;
    size_t choices = answer_choices(&c->world, v->id, &choice);
    size_t count = sql_office_history(c->world.db, v->id, &row);
    struct office_change *list =
        arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct office_change){
            .at = row[i].changed_at,
            .person = row[i].person,
            .label = PICK(row[i].label_de, row[i].label_en),
            .value = row[i].value[0] == '\0' ? ""
                     : answer_is_file(row[i].kind)
                         ? upload_names(&c->world, row[i].value)
                         : shown(c, row[i].kind, choice, choices,
                                 row[i].question_id, row[i].value),
        };
    v->change = list;
    v->change_count = count;
}

/* Nothing where the edition asks nothing. */
void office_eligibility_load(struct ctx *c, const struct entry *entry,
                             struct office_entry_view *v)
{
    struct eligibility l;
    eligibility_load(&c->world, entry, &l);
    struct office_eligibility *list =
        arena_alloc(c->world.mem, (l.count + 1) * sizeof *list);
    for (size_t i = 0; i < l.count; i++)
        list[i] = (struct office_eligibility){
            .label = PICK(l.question[i].label_de, l.question[i].label_en),
            .answer = my_eligibility_text(c, &l.question[i]),
            .won_year = l.question[i].won_year,
            .rules_out = l.question[i].rules_out,
        };
    v->eligibility = list;
    v->eligibility_count = l.count;
    v->refused = l.refused;
    v->answered = l.complete;
    for (size_t i = 0; i < v->category_count; i++)
        if (l.category_id != 0 &&
            str_equal(
                v->categories[i].value,
                arena_printf(c->world.mem, "%lld", (long long)l.category_id)))
            v->proposed = v->categories[i].label;
}
