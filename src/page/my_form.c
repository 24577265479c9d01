/* The nomination form from rows to page. Judging what was typed is in
 * my_answer.c, storing it in my_save.c. */
#include "page/my_form.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_edition.h"
#include "gen/sql_entry.h"
#include "gen/sql_my.h"
#include "gen/sql_upload.h"
#include "model/answer.h"
#include "model/consent.h"
#include "model/content.h"
#include "model/proposal.h"
#include "model/team.h"
#include "page/document.h"
#include "page/my_after.h"
#include "page/my_together.h"

const char *my_state(const struct ctx *c, const char *state, bool open,
                     const char **pill)
{
    if (str_equal(state, "draft")) {
        *pill = open ? "pill-draft" : "pill-off";
        return open ? T("Draft") : T("not submitted");
    }
    if (str_equal(state, "rejected")) {
        *pill = "pill-bad";
        return T("not admitted");
    }
    if (str_equal(state, "withdrawn")) {
        *pill = "pill-off";
        return T("withdrawn");
    }
    *pill = "pill-done";
    return str_equal(state, "admitted") ? T("admitted") : T("submitted");
}

static void add_choices(struct ctx *c, struct my_question *q,
                        const struct sql_my_choices_row *row, size_t count)
{
    struct my_choice *list = NULL;
    for (size_t i = 0; i < count; i++) {
        if (row[i].question_id != q->id)
            continue;
        list = arena_grow(c->world.mem, list, q->choice_count, sizeof *list);
        list[q->choice_count++] = (struct my_choice){
            .code = row[i].code,
            .label = PICK(row[i].label_de, row[i].label_en),
        };
    }
    q->choice = list;
}

static struct my_picture picture_of(const struct sql_my_pictures_row *row)
{
    return (struct my_picture){
        .file_id = row->file_id,
        .name = row->name,
        .type = row->type,
        .credit = row->credit,
        .alt_de = row->alt_de,
        .alt_en = row->alt_en,
        .render_state = row->render_state,
        .bytes = row->bytes,
        .thumb_width = row->thumb_width ? *row->thumb_width : 0,
        .thumb_height = row->thumb_height ? *row->thumb_height : 0,
        .width = row->width ? *row->width : 0,
        .height = row->height ? *row->height : 0,
        .own_width = row->own_width ? *row->own_width : 0,
        .own_height = row->own_height ? *row->own_height : 0,
    };
}

static void add_pictures(struct ctx *c, struct my_question *q,
                         const struct sql_my_pictures_row *row, size_t count)
{
    struct my_picture *list = NULL;
    for (size_t i = 0; i < count; i++) {
        if (row[i].question_id != q->id)
            continue;
        list = arena_grow(c->world.mem, list, q->picture_count, sizeof *list);
        list[q->picture_count++] = picture_of(&row[i]);
    }
    q->picture = list;
}

/* The list is in the order of the form. */
static void add_documents(struct my_question *q,
                          const struct document_view *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].question_id != q->id)
            continue;
        if (q->document_count++ == 0)
            q->document = &list[i];
    }
}

static void add_removed(struct ctx *c, struct my_question *q,
                        const struct sql_upload_removals_row *row, size_t count)
{
    struct my_removed *list = NULL;
    for (size_t i = 0; i < count; i++) {
        if (row[i].question_id != q->id)
            continue;
        list = arena_grow(c->world.mem, list, q->removed_count, sizeof *list);
        list[q->removed_count++] =
            (struct my_removed){row[i].file_id, row[i].name, row[i].removed_at};
    }
    q->removed = list;
}

/* Of one's own changes one knows. */
static int64_t changed_by_others(const struct ctx *c,
                                 const struct sql_my_form_row *row)
{
    bool others = row->changed_by_id != NULL && row->changed_at != NULL &&
                  *row->changed_by_id != c->visitor.id;
    return others ? *row->changed_at : 0;
}

