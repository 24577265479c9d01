/* Storing what was typed into the nomination form.
 *
 * Nothing that was typed is lost: a right answer is stored even where another
 * is wrong, a wrong one is shown again. When somebody else (or the same person
 * in another window) has changed an answer since the page was made, three
 * texts are compared: the one the page had shown, the stored one and the typed
 * one. Only where both sides changed it is there a conflict, and then both
 * texts are shown. */
#include "page/my_form.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_my.h"
#include "model/answer.h"

/* What the page had shown when it was made. */
static const char *shown(struct ctx *c, const struct my_entry_view *v,
                         const struct my_question *q, int64_t revision)
{
    struct sql_my_answer_at_row row;
    if (q->version <= revision)
        return q->stored;
    return sql_my_answer_at(c->world.db, v->entry.id, q->id, revision, &row)
               ? row.value
               : "";
}

static void save_answer(struct ctx *c, struct my_entry_view *v,
                        struct my_question *q, int64_t revision)
{
    const char *value;
    const char *typed = my_typed(c, q);
    if (typed == NULL || q->locked || answer_is_file(q->kind))
        return;
    const char *error = my_check(c, q, typed, &value);
    const char *before = shown(c, v, q, revision);
    if (error != NULL) {
        form_fail(c->form, q->field, error);
    } else if (str_equal(value, q->stored)) {
        return;
    } else if (str_equal(before, q->stored)) {
        entry_answer(&c->world, v->entry.id, q->id, value);
        q->stored = value;
    } else if (str_equal(value, before)) {
        form_set(c->form, q->field, q->stored);
    } else {
        q->conflict = true;
        v->conflict_count++;
        form_fail(c->form, q->field,
                  T("Somebody has changed this answer in the meantime."));
    }
}

static void save_category(struct ctx *c, struct my_entry_view *v)
{
    const char *code = form_value(c->form, "category");
    if (code == NULL || str_equal(code, form_value(c->form, "category_before")))
        return;
    const char *wrong = T("Please choose one of the answers.");
    for (size_t i = 0; i < v->category_count; i++) {
        if (!str_equal(v->category[i].code, code))
            continue;
        if (entry_choose_category(&c->world, v->entry.id, v->category[i].id)) {
            v->category_code = code;
            return;
        }
        /* by proposal only */
        wrong = T("Please choose one of the categories that are open to you.");
    }
    form_fail(c->form, "category", wrong);
}

/* A box that is not checked is not sent: only the field beside it tells that
 * the box was on the page, and how it was. */
static void save_consent(struct ctx *c, const struct my_entry_view *v,
                         struct my_consent *consent)
{
    const char *name = arena_printf(c->world.mem, "before_%s", consent->field);
    const char *before = form_value(c->form, name);
    bool given = form_has(c->form, consent->field, "1");
    if (before == NULL || given == str_equal(before, "1"))
        return;
    entry_consent(&c->world, v->entry.id, consent->id, given);
    consent->given = given;
}

void my_save(struct ctx *c, struct my_entry_view *v)
{
    int64_t revision = 0;
    struct sql_my_revision_row now = {0};
    str_int(form_value(c->form, "revision") ? form_value(c->form, "revision")
                                            : "",
            0, INT64_MAX, &revision);
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++)
            save_answer(c, v, &v->section[i].question[k], revision);
    save_category(c, v);
    for (size_t i = 0; i < v->consent_count; i++)
        save_consent(c, v, &v->consent[i]);
    sql_my_revision(c->world.db, v->entry.id, &now);
    v->revision = now.id;
    v->saved_at = c->world.now;
}
