/* Saving while somebody types: what the form's script (draft.js) calls, with
 * JSON in return. The page works without it (my_entry.c).
 *
 * Sent are the controls of the questions that were changed, and for each
 * "base_q_CODE", what the device had before as it is stored; also the category.
 * Consents are no part of it: they are given on purpose, by a button.
 *
 * 200: everything is stored and is an answer. 422 "invalid": something that was
 * sent is no answer; it is stored all the same, as a draft. "errors" says what
 * is no answer in the whole form. 409 "changed": somebody else changed the same
 * questions ("clash", "by"), nothing is overwritten; "closed", "reader":
 * nothing is stored; "locked": these answers cannot be changed now ("locked").
 * Whatever else was sent is stored. "fields" says what is stored now, of all
 * questions: what others did meanwhile comes with it. */
#include "page/my.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "model/answer.h"
#include "page/ctx.h"
#include "page/my_form.h"

typedef void each(struct ctx *c, struct json_out *j,
                  const struct my_question *q);

static void write_field(struct ctx *c, struct json_out *j,
                        const struct my_question *q)
{
    (void)c;
    if (!answer_is_file(q->kind))
        json_text(j, q->field, q->stored);
}

static void write_clash(struct ctx *c, struct json_out *j,
                        const struct my_question *q)
{
    (void)c;
    if (q->conflict)
        json_text(j, NULL, q->field);
}

static void write_locked(struct ctx *c, struct json_out *j,
                         const struct my_question *q)
{
    (void)c;
    if (q->refused)
        json_text(j, NULL, q->field);
}

static void write_by(struct ctx *c, struct json_out *j,
                     const struct my_question *q)
{
    (void)c;
    if (q->conflict && q->changed_by != NULL)
        json_text(j, q->field, q->changed_by);
}

static void write_error(struct ctx *c, struct json_out *j,
                        const struct my_question *q)
{
    const char *error = form_error(c->form, q->field);
    if (error != NULL && !q->conflict && !q->refused)
        json_text(j, q->field, error);
}

static void write_each(struct ctx *c, struct json_out *j,
                       const struct my_entry_view *v, each *write)
{
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++)
            write(c, j, &v->section[i].question[k]);
}

static void write_answer(struct ctx *c, struct json_out *j,
                         const struct my_entry_view *v)
{
    json_object(j, "fields");
    write_each(c, j, v, write_field);
    json_text(j, "category", v->category_code);
    json_object_end(j);
    json_array(j, "clash");
    write_each(c, j, v, write_clash);
    if (v->category_conflict)
        json_text(j, NULL, "category");
    json_array_end(j);
    json_array(j, "locked");
    write_each(c, j, v, write_locked);
    json_array_end(j);
    json_object(j, "by");
    write_each(c, j, v, write_by);
    json_object_end(j);
    json_object(j, "errors");
    write_each(c, j, v, write_error);
    if (!v->category_conflict && form_error(c->form, "category") != NULL)
        json_text(j, "category", form_error(c->form, "category"));
    json_object_end(j);
}

static void answer(struct ctx *c, const struct my_entry_view *v, int status,
                   const char *reason)
{
    struct json_out j;
    struct buf text;
    buf_init(&text, c->world.mem);
    json_out_start(&j, &text, 0);
    json_object(&j, NULL);
    json_bool(&j, "saved", reason == NULL);
    if (reason != NULL)
        json_text(&j, "reason", reason);
    json_bool(&j, "drafts", true); /* errors are stored too */
    json_int(&j, "at", c->world.now);
    json_text(&j, "state", v->entry.state);
    write_answer(c, &j, v);
    json_object_end(&j);
    ctx_json(c, status, &text);
}

static const char *refusal(const struct my_entry_view *v)
{
    if (v->mood != MY_EDIT)
        return "closed";
    return v->may_write ? NULL : "reader";
}

void post_my_save(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v))
        return;
    const char *reason = refusal(&v);
    if (reason == NULL) {
        v.typing = true;
        my_save(c, &v);
        if (v.tried_lock)
            reason = "locked";
        else if (v.conflict_count > 0)
            reason = "changed";
        else if (!form_ok(c->form))
            reason = "invalid";
        my_show_unfit(c, &v); /* also of what was not sent now */
    }
    answer(c, &v,
           reason == NULL                 ? 200
           : str_equal(reason, "invalid") ? 422
                                          : 409,
           reason);
}

/* The same without saving anything: an open page asks what others did. */
void get_my_save(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v))
        return;
    my_show_unfit(c, &v);
    answer(c, &v, 200, refusal(&v));
}