static struct my_question question_of(struct ctx *c,
                                      const struct sql_my_form_row *row)
{
    return (struct my_question){
        .id = row->id,
        .field = arena_printf(c->world.mem, "q_%s", row->code),
        .code = row->code,
        .kind = row->kind,
        .language = row->language,
        .label = PICK(row->label_de, row->label_en),
        .help = PICK(row->help_de, row->help_en),
        .slot = row->slot,
        .files_max = row->files_max,
        .accepts =
            row->accepts[0] != '\0' ? row->accepts : content_usual(row->kind),
        .required = row->required != 0,
        .characters_max = row->characters_max ? *row->characters_max : 0,
        .characters_min = row->characters_min ? *row->characters_min : 0,
        .count_min = row->count_min ? *row->count_min : 0,
        .column_label = PICK(row->column_label_de, row->column_label_en),
        .column_number = PICK(row->column_number_de, row->column_number_en),
        .asked = row->asked != 0,
        .shown_if_id = row->shown_if_id,
        .if_values = "",
        .if_text = "",
        .categories = "",
        .number_min = row->number_min,
        .number_max = row->number_max,
        .version = row->version ? *row->version : 0,
        .unfit = row->fits != NULL && *row->fits == 0,
        .stored = row->value ? row->value : "",
        .changed_by = row->changed_by,
        .changed_at = changed_by_others(c, row),
    };
}

static struct my_section *section_of(struct ctx *c, struct my_entry_view *v,
                                     const struct sql_my_form_row *row)
{
    if (v->section_count > 0 &&
        v->section[v->section_count - 1].id == row->section_id)
        return &v->section[v->section_count - 1];
    v->section = arena_grow(c->world.mem, v->section, v->section_count,
                            sizeof *v->section);
    struct my_section *s = &v->section[v->section_count++];
    *s = (struct my_section){
        .id = row->section_id,
        .code = row->section,
        .title = PICK(row->title_de, row->title_en),
        .help = PICK(row->section_help_de, row->section_help_en),
    };
    return s;
}

static void load_questions(struct ctx *c, struct my_entry_view *v)
{
    struct sql_my_form_row *row;
    struct sql_my_choices_row *choice;
    struct sql_my_pictures_row *picture;
    struct sql_upload_removals_row *removed;
    struct document_view *document;
    struct question *rule;
    size_t count = sql_my_form(c->world.db, v->entry.id, &row);
    size_t choices = sql_my_choices(c->world.db, v->edition.id, &choice);
    size_t pictures = sql_my_pictures(c->world.db, v->entry.id, &picture);
    size_t documents = document_load(c, v->entry.id, false, &document);
    size_t rules = answer_questions(&c->world, v->edition.id, &rule);
    size_t removals = sql_upload_removals(c->world.db, v->entry.id, &removed);
    for (size_t i = 0; i < count; i++) {
        struct my_section *s = section_of(c, v, &row[i]);
        s->question = arena_grow(c->world.mem, s->question, s->question_count,
                                 sizeof *s->question);
        struct my_question *q = &s->question[s->question_count++];
        *q = question_of(c, &row[i]);
        for (size_t k = 0; k < rules; k++)
            if (rule[k].id == q->id)
                q->rule = &rule[k];
        add_choices(c, q, choice, choices);
        add_pictures(c, q, picture, pictures);
        add_documents(q, document, documents);
        add_removed(c, q, removed, removals);
        s->upload_count += answer_is_file(q->kind);
    }
}

static void load_categories(struct ctx *c, struct my_entry_view *v)
{
    struct sql_edition_categories_row *row;
    const int64_t *chosen = v->entry.category_id;
    size_t count = sql_edition_categories(c->world.db, v->edition.id, &row);
    struct my_category *list =
        arena_alloc(c->world.mem, (count + 1) * sizeof *list);
    if (v->mood == MY_READ && v->entry.confirmed_category_id != NULL)
        chosen = v->entry.confirmed_category_id;
    v->category_code = v->category_name = "";
    for (size_t i = 0; i < count; i++) {
        list[i] = (struct my_category){
            .id = row[i].id,
            .code = row[i].code,
            .name = PICK(row[i].name_de, row[i].name_en),
            .description = PICK(row[i].description_de, row[i].description_en),
            .barred = !proposal_allows(&c->world, v->edition.id,
                                       v->entry.organisation_id, row[i].id),
        };
        if (chosen == NULL || *chosen != row[i].id)
            continue;
        v->category_code = list[i].code;
        v->category_name = list[i].name;
    }
    v->category = list;
    v->category_count = count;
}

