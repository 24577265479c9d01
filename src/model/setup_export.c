/* Writing an edition file: the mirror of setup_import.c. */
#include "model/setup.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_juror.h"
#include "gen/sql_proposal.h"
#include "gen/sql_reminder.h"
#include "gen/sql_round.h"
#include "gen/sql_setup.h"
#include "gen/sql_visit.h"
#include "model/deadline.h"
#include "model/edition.h"
#include "model/setup_brochure.h"
#include "model/setup_feedback.h"
#include "model/setup_kit.h"
#include "model/setup_prize.h"
#include "model/setup_vote.h"
#include "model/setup_write_form.h"
#include "model/setup_writer.h"
#include "model/tally_setup.h"

static void scale_value(struct writer *o, const char *key, int64_t units,
                        int64_t decimals)
{
    if (decimals == 0)
        json_int(&o->j, key, units);
    else
        json_text(&o->j, key,
                  lang_decimal(o->w->mem, LANG_EN, units, (int)decimals));
}

static void categories(struct writer *o, int64_t edition_id)
{
    struct sql_proposal_categories_row *row;
    size_t count = sql_proposal_categories(o->w->db, edition_id, &row);
    json_array(&o->j, "categories");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        json_text(&o->j, "code", row[i].code);
        pair(o, "name", row[i].name_de, row[i].name_en);
        pair(o, "description", row[i].description_de, row[i].description_en);
        setup_write_size(o, edition_id, row[i].id);
        json_text(&o->j, "entry", row[i].entry_mode);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

static void texts(struct writer *o, int64_t edition_id)
{
    struct sql_edition_texts_row *row;
    size_t count = sql_edition_texts(o->w->db, edition_id, &row);
    json_object(&o->j, "texts");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, row[i].kind);
        pair(o, "title", row[i].title_de, row[i].title_en);
        pair(o, "body", row[i].body_de, row[i].body_en);
        some_text(o, "author", row[i].author);
        pair(o, "author_function", row[i].author_function_de,
             row[i].author_function_en);
        json_object_end(&o->j);
    }
    json_object_end(&o->j);
}

