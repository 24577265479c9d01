/* The part of an edition file that is the form: sections, questions, choices,
 * and when a question is asked. A condition may name a question that comes
 * later in the file, so conditions are read when all questions are there. */
#include "model/setup_form.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_setup.h"
#include "gen/sql_setup_write.h"
#include "model/answer.h"
#include "model/setup_files.h"

enum {
    MOST = 1000000, /* cents: MOST * MOST */
    CHAIN_MAX = 100
};

static void read_choice(const struct reader *r, int64_t question_id,
                        int64_t position)
{
    reader_allow(r, " code label ");
    struct reader_pair label = reader_pair(r, "label", true);
    sql_setup_choice_add(r->w->db, question_id, reader_code(r, "code"),
                         position, label.de, label.en);
    reader_claim(r, "code");
}

/* The question's section is the parent; its edition comes with the section. */
struct section_place {
    int64_t edition_id, section_id;
    int64_t *position;
};

/* Addresses and logos tell who it is, unless the file says they do not. */
static void read_identifying(const struct reader *r, int64_t question_id,
                             const char *kind, const char *slot)
{
    bool identifying = str_equal(kind, "url") || str_equal(kind, "email") ||
                       str_equal(slot, "logo");
    if (json_get(r->object, "identifying") != NULL)
        identifying = reader_flag(r, "identifying");
    sql_setup_question_identify(r->w->db, question_id, identifying);
}

/* By what visitors of the public pages choose companies. */
static void read_filter(const struct reader *r, int64_t question_id,
                        const char *kind)
{
    if (json_get(r->object, "filter") == NULL)
        return;
    const char *filter =
        reader_word(r, "filter", " branch size measure ", true);
    bool size = str_equal(filter, "size");
    if (!str_equal(kind, "choice") &&
        !str_equal(kind, size ? "number" : "multi"))
        reader_fault(r, "filter",
                     size ? "\"size\" belongs to kinds \"number\" and "
                            "\"choice\""
                          : "belongs to kinds \"choice\" and \"multi\"");
    else if (!str_equal(json_get_text(r->object, "audience", ""), "public"))
        reader_fault(r, "filter", "needs the audience \"public\"");
    else
        sql_setup_question_filter(r->w->db, question_id, filter);
}

/* NULL if it is not there. */
static const char *read_day(const struct reader *r, const char *key)
{
    int64_t from, until;
    if (json_get(r->object, key) == NULL)
        return NULL;
    const char *day = reader_text(r, key, true);
    if (!clock_day(day, &from, &until))
        reader_fault(r, key, "must be a day such as \"2026-08-31\"");
    return day;
}

/* Does the kind have such a limit? */
static void limit_belongs(const struct reader *r, const char *kind,
                          const char *word, const char *kinds)
{
    static const char *const ends[] = {"_min", "_max"};
    if (strstr(kinds, arena_printf(r->w->mem, " %s ", kind)) != NULL)
        return;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *key = arena_printf(r->w->mem, "%s%s", word, ends[i]);
        if (json_get(r->object, key) != NULL)
            reader_fault(r, key,
                         arena_printf(r->w->mem, "belongs to kinds%s", kinds));
    }
}

static void limits_fit(const struct reader *r, const char *word,
                       const int64_t *min, const int64_t *max)
{
    if (min != NULL && max != NULL && *min > *max)
        reader_fault(r, arena_printf(r->w->mem, "%s_min", word),
                     "is larger than the largest");
}

static void read_limits(const struct reader *r, int64_t id, const char *kind)
{
    bool money = str_equal(kind, "money");
    int64_t most = money ? (int64_t)MOST * MOST : INT32_MAX;
    limit_belongs(r, kind, "characters", " short long url email ");
    limit_belongs(r, kind, "number", " number money table ");
    limit_belongs(r, kind, "date", " date ");
    limit_belongs(r, kind, "count", " multi table ");
    const int64_t *characters_min =
        reader_optional(r, "characters_min", 1, 100000);
    const int64_t *characters_max =
        reader_optional(r, "characters_max", 1, 100000);
    const int64_t *number_min = reader_optional(r, "number_min", -most, most);
    const int64_t *number_max = reader_optional(r, "number_max", -most, most);
    const int64_t *count_min = reader_optional(r, "count_min", 1, 200);
    const int64_t *count_max = reader_optional(r, "count_max", 1, 200);
    const char *first = read_day(r, "date_min"),
               *last = read_day(r, "date_max");
    limits_fit(r, "characters", characters_min, characters_max);
    limits_fit(r, "number", number_min, number_max);
    limits_fit(r, "count", count_min, count_max);
    if (first != NULL && last != NULL && strcmp(first, last) > 0)
        reader_fault(r, "date_min", "is later than the latest");
    sql_setup_question_limits(r->w->db, id, characters_min, characters_max,
                              number_min, number_max, first, last, count_min,
                              count_max);
}

