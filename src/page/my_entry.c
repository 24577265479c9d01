/* One nomination: the form, saving, submitting, the receipt, withdrawing. What
 * may be done is read from the row and the server's clock in the transaction
 * that does it. */
#include "page/my.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/answer.h"
#include "model/document.h"
#include "model/file.h"
#include "page/ctx.h"
#include "page/my_form.h"
#include "page/my_view.h"

enum { CAPTION_CHARACTERS_MAX = 200 };

static const char *entry_path(struct ctx *c, const struct my_entry_view *v,
                              const char *rest)
{
    return arena_printf(c->world.mem, "/my/entry/%" PRId64 "%s", v->entry.id,
                        rest);
}

static void show_form(struct ctx *c, int status, const struct my_entry_view *v)
{
    c->script = "form.js";
    c->reply->status = status;
    page_start(c, T("Nomination"));
    html_my_form(c->out, v);
    page_end(c);
}

void get_my_entry(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v))
        return;
    if (v.mood == MY_EDIT) {
        my_show_stored(c, &v);
        show_form(c, 200, &v);
        return;
    }
    page_start(c, T("Nomination"));
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
            const char *typed = form_value(c->form, q->field);
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
        ctx_redirect(c, entry_path(c, v, "/receipt"), NULL);
        return;
    }
    v->mood = MY_TOO_LATE;
    show_form(c, 409, v);
}

static void submit(struct ctx *c, struct my_entry_view *v)
{
    switch (entry_submit(&c->world, v->entry.id)) {
    case ENTRY_OK:
        ctx_redirect(c, entry_path(c, v, "/receipt"), NULL);
        break;
    case ENTRY_INCOMPLETE:
        my_demand(c, v);
        show_form(c, 422, v);
        break;
    case ENTRY_LATE:
    case ENTRY_WRONG_STATE:
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
    if (v.mood != MY_EDIT) {
        refuse_late(c, &v);
        return;
    }
    my_save(c, &v);
    if (!form_ok(c->form)) {
        if (submits)
            my_demand(c, &v);
        show_form(c, v.conflict_count > 0 ? 409 : 422, &v);
    } else if (submits) {
        submit(c, &v);
    } else {
        ctx_redirect(c, entry_path(c, &v, ""), T("The draft is saved."));
    }
}

void get_my_receipt(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v))
        return;
    if (v.number == NULL || v.entry.submitted_at == NULL) {
        ctx_not_found(c);
        return;
    }
    c->width = "page-text";
    page_start(c, T("Receipt"));
    html_my_receipt(c->out, &v);
    page_end(c);
}

void post_my_withdraw(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v))
        return;
    if (entry_withdraw(&c->world, v.entry.id) != ENTRY_OK) {
        ctx_refuse(c, 409, T("This nomination can no longer be withdrawn."));
        return;
    }
    ctx_redirect(c, entry_path(c, &v, ""), T("The nomination is withdrawn."));
}

/* --- pictures --------------------------------------------------------------
 */

static const struct my_question *find_upload(const struct my_entry_view *v,
                                             const char *code, const char *kind)
{
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++) {
            const struct my_question *q = &v->section[i].question[k];
            if (str_equal(q->code, code) && str_equal(q->kind, kind))
                return q;
        }
    return NULL;
}

static const char *caption(struct ctx *c, const char *name)
{
    const char *text = form_line(c->form, name);
    if (str_characters(text) > CAPTION_CHARACTERS_MAX)
        form_fail(c->form, name,
                  arena_printf(c->world.mem,
                               T("Please use at most %d characters."),
                               CAPTION_CHARACTERS_MAX));
    return text;
}

/* 0 if there is no new one, also when it was not taken: see the errors. */
static int64_t store_file(struct ctx *c, const struct my_question *q)
{
    int64_t id = 0;
    const struct form_file *file = form_file(c->form, "file");
    if (file == NULL) {
        if (q->picture == NULL)
            form_fail(c->form, "file", T("Please choose a picture."));
        return 0;
    }
    switch (
        file_store_image(&c->world, file->name, file->data, file->bytes, &id)) {
    case FILE_STORED:
        break;
    case FILE_TYPE:
        form_fail(c->form, "file",
                  T("This is not a picture that we can read. Please choose a "
                    "PNG, JPEG, WebP or SVG file."));
        break;
    case FILE_LARGE:
        form_fail(c->form, "file",
                  arena_printf(c->world.mem,
                               T("This picture is too large. Please choose "
                                 "one of at most %d MB."),
                               FILE_IMAGE_BYTES_MAX / 1000000));
        break;
    case FILE_MANY:
    case FILE_PROBLEM:
        form_fail(c->form, "file",
                  T("The picture could not be stored. Please try again "
                    "later."));
        break;
    }
    return id;
}