static void greetings(struct writer *o, int64_t edition_id)
{
    struct sql_edition_greetings_row *row;
    size_t count = sql_edition_greetings(o->w->db, edition_id, &row);
    json_array(&o->j, "greetings");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        json_text(&o->j, "name", row[i].name);
        pair(o, "function", row[i].function_de, row[i].function_en);
        pair(o, "body", row[i].body_de, row[i].body_en);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

static void partners(struct writer *o, int64_t edition_id)
{
    struct sql_edition_partners_row *row;
    size_t count = sql_edition_partners(o->w->db, edition_id, &row);
    json_array(&o->j, "partners");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        json_text(&o->j, "tier", row[i].tier);
        json_text(&o->j, "name", row[i].name);
        some_text(o, "url", row[i].url);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

static void consents(struct writer *o, int64_t edition_id)
{
    struct sql_setup_consents_row *row;
    size_t count = sql_setup_consents(o->w->db, edition_id, &row);
    json_array(&o->j, "consents");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        json_text(&o->j, "code", row[i].code);
        json_int(&o->j, "version", row[i].version);
        pair(o, "text", row[i].text_de, row[i].text_en);
        json_bool(&o->j, "required", row[i].required != 0);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

static void anchors(struct writer *o, int64_t criterion_id, int64_t decimals)
{
    struct sql_setup_anchors_row *row;
    size_t count = sql_setup_anchors(o->w->db, criterion_id, &row);
    if (count == 0)
        return;
    json_array(&o->j, "anchors");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        scale_value(o, "value", row[i].value, decimals);
        pair(o, "text", row[i].text_de, row[i].text_en);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

static void criteria(struct writer *o, int64_t round_id, int64_t decimals)
{
    struct sql_setup_criteria_row *row;
    size_t count = sql_setup_criteria(o->w->db, round_id, &row);
    json_array(&o->j, "criteria");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        json_text(&o->j, "code", row[i].code);
        pair(o, "name", row[i].name_de, row[i].name_en);
        pair(o, "question", row[i].question_de, row[i].question_en);
        json_int(&o->j, "weight", row[i].weight);
        scale_value(o, "min", row[i].lo, decimals);
        scale_value(o, "max", row[i].hi, decimals);
        scale_value(o, "step", row[i].step, decimals);
        anchors(o, row[i].id, decimals);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

static void combine(struct writer *o, int64_t round_id)
{
    struct sql_round_shares_row *row;
    size_t count = sql_round_shares(o->w->db, round_id, &row);
    json_object(&o->j, "combine");
    for (size_t i = 0; i < count; i++)
        json_int(&o->j, row[i].slug, row[i].share);
    json_object_end(&o->j);
}

static bool combines(struct writer *o, int64_t round_id)
{
    struct sql_round_shares_row *row;
    return sql_round_shares(o->w->db, round_id, &row) > 0;
}

/* The method, and what only some methods have. */
static void method(struct writer *o, const struct sql_setup_rounds_row *row)
{
    struct json_fault fault;
    const struct tally_rounding *rule = NULL;
    if (combines(o, row->id))
        return;
    json_text(&o->j, "method", row->method);
    if (str_equal(row->method, "calibrated"))
        json_int(&o->j, "lambda", row->lambda);
    if (*row->declared == '\0')
        return;
    const struct json *declared =
        json_parse(o->w->mem, row->declared, strlen(row->declared), &fault);
    if (tally_rounding_read(o->w->mem, declared, &rule) == NULL && rule)
        tally_rounding_write(&o->j, "declared", o->w->mem, rule);
}

/* What the score sheet asks for, where it is not the usual. */
static void sheet(struct writer *o, const struct sql_setup_rounds_row *row)
{
    if (row->comment_min > 0)
        json_int(&o->j, "comment_min", row->comment_min);
    if (row->criterion_comment_min > 0)
        json_int(&o->j, "criterion_comment_min", row->criterion_comment_min);
    if (row->visit)
        json_bool(&o->j, "visit", true);
}

static void reminders(struct writer *o, int64_t round_id)
{
    struct sql_reminder_planned_row *row;
    size_t count = sql_reminder_planned(o->w->db, round_id, &row);
    if (count == 0)
        return;
    json_array(&o->j, "reminders");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        instant(o, "at", &row[i].due_at);
        json_bool(&o->j, "hold", row[i].hold != 0);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

/* How visits are planned, where it was ever said. */
static void visits(struct writer *o, int64_t round_id)
{
    struct sql_visit_rule_get_row row;
    if (!sql_visit_rule_get(o->w->db, round_id, &row))
        return;
    json_object(&o->j, "visits");
    json_int(&o->j, "jurors_min", row.jurors_min);
    json_int(&o->j, "minutes", row.minutes);
    json_int(&o->j, "travel_minutes", row.travel_minutes);
    json_object_end(&o->j);
}

static void rounds(struct writer *o, int64_t edition_id)
{
    struct sql_setup_rounds_row *row;
    size_t count = sql_setup_rounds(o->w->db, edition_id, &row);
    json_array(&o->j, "rounds");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        json_text(&o->j, "slug", row[i].slug);
        json_int(&o->j, "stage", row[i].stage);
        if (!str_equal(row[i].entries, "all"))
            json_text(&o->j, "entries", row[i].entries);
        if (row[i].category != NULL)
            json_text(&o->j, "category", row[i].category);
        pair(o, "name", row[i].name_de, row[i].name_en);
        method(o, &row[i]);
        json_int(&o->j, "quorum", row[i].quorum);
        json_int(&o->j, "decimals", row[i].decimals);
        json_text(&o->j, "ladder", row[i].ladder);
        json_text(&o->j, "disclosure", row[i].disclosure);
        instant(o, "closes", row[i].closes_at);
        sheet(o, &row[i]);
        if (combines(o, row[i].id))
            combine(o, row[i].id);
        else
            criteria(o, row[i].id, row[i].scale_decimals);
        reminders(o, row[i].id);
        visits(o, row[i].id);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

static void duties(struct writer *o, int64_t juror_id)
{
    struct sql_juror_categories_row *row;
    size_t count = sql_juror_categories(o->w->db, juror_id, &row);
    if (count == 0)
        return;
    json_array(&o->j, "categories");
    for (size_t i = 0; i < count; i++)
        json_text(&o->j, NULL, row[i].code);
    json_array_end(&o->j);
}

static void nominees(struct writer *o, int64_t edition_id)
{
    struct sql_setup_nominees_row row;
    if (sql_setup_nominees(o->w->db, edition_id, &row) && row.nominees_max > 0)
        json_int(&o->j, "nominees_max", row.nominees_max);
}

static void jury(struct writer *o, int64_t edition_id)
{
    struct sql_setup_jury_row *row;
    size_t count = sql_setup_jury(o->w->db, edition_id, &row);
    json_array(&o->j, "jury");
    for (size_t i = 0; i < count; i++) {
        json_object(&o->j, NULL);
        json_text(&o->j, "code", row[i].code);
        json_text(&o->j, "name", row[i].name);
        json_text(&o->j, "email", row[i].email);
        json_text(&o->j, "language", row[i].language);
        some_text(o, "institution", row[i].institution);
        pair(o, "function", row[i].function_de, row[i].function_en);
        json_bool(&o->j, "chair", row[i].chair != 0);
        if (row[i].deputy_chair != 0)
            json_bool(&o->j, "deputy_chair", true);
        if (row[i].votes == 0)
            json_bool(&o->j, "votes", false);
        if (row[i].stands_in_for != NULL)
            json_text(&o->j, "stands_in_for", row[i].stands_in_for);
        duties(o, row[i].id);
        some_text(o, "panel", row[i].panel);
        if (row[i].load_max > 0)
            json_int(&o->j, "load_max", row[i].load_max);
        json_object_end(&o->j);
    }
    json_array_end(&o->j);
}

void setup_export(const struct world *w, int64_t edition_id, struct buf *out)
{
    struct sql_proposal_setting_row setting;
    struct edition e;
    struct writer o = {.w = w};
    if (!edition_by_id(w, edition_id, &e))
        return;
    json_out_start(&o.j, out, 2);
    json_object(&o.j, NULL);
    json_int(&o.j, "lorbeer", 1);
    json_text(&o.j, "slug", e.slug);
    json_int(&o.j, "number", e.number);
    json_int(&o.j, "year", e.year);
    pair(&o, "title", e.title_de, e.title_en);
    pair(&o, "motto", e.motto_de, e.motto_en);
    some_text(&o, "organiser", e.organiser);
    some_text(&o, "email", e.email);
    json_text(&o.j, "accent", e.accent);
    instant(&o, "opens", e.opens_at);
    instant(&o, "deadline", e.deadline_at);
    instant(&o, "ceremony", e.ceremony_at);
    instant(&o, "embargo", e.embargo_at);
    setup_write_telling(&o, edition_id);
    int64_t days = deadline_remind_days(w, edition_id);
    if (days > 0)
        json_int(&o.j, "remind_days", days);
    nominees(&o, edition_id);
    json_bool(&o.j, "blind", e.blind);
    if (sql_proposal_setting(w->db, edition_id, &setting))
        json_text(&o.j, "proposers", setting.proposers);
    categories(&o, edition_id);
    setup_write_prizes(&o, edition_id);
    texts(&o, edition_id);
    greetings(&o, edition_id);
    partners(&o, edition_id);
    setup_write_brochure(&o, edition_id);
    setup_write_kit(&o, edition_id);
    setup_write_eligibility(&o, edition_id);
    setup_write_form(&o, edition_id);
    consents(&o, edition_id);
    rounds(&o, edition_id);
    setup_write_voting(&o, edition_id);
    jury(&o, edition_id);
    setup_write_feedback(&o, edition_id);
    json_object_end(&o.j);
    buf_add(out, "\n");
}
