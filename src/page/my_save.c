/* Storing what was typed into the nomination form.
 *
 * Nothing that was typed is lost: what is no answer is stored as well, as a
 * version that does not fit, and shown again with what is wrong. When somebody
 * else (or the same person in another window) has changed an answer since the
 * page was made, three texts are compared: the one the page had shown ("base_"
 * fields), the stored one and the typed one. Only where both sides changed it
 * is there a conflict, and then both texts are shown. */
#include "page/my_form.h"

#include "base/arena.h"
#include "base/str.h"
#include "model/answer.h"
#include "page/my_after_view.h"

/* What the page had shown. */
static const char *base_of(struct ctx *c, const char *field)
{
    return form_lines(c->form, arena_printf(c->world.mem, "base_%s", field));
}

static void put(struct ctx *c, const struct my_entry_view *v,
                struct my_question *q, const char *value, bool fits)
{
    const struct entry_typed typed = {
        .value = value, .fits = fits, .typing = v->typing};
    entry_type(&c->world, v->entry.id, q->id, &typed);
    q->stored = value;
    q->unfit = !fits;
}

static void collide(struct ctx *c, struct my_entry_view *v,
                    struct my_question *q)
{
    q->conflict = true;
    v->conflict_count++;
    form_fail(c->form, q->field,
              T("Somebody has changed this answer in the meantime."));
}

/* Also a page from before it was locked is right as long as nothing changed. */
static void refuse(struct ctx *c, struct my_entry_view *v,
                   struct my_question *q, bool same)
{
    if (same)
        return;
    if (str_equal(str_lines(c->world.mem, my_typed(c, q)),
                  base_of(c, q->field))) {
        my_show(c, q, q->stored);
        return;
    }
    q->refused = v->tried_lock = true;
    form_fail(c->form, q->field,
              T("This answer cannot be changed now. What you typed is not "
                "saved; you can copy it here."));
}

static void save_answer(struct ctx *c, struct my_entry_view *v,
                        struct my_question *q)
{
    const char *value;
    const char *typed = my_typed(c, q);
    if (typed == NULL || answer_is_file(q->kind))
        return;
    const char *error = my_check(c, q, typed, &value);
    const char *base = base_of(c, q->field);
    if (error != NULL)
        value = str_lines(c->world.mem, typed);
    bool same = str_equal(value, q->stored) && q->unfit == (error != NULL);
    if (q->locked) {
        refuse(c, v, q, same);
        return;
    }
    if (!same && str_equal(value, base) && !str_equal(base, q->stored)) {
        my_show(c, q, q->stored); /* the other's is taken over */
        error = q->unfit ? my_check(c, q, q->stored, &value) : NULL;
    } else if (!same && !str_equal(base, q->stored)) {
        collide(c, v, q);
        return;
    } else if (!same) {
        put(c, v, q, value, error == NULL);
    }
    if (error != NULL)
        form_fail(c->form, q->field, error);
}

static const struct my_category *find_category(const struct my_entry_view *v,
                                               const char *code)
{
    for (size_t i = 0; i < v->category_count; i++)
        if (str_equal(v->category[i].code, code))
            return &v->category[i];
    return NULL;
}

static void save_category(struct ctx *c, struct my_entry_view *v)
{
    const char *code = form_value(c->form, "category");
    const char *base = form_line(c->form, "base_category");
    /* a change that the office asked for is one of named questions only */
    if (code == NULL || v->after->changing || str_equal(code, v->category_code))
        return;
    if (str_equal(code, base)) {
        form_set(c->form, "category", v->category_code);
        return;
    }
    const struct my_category *chosen = find_category(v, code);
    if (chosen == NULL) {
        form_fail(c->form, "category", T("Please choose one of the answers."));
    } else if (!str_equal(base, v->category_code)) {
        v->category_conflict = true;
        v->conflict_count++;
        form_fail(c->form, "category",
                  arena_printf(c->world.mem,
                               T("In the meantime “%s” was chosen and saved. "
                                 "If you save yours, it replaces that."),
                               v->category_name));
    } else {
        if (!entry_choose_category(&c->world, v->entry.id, chosen->id)) {
            form_fail(c->form, "category",
                      T("Please choose one of the categories that are open to "
                        "you.")); /* by proposal only */
            return;
        }
        v->category_code = code;
        v->category_name = chosen->name;
    }
}

/* A box that is not checked is not sent: only the field beside it tells that
 * the box was on the page, and how it was. */
static void save_consent(struct ctx *c, const struct my_entry_view *v,
                         struct my_consent *consent)
{
    const char *name = arena_printf(c->world.mem, "before_%s", consent->field);
    const char *before = form_value(c->form, name);
    bool given = form_has(c->form, consent->field, "1");
    if (before == NULL || v->after->changing || given == str_equal(before, "1"))
        return;
    entry_consent(&c->world, v->entry.id, consent->id, given);
    consent->given = given;
}

/* Consents are given on purpose, by a button. */
static void press(struct ctx *c, struct my_entry_view *v)
{
    entry_versions_stand(&c->world, v->entry.id);
    for (size_t i = 0; i < v->consent_count; i++)
        save_consent(c, v, &v->consent[i]);
}

void my_save(struct ctx *c, struct my_entry_view *v)
{
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++)
            save_answer(c, v, &v->section[i].question[k]);
    save_category(c, v);
    if (!v->typing)
        press(c, v);
    v->saved_at = c->world.now;
}
