/* Before the form: who can take part. What is right is stored even where
 * another answer is missing, and nobody is sent away without the reason and the
 * way back: the questions stay on the page, and the nomination is kept. */
#include "page/my_eligibility.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/eligibility.h"
#include "page/ctx.h"
#include "page/my_eligibility_view.h"
#include "page/my_form.h"

enum { SIZE_DECIMALS = 2, SIZE_MAX_WHOLE = 10000000 };

static const char *size_typed(struct ctx *c, const char *value)
{
    int64_t size = 0;
    if (!str_int(value, 0, INT64_MAX, &size))
        return "";
    if (size % ELIGIBILITY_UNIT == 0)
        return arena_printf(c->world.mem, "%" PRId64, size / ELIGIBILITY_UNIT);
    return lang_decimal(c->world.mem, c->lang, size, SIZE_DECIMALS);
}

const char *my_eligibility_text(struct ctx *c,
                                const struct eligibility_question *q)
{
    if (q->value[0] == '\0')
        return T("not answered");
    if (!str_equal(q->kind, "size"))
        return str_equal(q->value, "yes") ? T("yes") : T("no");
    return arena_printf(c->world.mem,
                        str_equal(q->unit, "fte")
                            ? T("%s full-time equivalents")
                            : T("%s people"),
                        size_typed(c, q->value));
}

static const char *refusal(struct ctx *c, const struct eligibility_question *q)
{
    const char *why = PICK(q->refusal_de, q->refusal_en);
    return why[0] != '\0'
               ? why
               : T("No category of this award is meant for companies of this "
                   "size.");
}

static const char *category_name(const struct my_entry_view *v, int64_t id)
{
    for (size_t i = 0; i < v->category_count; i++)
        if (v->category[i].id == id)
            return v->category[i].name;
    return NULL;
}

static const char *field_of(struct ctx *c, const struct eligibility_question *q)
{
    return arena_printf(c->world.mem, "e_%s", q->code);
}

static struct my_eligibility_question
question_view(struct ctx *c, const struct eligibility_question *q)
{
    return (struct my_eligibility_question){
        .field = field_of(c, q),
        .label = PICK(q->label_de, q->label_en),
        .help = PICK(q->help_de, q->help_en),
        .size = str_equal(q->kind, "size"),
        .fte = str_equal(q->unit, "fte"),
        .known =
            q->won_year == 0
                ? NULL
                : arena_printf(
                      c->world.mem,
                      T("We found it ourselves: your company won in %lld."),
                      (long long)q->won_year),
        .refusal = q->rules_out ? refusal(c, q) : NULL,
    };
}

/* Fills the form from what is stored. */
static void show_stored(struct ctx *c, const struct eligibility *l)
{
    for (size_t i = 0; i < l->count; i++)
        form_set(c->form, field_of(c, &l->question[i]),
                 str_equal(l->question[i].kind, "size")
                     ? size_typed(c, l->question[i].value)
                     : l->question[i].value);
}

static void show(struct ctx *c, int status, const struct my_entry_view *v,
                 const struct eligibility *l)
{
    struct my_eligibility_view view = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .path = my_path(c, v, ""),
        .title = v->title,
        .organisation = v->entry.organisation,
        .intro = PICK(l->intro_de, l->intro_en),
        .refused = l->refused && form_ok(c->form),
        .email = v->edition.email,
        .begun = v->category_code[0] != '\0',
        .count = l->count,
    };
    view.question =
        arena_alloc(c->world.mem, (l->count + 1) * sizeof *view.question);
    for (size_t i = 0; i < l->count; i++)
        view.question[i] = question_view(c, &l->question[i]);
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Who can take part"));
    html_my_eligibility(c->out, &view);
    page_end(c);
}

/* --- answers ---------------------------------------------------------------
 */

