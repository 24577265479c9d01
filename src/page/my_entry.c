/* One nomination: the form, saving, submitting; what comes after it is in
 * my_after.c. What may be done is read from the row and the server's clock in
 * the transaction that does it. */
#include "page/my.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/answer.h"
#include "page/ctx.h"
#include "page/my_after.h"
#include "page/my_after_view.h"
#include "page/my_form.h"
#include "page/my_view.h"
#include "page/preview.h"

const char *my_path(struct ctx *c, const struct my_entry_view *v,
                    const char *rest)
{
    return arena_printf(c->world.mem, "/my/entry/%" PRId64 "%s", v->entry.id,
                        rest);
}

void my_show_form(struct ctx *c, int status, const struct my_entry_view *v)
{
    c->script[0] = "form.js";
    c->script[1] = "characters.js";
    c->script[2] = "count.js";
    c->script[3] = "fit.js";
    c->script[4] = "upload.js";
    c->script[5] = "question.js";
    c->script[6] = "answers.js";
    c->script[7] = "draft.js";
    c->script[8] = "check.js";
    c->script[9] = "preview.js";
    c->reply->status = status;
    my_follow_category(c, v);
    struct preview_view look = preview_show(
        c, arena_printf(c->world.mem, "form %" PRId64, v->entry.id),
        my_path(c, v, "/preview"), v->entry.organisation);
    page_start(c, T("Nomination"));
    html_my_form(c->out, v, &look);
    page_end(c);
}

void get_my_entry(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v))
        return;
    if (v.mood == MY_EDIT && v.may_write && my_asks_eligibility(c, &v))
        return;
    if (v.mood == MY_EDIT && v.may_write) {
        my_show_stored(c, &v);
        my_show_unfit(c, &v);
        my_show_form(c, 200, &v);
        return;
    }
    c->script[0] = "unsent.js";
    page_start(c, T("Nomination"));
    html_my_unsent(c->out, &v);
    html_my_read(c->out, &v);
    page_end(c);
}

/* --- saving and submitting -------------------------------------------------
 */

/* Would anything be lost if the form were thrown away? */
static bool form_differs(struct ctx *c, const struct my_entry_view *v)
{
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++) {
            const struct my_question *q = &v->section[i].question[k];
            const char *typed = my_typed(c, q);
            const char *value;
            if (typed != NULL && !answer_is_file(q->kind) &&
                (my_check(c, q, typed, &value) != NULL ||
                 !str_equal(value, q->stored)))
                return true;
        }
    return false;
}

static void refuse_late(struct ctx *c, struct my_entry_view *v)
{
    bool submitted = v->entry.submitted_at != NULL;
    if (submitted && !form_differs(c, v)) {
        ctx_redirect(c, my_path(c, v, "/receipt"), NULL);
        return;
    }
    if (v->mood == MY_EDIT)
        v->late = T("You may read this nomination, but not change it.");
    else if (str_equal(v->entry.state, "withdrawn"))
        v->late = T("The nomination was withdrawn in the meantime.");
    else if (submitted && !v->after->accepts)
        v->late =
            T("The time for changes is over; the version that you "
              "submitted counts.");
    else if (submitted)
        v->late = T("The nomination was submitted in the meantime.");
    else
        v->late = T("The deadline has passed.");
    v->mood = MY_TOO_LATE;
    my_show_form(c, 409, v);
}

static void submit(struct ctx *c, struct my_entry_view *v)
{
    switch (v->after->changing ? change_answer(&c->world, &v->entry)
                               : entry_submit(&c->world, v->entry.id)) {
    case ENTRY_OK:
        ctx_redirect(c, my_path(c, v, "/receipt"), NULL);
        break;
    case ENTRY_INCOMPLETE:
        my_demand(c, v);
        my_show_form(c, 422, v);
        break;
    case ENTRY_OFTEN:
        ctx_redirect(c, my_path(c, v, ""), my_often(c));
        break;
    case ENTRY_LATE:
    case ENTRY_WRONG_STATE:
        v->mood = MY_READ;
        refuse_late(c, v);
        break;
    }
}

void post_my_entry(struct ctx *c)
{
    struct my_entry_view v;
    bool submits = form_value(c->form, "submit") != NULL;
    if (!my_load(c, &v))
        return;
    if (v.mood != MY_EDIT || !v.may_write) {
        refuse_late(c, &v);
        return;
    }
    my_save(c, &v);
    if (!form_ok(c->form)) {
        if (submits)
            my_demand(c, &v);
        my_show_form(c, v.conflict_count > 0 ? 409 : 422, &v);
    } else if (submits) {
        submit(c, &v);
    } else {
        ctx_redirect(c, my_path(c, &v, my_saved_place(c, &v)),
                     T("The draft is saved."));
    }
}