/* What stands over the two columns of a table. */
static void read_columns(const struct reader *r, int64_t id, const char *kind)
{
    struct reader inner;
    if (!reader_object(r, "columns", &inner))
        return;
    if (!str_equal(kind, "table"))
        reader_fault(r, "columns", "belongs to kind \"table\"");
    reader_allow(&inner, " label number ");
    struct reader_pair label = reader_pair(&inner, "label", true);
    struct reader_pair number = reader_pair(&inner, "number", true);
    sql_setup_question_columns(r->w->db, id, label.de, label.en, number.de,
                               number.en);
}

/* ["kmu", "gross"]: where it is asked. */
static void read_categories(const struct reader *r, int64_t edition_id,
                            int64_t id)
{
    const struct json *list = json_get(r->object, "categories");
    struct sql_setup_category_by_code_row category;
    if (list == NULL)
        return;
    if (list->kind != JSON_ARRAY || list->child == NULL)
        reader_fault(r, "categories",
                     "must be an array of codes of categories, not empty");
    for (const struct json *m = list->child; m != NULL; m = m->next)
        if (m->kind == JSON_TEXT &&
            sql_setup_category_by_code(r->w->db, edition_id, m->text,
                                       &category))
            sql_setup_question_category_add(r->w->db, id, category.id);
        else
            reader_fault(r, "categories",
                         m->kind == JSON_TEXT
                             ? arena_printf(r->w->mem,
                                            "there is no category \"%s\"",
                                            m->text)
                             : "must be an array of codes of categories");
}

static void read_question(const struct reader *r,
                          const struct section_place *place)
{
    reader_allow(r,
                 " code kind language label help required characters_min "
                 "characters_max number_min number_max date_min date_max "
                 "count_min count_max columns audience slot choices "
                 "files_max accepts "
                 "identifying shown_if categories filter ");
    struct reader_pair label = reader_pair(r, "label", true);
    struct reader_pair help = reader_pair(r, "help", false);
    const char *kind = reader_word(
        r, "kind",
        " short long number money date choice multi yesno table url email "
        "image file ",
        true);
    const char *language = json_get(r->object, "language")
                               ? reader_word(r, "language", " de en ", true)
                               : "";
    const char *slot =
        json_get(r->object, "slot")
            ? reader_word(
                  r, "slot",
                  " fact strategy_de strategy_en example_de example_en "
                  "quote_de quote_en quote_author quote_function website "
                  "seat logo photo ",
                  true)
            : "";
    if (str_equal(kind, "file") &&
        (slot[0] != '\0' ||
         str_equal(json_get_text(r->object, "audience", ""), "public"))) {
        reader_fault(r, "kind",
                     "\"file\" is for the jury: no slot, not public");
        return;
    }
    int64_t id = sql_setup_question_add(
        r->w->db, place->edition_id, place->section_id, reader_code(r, "code"),
        ++*place->position, kind, language, label.de, label.en, help.de,
        help.en, reader_flag(r, "required"),
        reader_word(r, "audience", " jury organiser public ", false), slot);
    reader_claim(r, "code");
    if (id == 0)
        return;
    read_identifying(r, id, kind, slot);
    read_filter(r, id, kind);
    setup_read_files(r, id, kind);
    read_limits(r, id, kind);
    read_columns(r, id, kind);
    read_categories(r, place->edition_id, id);
    bool has_choices = json_get(r->object, "choices") != NULL;
    if (has_choices != (str_equal(kind, "choice") || str_equal(kind, "multi")))
        reader_fault(
            r, "choices",
            "belongs to kinds \"choice\" and \"multi\", and only there");
    reader_each(r, "choices", false, id, read_choice);
}

static void read_section(const struct reader *r, int64_t edition_id,
                         int64_t position, int64_t *question_position)
{
    reader_allow(r, " code title help questions ");
    struct reader_pair title = reader_pair(r, "title", true);
    struct reader_pair help = reader_pair(r, "help", false);
    struct section_place place = {.edition_id = edition_id,
                                  .position = question_position};
    place.section_id =
        sql_setup_section_add(r->w->db, edition_id, reader_code(r, "code"),
                              position, title.de, title.en, help.de, help.en);
    reader_claim(r, "code");
    const struct json *questions = json_get(r->object, "questions");
    if (place.section_id == 0 || questions == NULL)
        return;
    int64_t index = 0;
    for (const struct json *m = questions->child; m != NULL; m = m->next) {
        struct reader inner = *r;
        inner.object = m;
        inner.path = arena_printf(r->w->mem, "%s.questions[%" PRId64 "]",
                                  r->path, index++);
        if (m->kind == JSON_OBJECT)
            read_question(&inner, &place);
        else
            reader_fault(&inner, "", "must be an object");
    }
}

/* --- conditions ------------------------------------------------------------
 */

/* Can the question be answered like that? */
static bool is_answer(const struct reader *r,
                      const struct sql_setup_question_by_code_row *on,
                      const char *value)
{
    struct sql_setup_choices_row *choice;
    if (str_equal(on->kind, "yesno"))
        return str_equal(value, "yes") || str_equal(value, "no");
    size_t count = sql_setup_choices(r->w->db, on->id, &choice);
    for (size_t i = 0; i < count; i++)
        if (str_equal(choice[i].code, value))
            return true;
    return false;
}