/* NULL and the value, or what is wrong. */
static const char *check(struct ctx *c, const struct eligibility_question *q,
                         const char *typed, const char **value)
{
    int64_t size = 0;
    *value = str_line(c->world.mem, typed ? typed : "");
    if (str_empty(*value))
        return str_equal(q->kind, "size") ? T("Please enter a number.")
                                          : T("Please choose an answer.");
    if (!str_equal(q->kind, "size"))
        return str_equal(*value, "yes") || str_equal(*value, "no")
                   ? NULL
                   : T("Please choose one of the answers.");
    bool fte = str_equal(q->unit, "fte");
    if (!str_decimal(*value, fte ? SIZE_DECIMALS : 0, true, &size) ||
        size < 0 || size > SIZE_MAX_WHOLE * (fte ? ELIGIBILITY_UNIT : 1))
        return fte ? T("Please enter a number, such as 12.5.")
                   : T("Please enter a whole number in digits, such as 60.");
    *value = arena_printf(c->world.mem, "%" PRId64,
                          fte ? size : size * ELIGIBILITY_UNIT);
    return NULL;
}

/* What is right is stored; the rest becomes errors. */
static void take_answers(struct ctx *c, const struct my_entry_view *v,
                         const struct eligibility *l)
{
    for (size_t i = 0; i < l->count; i++) {
        const struct eligibility_question *q = &l->question[i];
        const char *value, *field = field_of(c, q);
        if (q->won_year != 0)
            continue;
        const char *error = check(c, q, form_value(c->form, field), &value);
        if (error == NULL)
            eligibility_answer(&c->world, v->entry.id, q, value);
        else
            form_fail(c->form, field, error);
    }
}

static void go_on(struct ctx *c, struct my_entry_view *v,
                  const struct eligibility *l)
{
    const char *name = category_name(v, l->category_id);
    bool proposes = name != NULL && v->entry.category_id == NULL;
    if (proposes)
        entry_choose_category(&c->world, v->entry.id, l->category_id);
    ctx_redirect(c, my_path(c, v, ""),
                 proposes ? arena_printf(c->world.mem,
                                         T("You can take part. We propose the "
                                           "category “%s”; you can change it."),
                                         name)
                          : T("You can take part."));
}

void get_my_eligibility(struct ctx *c)
{
    struct my_entry_view v;
    struct eligibility l;
    if (!my_load(c, &v))
        return;
    eligibility_load(&c->world, &v.entry, &l);
    if (v.mood != MY_EDIT || !v.may_write || l.count == 0) {
        ctx_redirect(c, my_path(c, &v, ""), NULL);
        return;
    }
    show_stored(c, &l);
    show(c, 200, &v, &l);
}

void post_my_eligibility(struct ctx *c)
{
    struct my_entry_view v;
    struct eligibility l;
    if (!my_load(c, &v) || my_refuse_reader(c, &v))
        return;
    if (v.mood != MY_EDIT) {
        ctx_refuse(c, 409, T("This nomination can no longer be changed."));
        return;
    }
    eligibility_load(&c->world, &v.entry, &l);
    take_answers(c, &v, &l);
    eligibility_load(&c->world, &v.entry, &l);
    if (!form_ok(c->form))
        show(c, 422, &v, &l);
    else if (l.refused)
        ctx_redirect(c, my_path(c, &v, "/eligibility"), NULL);
    else
        go_on(c, &v, &l);
}

bool my_asks_eligibility(struct ctx *c, const struct my_entry_view *v)
{
    struct eligibility l;
    eligibility_load(&c->world, &v->entry, &l);
    if ((l.complete && !l.refused) || !v->may_write)
        return false;
    ctx_redirect(c, my_path(c, v, "/eligibility"), NULL);
    return true;
}

void my_load_eligibility(struct ctx *c, struct my_entry_view *v)
{
    struct eligibility l;
    eligibility_load(&c->world, &v->entry, &l);
    if (l.count == 0)
        return;
    v->proposed = category_name(v, l.category_id);
    v->eligibility = !l.complete ? T("It is still open who can take part.")
                     : l.refused ? T("By your answers you cannot take part.")
                                 : T("By your answers you can take part.");
}
