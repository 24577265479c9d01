/* Writing the form and the questions before it: the mirror of setup_form.c and
 * setup_eligibility.c. */
#include "model/setup_write_form.h"

#include "base/json.h"
#include "base/str.h"
#include "gen/sql_eligibility.h"
#include "gen/sql_setup.h"
#include "model/eligibility.h"
#include "model/setup_writer.h"

static void choices(struct writer *o, int64_t question_id)
{
    struct sql_setup_choices_row *row;
    size_t count = sql_setup_choices(o->w->db, question_id, &row);
    if (count == 0)
        return;
    json_array(&o->j, "choices");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        json_text(&o->j, "code", row[i].code);
        pair(o, "label", row[i].label_de, row[i].label_en);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

static void limits(struct writer *o, const struct sql_setup_questions_row *row)
{
    some_int(o, "characters_min", row->characters_min);
    some_int(o, "characters_max", row->characters_max);
    some_int(o, "number_min", row->number_min);
    some_int(o, "number_max", row->number_max);
    some_text(o, "date_min", row->date_min ? row->date_min : "");
    some_text(o, "date_max", row->date_max ? row->date_max : "");
    some_int(o, "count_min", row->count_min);
    some_int(o, "count_max", row->count_max);
    if (row->column_label_de[0] == '\0')
        return;
    json_object(&o->j, "columns");
    pair(o, "label", row->column_label_de, row->column_label_en);
    pair(o, "number", row->column_number_de, row->column_number_en);
    json_object_end(&o->j);
}

static void condition(struct writer *o, int64_t question_id)
{
    struct sql_setup_shown_if_row on;
    struct sql_setup_conditions_row *value;
    if (!sql_setup_shown_if(o->w->db, question_id, &on))
        return;
    size_t count = sql_setup_conditions(o->w->db, question_id, &value);
    json_object(&o->j, "shown_if");
    json_text(&o->j, "question", on.code);
    json_array(&o->j, "is");
    for (size_t i = 0; i < count; i++)
        json_text(&o->j, NULL, value[i].value);
    json_array_end(&o->j);
    json_object_end(&o->j);
}

static void question_categories(struct writer *o, int64_t question_id)
{
    struct sql_setup_question_categories_row *row;
    size_t count = sql_setup_question_categories(o->w->db, question_id, &row);
    if (count == 0)
        return;
    json_array(&o->j, "categories");
    for (size_t i = 0; i < count; i++)
        json_text(&o->j, NULL, row[i].code);
    json_array_end(&o->j);
}

static void questions(struct writer *o, int64_t section_id)
{
    struct sql_setup_questions_row *row;
    size_t count = sql_setup_questions(o->w->db, section_id, &row);
    json_array(&o->j, "questions");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        json_text(&o->j, "code", row[i].code);
        json_text(&o->j, "kind", row[i].kind);
        some_text(o, "language", row[i].language);
        pair(o, "label", row[i].label_de, row[i].label_en);
        pair(o, "help", row[i].help_de, row[i].help_en);
        json_bool(&o->j, "required", row[i].required != 0);
        limits(o, &row[i]);
        json_text(&o->j, "audience", row[i].audience);
        some_text(o, "slot", row[i].slot);
        some_text(o, "filter", row[i].filter);
        json_bool(&o->j, "identifying", row[i].identifying != 0);
        if (row[i].files_max != 1)
            json_int(&o->j, "files_max", row[i].files_max);
        some_text(o, "accepts", row[i].accepts);
        choices(o, row[i].id);
        condition(o, row[i].id);
        question_categories(o, row[i].id);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

void setup_write_form(struct writer *o, int64_t edition_id)
{
    struct sql_setup_sections_row *row;
    size_t count = sql_setup_sections(o->w->db, edition_id, &row);
    json_array(&o->j, "sections");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        json_text(&o->j, "code", row[i].code);
        pair(o, "title", row[i].title_de, row[i].title_en);
        pair(o, "help", row[i].help_de, row[i].help_en);
        questions(o, row[i].id);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

/* --- who can take part -----------------------------------------------------
 */

static void size_end(struct writer *o, const char *key, const int64_t *size)
{
    if (size != NULL)
        json_int(&o->j, key, *size / ELIGIBILITY_UNIT);
}

void setup_write_size(struct writer *o, int64_t edition_id, int64_t category_id)
{
    struct sql_eligibility_sizes_row *row;
    size_t count = sql_eligibility_sizes(o->w->db, edition_id, &row);
    for (size_t i = 0; i < count; i++) {
        if (row[i].id != category_id ||
            (row[i].size_from == NULL && row[i].size_below == NULL))
            continue;
        json_object(&o->j, "size");
        size_end(o, "from", row[i].size_from);
        size_end(o, "below", row[i].size_below);
        json_object_end(&o->j);
    }
}

static void eligibility_question(struct writer *o,
                                 const struct sql_eligibility_questions_row *q)
{
    json_object(&o->j, NULL);
    json_text(&o->j, "code", q->code);
    json_text(&o->j, "kind", q->kind);
    pair(o, "label", q->label_de, q->label_en);
    pair(o, "help", q->help_de, q->help_en);
    if (str_equal(q->kind, "yesno"))
        some_text(o, "refused", q->refused);
    pair(o, "refusal", q->refusal_de, q->refusal_en);
    some_text(o, "unit", q->unit);
    if (str_equal(q->kind, "winner"))
        json_int(&o->j, "years", q->years);
    if (q->category != NULL)
        json_text(&o->j, "category", q->category);
    json_object_end(&o->j);
}

void setup_write_eligibility(struct writer *o, int64_t edition_id)
{
    struct sql_eligibility_questions_row *row;
    struct sql_eligibility_intro_row intro = {"", ""};
    size_t count = sql_eligibility_questions(o->w->db, edition_id, &row);
    sql_eligibility_intro(o->w->db, edition_id, &intro);
    if (count == 0)
        return;
    json_object(&o->j, "eligibility");
    pair(o, "intro", intro.eligibility_de, intro.eligibility_en);
    json_array(&o->j, "questions");
    for (size_t i = 0; i < count; i++)
        eligibility_question(o, &row[i]);
    json_array_end(&o->j);
    json_object_end(&o->j);
}