static const char *consent_heading(const struct ctx *c, const char *code)
{
    const struct consent_name *name = consent_name(code);
    return name == NULL ? code : PICK(name->de, name->en);
}

static void load_consents(struct ctx *c, struct my_entry_view *v)
{
    struct sql_entry_consents_row *row;
    size_t count = sql_entry_consents(c->world.db, v->entry.id, &row);
    v->consent = arena_alloc(c->world.mem, (count + 1) * sizeof *v->consent);
    v->consent_count = count;
    for (size_t i = 0; i < count; i++)
        v->consent[i] = (struct my_consent){
            .id = row[i].id,
            .field = arena_printf(c->world.mem, "consent_%s", row[i].code),
            .name = consent_heading(c, row[i].code),
            .text = PICK(row[i].text_de, row[i].text_en),
            .required = row[i].required != 0,
            .given = row[i].given_at != NULL,
        };
}

static void load_state(struct ctx *c, struct my_entry_view *v)
{
    struct sql_my_saved_row saved = {0};
    struct sql_my_submitter_row submitter;
    const struct entry *e = &v->entry;
    v->mood = entry_editable(&c->world, e) ? MY_EDIT : MY_READ;
    v->state = my_state(c, e->state, edition_accepts(&c->world, &v->edition),
                        &v->pill);
    sql_my_saved(c->world.db, e->id, &saved);
    v->fit_state = fit_of(&c->world, e->id, &v->fit);
    v->saved_at = saved.updated_at;
    v->now = c->world.now;
    if (e->number != NULL)
        v->number = arena_printf(c->world.mem, "%" PRId64 "-%03" PRId64,
                                 v->edition.year, *e->number);
    if (e->submitted_at != NULL &&
        sql_my_submitter(c->world.db, e->id, &submitter))
        v->submitted_by = submitter.name;
    enum team_role role =
        team_role(&c->world, e->organisation_id, c->visitor.id);
    v->may_write = role >= TEAM_EDITOR;
    v->is_owner = role == TEAM_OWNER;
    v->may_withdraw =
        v->is_owner &&
        (str_equal(e->state, "submitted") || str_equal(e->state, "admitted") ||
         e->reopened_from != NULL) &&
        v->edition.phase < PHASE_STAGE_2;
}

bool my_load(struct ctx *c, struct my_entry_view *v)
{
    int64_t id = ctx_id(c, "id");
    *v = (struct my_entry_view){.form = c->form, .csrf = ctx_csrf(c)};
    if (id == 0 || !entry_belongs_to(&c->world, id, c->visitor.id) ||
        !entry_by_id(&c->world, id, &v->entry) ||
        !edition_by_id(&c->world, v->entry.edition_id, &v->edition)) {
        ctx_not_found(c);
        return false;
    }
    v->title = PICK(v->edition.title_de, v->edition.title_en);
    ctx_edition(c, v->edition.slug, v->title);
    load_state(c, v);
    load_questions(c, v);
    load_categories(c, v);
    my_load_conditions(c, v);
    load_consents(c, v);
    my_load_eligibility(c, v);
    my_load_proposals(c, v);
    my_together(c, v);
    my_after(c, v);
    return true;
}

bool my_refuse_reader(struct ctx *c, const struct my_entry_view *v)
{
    if (v->may_write)
        return false;
    ctx_refuse(c, 409,
               T("You may read the nominations of this company, but not change "
                 "them. An owner of the team can change that."));
    return true;
}

void my_show_stored(struct ctx *c, const struct my_entry_view *v)
{
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++) {
            const struct my_question *q = &v->section[i].question[k];
            my_show(c, q, q->stored);
        }
    form_set(c->form, "category", v->category_code);
    for (size_t i = 0; i < v->consent_count; i++)
        form_set(c->form, v->consent[i].field, v->consent[i].given ? "1" : "");
}

void my_show_unfit(struct ctx *c, const struct my_entry_view *v)
{
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++) {
            const struct my_question *q = &v->section[i].question[k];
            const char *value;
            const char *error =
                q->unfit ? my_check(c, q, q->stored, &value) : NULL;
            if (error != NULL && form_error(c->form, q->field) == NULL)
                form_fail(c->form, q->field, error);
        }
}
