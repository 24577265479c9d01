/* Pictures and documents of a nomination: a form each, one file in a request,
 * never together with text, so that a refused body takes no text with it. */
#include "page/my.h"

#include "base/arena.h"
#include "base/str.h"
#include "model/document.h"
#include "model/file.h"
#include "page/ctx.h"
#include "page/my_form.h"
#include "page/my_view.h"

enum { CAPTION_CHARACTERS_MAX = 200 };

/* --- pictures --------------------------------------------------------------
 */

static const struct my_question *find_upload(const struct my_entry_view *v,
                                             const char *code, const char *kind)
{
    for (size_t i = 0; i < v->section_count; i++)
        for (size_t k = 0; k < v->section[i].question_count; k++) {
            const struct my_question *q = &v->section[i].question[k];
            if (str_equal(q->code, code) && str_equal(q->kind, kind) &&
                !q->locked)
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
        my_show_form(c, 422, v);
        return;
    }
    if (file_id != 0)
        entry_picture(&c->world, v->entry.id, q->id, file_id);
    entry_describe_picture(&c->world, v->entry.id, q->id, &words);
    ctx_redirect(c, my_path(c, v, arena_printf(c->world.mem, "#%s", q->field)),
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
    } else if (my_refuse_reader(c, &v)) {
        return;
    } else if (v.mood != MY_EDIT) {
        ctx_refuse(c, 409,
                   T("This nomination can no longer be changed. The picture "
                     "was not saved."));
    } else if (form_value(c->form, "remove") != NULL) {
        entry_picture(&c->world, v.entry.id, q->id, 0);
        ctx_redirect(
            c, my_path(c, &v, arena_printf(c->world.mem, "#%s", q->field)),
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
        my_show_form(c, 422, v);
        return;
    }
    document_answer(&c->world, v->entry.id, q->id, file_id);
    ctx_redirect(c, my_path(c, v, arena_printf(c->world.mem, "#%s", q->field)),
                 removes ? T("The document is removed.")
                         : T("The document is saved."));
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
    else if (my_refuse_reader(c, &v))
        return;
    else if (v.mood != MY_EDIT)
        ctx_refuse(c, 409,
                   T("This nomination can no longer be changed. The document "
                     "was not saved."));
    else
        save_document(c, &v, q);
}