static void save_picture(struct ctx *c, struct my_entry_view *v,
                         const struct my_question *q)
{
    const struct entry_caption words = {.credit = caption(c, "credit"),
                                        .alt_de = caption(c, "alt_de"),
                                        .alt_en = caption(c, "alt_en")};
    int64_t file_id = form_ok(c->form) ? store_file(c, q) : 0;
    if (!form_ok(c->form)) {
        v->picture_code = q->code;
        my_show_stored(c, v);
        show_form(c, 422, v);
        return;
    }
    if (file_id != 0)
        entry_picture(&c->world, v->entry.id, q->id, file_id);
    entry_describe_picture(&c->world, v->entry.id, q->id, &words);
    ctx_redirect(c,
                 entry_path(c, v, arena_printf(c->world.mem, "#%s", q->field)),
                 T("The picture is saved."));
}

void post_my_picture(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v))
        return;
    const struct my_question *q =
        find_upload(&v, ctx_part(c, "question"), "image");
    if (q == NULL) {
        ctx_not_found(c);
    } else if (v.mood != MY_EDIT) {
        ctx_refuse(c, 409,
                   T("This nomination can no longer be changed. The picture "
                     "was not saved."));
    } else if (form_value(c->form, "remove") != NULL) {
        entry_picture(&c->world, v.entry.id, q->id, 0);
        ctx_redirect(
            c, entry_path(c, &v, arena_printf(c->world.mem, "#%s", q->field)),
            T("The picture is removed."));
    } else {
        save_picture(c, &v, q);
    }
}

/* --- documents -------------------------------------------------------------
 */

static int64_t store_document(struct ctx *c)
{
    int64_t id = 0;
    const struct form_file *file = form_file(c->form, "file");
    if (file == NULL) {
        form_fail(c->form, "file", T("Please choose a document."));
        return 0;
    }
    switch (file_store_document(&c->world, file->name, file->data, file->bytes,
                                &id)) {
    case FILE_STORED:
        break;
    case FILE_TYPE:
        form_fail(c->form, "file",
                  T("This is not a PDF. Please choose a PDF file."));
        break;
    case FILE_LARGE:
        form_fail(c->form, "file",
                  arena_printf(c->world.mem,
                               T("This document is too large. Please choose "
                                 "one of at most %d MB."),
                               FILE_DOCUMENT_BYTES_MAX / 1000000));
        break;
    case FILE_MANY:
    case FILE_PROBLEM:
        form_fail(c->form, "file",
                  T("The document could not be stored. Please try again "
                    "later."));
        break;
    }
    return id;
}

static void save_document(struct ctx *c, struct my_entry_view *v,
                          const struct my_question *q)
{
    bool removes = form_value(c->form, "remove") != NULL;
    int64_t file_id = removes ? 0 : store_document(c);
    if (!form_ok(c->form)) {
        v->picture_code = q->code;
        my_show_stored(c, v);
        show_form(c, 422, v);
        return;
    }
    document_answer(&c->world, v->entry.id, q->id, file_id);
    ctx_redirect(
        c, entry_path(c, v, arena_printf(c->world.mem, "#%s", q->field)),
        removes ? T("The document is removed.") : T("The document is saved."));
}

void post_my_document(struct ctx *c)
{
    struct my_entry_view v;
    if (!my_load(c, &v))
        return;
    const struct my_question *q =
        find_upload(&v, ctx_part(c, "question"), "file");
    if (q == NULL)
        ctx_not_found(c);
    else if (v.mood != MY_EDIT)
        ctx_refuse(c, 409,
                   T("This nomination can no longer be changed. The document "
                     "was not saved."));
    else
        save_document(c, &v, q);
}