static void read_value(const struct reader *r, int64_t question_id,
                       const struct sql_setup_question_by_code_row *on,
                       const struct json *value)
{
    if (value->kind != JSON_TEXT)
        reader_fault(r, "is", "must be an answer or an array of answers");
    else if (is_answer(r, on, value->text))
        sql_setup_condition_add(r->w->db, question_id, value->text);
    else
        reader_fault(r, "is",
                     arena_printf(r->w->mem,
                                  "\"%s\" is no answer to that question",
                                  value->text));
}

/* {"question": "courses", "is": "yes"}, or "is": ["few", "many"]. */
static void read_condition(const struct reader *r, int64_t edition_id,
                           int64_t question_id)
{
    reader_allow(r, " question is ");
    struct sql_setup_question_by_code_row on;
    const char *code = reader_text(r, "question", true);
    const struct json *is = json_get(r->object, "is");
    if (code[0] == '\0')
        return;
    if (!sql_setup_question_by_code(r->w->db, edition_id, code, &on)) {
        reader_fault(
            r, "question",
            arena_printf(r->w->mem, "there is no question \"%s\"", code));
        return;
    }
    if (!answer_is_choice(on.kind)) {
        reader_fault(r, "question",
                     "must be of kind \"choice\", \"multi\" or \"yesno\"");
        return;
    }
    sql_setup_question_shown_if(r->w->db, question_id, &on.id);
    if (is == NULL || (is->kind == JSON_ARRAY && is->child == NULL))
        reader_fault(r, "is", "is missing");
    else if (is->kind == JSON_ARRAY)
        for (const struct json *m = is->child; m != NULL; m = m->next)
            read_value(r, question_id, &on, m);
    else
        read_value(r, question_id, &on, is);
}

/* A chain of conditions that comes back to its beginning: nothing of it could
 * ever be shown. */
static void refuse_circle(const struct reader *r, int64_t question_id,
                          const char *code)
{
    const char *way = code;
    struct sql_setup_shown_if_row on;
    int64_t at = question_id;
    for (int steps = 0; steps < CHAIN_MAX; steps++) {
        if (!sql_setup_shown_if(r->w->db, at, &on))
            return;
        way = arena_printf(r->w->mem, "%s, %s", way, on.code);
        at = on.id;
        if (at == question_id) {
            reader_fault(r, "question",
                         arena_printf(r->w->mem,
                                      "these conditions go in a circle: %s",
                                      way));
            sql_setup_question_shown_if(r->w->db, question_id, NULL);
            return;
        }
    }
    reader_fault(r, "question", "the chain of conditions is too long");
}

static void tie_question(const struct reader *r, int64_t edition_id)
{
    struct reader inner;
    struct sql_setup_question_by_code_row own;
    const char *code = json_get_text(r->object, "code", "");
    if (!reader_object(r, "shown_if", &inner) ||
        !sql_setup_question_by_code(r->w->db, edition_id, code, &own))
        return;
    read_condition(&inner, edition_id, own.id);
    refuse_circle(&inner, own.id, code);
}

/* --- all of it -------------------------------------------------------------
 */

static void read_sections(const struct reader *r, int64_t edition_id)
{
    const struct json *sections = json_get(r->object, "sections");
    int64_t position = 0, question_position = 0;
    if (sections == NULL || sections->kind != JSON_ARRAY) {
        if (sections != NULL)
            reader_fault(r, "sections", "must be an array");
        return;
    }
    for (const struct json *m = sections->child; m != NULL; m = m->next) {
        struct reader inner = *r;
        inner.object = m;
        inner.path = arena_printf(r->w->mem, "sections[%" PRId64 "]", position);
        read_section(&inner, edition_id, ++position, &question_position);
    }
}

static void tie_questions(const struct reader *r, int64_t edition_id)
{
    const struct json *sections = json_get(r->object, "sections");
    int64_t s = 0;
    for (const struct json *m = sections ? sections->child : NULL; m != NULL;
         m = m->next, s++) {
        const struct json *questions = json_get(m, "questions");
        int64_t q = 0;
        for (const struct json *k = questions ? questions->child : NULL;
             k != NULL; k = k->next, q++) {
            struct reader inner = *r;
            inner.object = k;
            inner.path = arena_printf(
                r->w->mem, "sections[%" PRId64 "].questions[%" PRId64 "]", s,
                q);
            tie_question(&inner, edition_id);
        }
    }
}

void setup_read_form(const struct reader *r, int64_t edition_id)
{
    read_sections(r, edition_id);
    tie_questions(r, edition_id);
}

void setup_drop_form(const struct world *w, int64_t edition_id)
{
    sql_setup_untie_questions(w->db, edition_id);
    sql_setup_drop_conditions(w->db, edition_id);
    sql_setup_drop_question_categories(w->db, edition_id);
    sql_setup_drop_choices(w->db, edition_id);
    sql_setup_drop_questions(w->db, edition_id);
    sql_setup_drop_sections(w->db, edition_id);
}
