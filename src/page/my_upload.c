/* Pictures and documents of a nomination: each file is one request of its own,
 * never together with text, so that a body that is refused or cut takes no text
 * with it. A request does one thing: sends a file, describes one, moves it,
 * takes it out or brings it back. */
#include "page/my.h"

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "model/file.h"
#include "model/upload.h"
#include "page/ctx.h"
#include "page/my_form.h"
#include "page/my_upload_view.h"

enum { CAPTION_CHARACTERS_MAX = 200 };

/* One request about one question. */
struct asked {
    struct ctx *c;
    struct my_entry_view *v;
    const struct my_question *q;
    struct out *o; /* for words, before there is a page */
    struct upload_place place;
};

static bool is_image(const struct asked *a)
{
    return str_equal(a->q->kind, "image");
}

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

/* A file's number in a hidden field; 0: none. */
static int64_t number(const struct asked *a, const char *field)
{
    const char *text = form_value(a->c->form, field);
    int64_t id = 0;
    if (text == NULL || !str_int(text, 1, INT64_MAX, &id))
        return 0;
    return id;
}

/* The one that is meant: of a question with one file that one. */
static int64_t meant(const struct asked *a)
{
    const struct my_question *q = a->q;
    int64_t id = number(a, "picture");
    if (id != 0 || q->files_max > 1)
        return id;
    return q->picture != NULL    ? q->picture->file_id
           : q->document != NULL ? q->document->file_id
                                 : 0;
}

static void back(const struct asked *a, const char *notice)
{
    struct ctx *c = a->c;
    ctx_redirect(
        c, my_path(c, a->v, arena_printf(c->world.mem, "#%s", a->q->field)),
        notice);
}

/* The form once more with what is wrong; `id` is the file whose form it was. */
static void show_again(const struct asked *a, int64_t id)
{
    a->v->picture_code = a->q->code;
    a->v->upload_id = a->q->files_max > 1 ? id : 0;
    a->v->upload_anchor = my_upload_anchor(a->o, a->q, id);
    my_show_stored(a->c, a->v);
    my_show_form(a->c, 422, a->v);
    a->c->rollback = true; /* a file without a place counts nowhere */
}

/* --- words -----------------------------------------------------------------
 */

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

/* Words that came with whatever button was pressed are kept. false: they are
 * too long, and the form is shown once more. */
static bool keep_words(const struct asked *a)
{
    struct ctx *c = a->c;
    if (!is_image(a) || form_value(c->form, "credit") == NULL)
        return true;
    const struct entry_caption words = {.credit = caption(c, "credit"),
                                        .alt_de = caption(c, "alt_de"),
                                        .alt_en = caption(c, "alt_en")};
    if (form_ok(c->form)) {
        upload_describe(&c->world, &a->place, meant(a), &words);
        return true;
    }
    show_again(a, meant(a));
    return false;
}

/* --- a file ----------------------------------------------------------------
 */

static const struct form_file *sent_file(const struct asked *a)
{
    struct ctx *c = a->c;
    const struct form_file *file = form_file(c->form, "file");
    if (file == NULL)
        form_fail(c->form, "file",
                  c->form->file_count > 0
                      ? T("This file is empty. Please choose another one.")
                  : is_image(a) ? T("Please choose a picture.")
                                : T("Please choose a document."));
    return file;
}

/* Nothing is written to the disk for which there is no place: what is taken
 * back afterwards leaves its bytes there, and counts in no budget. */
static enum upload_outcome
take_file(const struct asked *a, const struct form_file *file, int64_t instead)
{
    struct ctx *c = a->c;
    int64_t id = 0;
    const struct file_upload u = {.name = file->name,
                                  .data = file->data,
                                  .bytes = file->bytes,
                                  .accepts = a->q->accepts,
                                  .entry_id = a->place.entry_id};
    enum upload_outcome room = upload_room(
        &c->world, &a->place,
        secret_digest(c->world.mem, file->data, file->bytes), instead);
    if (room != UPLOAD_OK)
        return room;
    enum file_outcome end = file_store(&c->world, &u, &id);
    if (end == FILE_STORED)
        return upload_add(&c->world, &a->place, id, instead);
    form_fail(c->form, "file", my_upload_problem(a->o, a->q, end));
    return UPLOAD_OK;
}

static void send_file(const struct asked *a)
{
    struct ctx *c = a->c;
    int64_t instead = number(a, "instead");
    const struct form_file *file = sent_file(a);
    enum upload_outcome end =
        file != NULL ? take_file(a, file, instead) : UPLOAD_OK;
    if (end == UPLOAD_FULL)
        form_fail(c->form, "file", my_upload_full(a->o, a->q));
    if (end == UPLOAD_NONE)
        form_fail(c->form, "file",
                  T("The file that was to be replaced is not there any more. "
                    "Please add the new one."));
    if (!form_ok(c->form))
        show_again(a, instead);
    else if (end == UPLOAD_THERE)
        back(a, T("This file is here already: nothing was changed."));
    else
        back(a, is_image(a) ? T("The picture is saved.")
                            : T("The document is saved."));
}

/* --- the request -----------------------------------------------------------
 */

static void answer(const struct asked *a, enum upload_outcome end,
                   const char *notice)
{
    struct ctx *c = a->c;
    switch (end) {
    case UPLOAD_OK:
        back(a, notice);
        break;
    case UPLOAD_THERE:
        back(a, T("This file is here already: nothing was changed."));
        break;
    case UPLOAD_FULL:
        back(a, my_upload_full(a->o, a->q));
        break;
    case UPLOAD_NONE:
        back(a, T("This file is not there any more: nothing was changed."));
        break;
    }
}

static void handle(const struct asked *a)
{
    struct ctx *c = a->c;
    const struct world *w = &c->world;
    const char *move = form_value(c->form, "move");
    if (!keep_words(a))
        return;
    if (form_value(c->form, "remove") != NULL)
        answer(a, upload_remove(w, &a->place, meant(a)),
               is_image(a) ? T("The picture is removed.")
                           : T("The document is removed."));
    else if (form_value(c->form, "restore") != NULL)
        answer(a, upload_restore(w, &a->place, number(a, "restore")),
               T("The file is back."));
    else if (move != NULL)
        answer(a,
               upload_move(w, &a->place, number(a, "picture"),
                           str_equal(move, "-1") ? -1 : 1),
               T("The order is saved."));
    else if (form_value(c->form, "credit") != NULL &&
             form_file(c->form, "file") == NULL)
        back(a, T("The descriptions are saved."));
    else
        send_file(a);
}

static void post_upload(struct ctx *c, const char *kind)
{
    struct my_entry_view v;
    if (!my_load(c, &v))
        return;
    const struct my_question *q =
        find_upload(&v, ctx_part(c, "question"), kind);
    if (q == NULL) {
        ctx_not_found(c);
    } else if (my_refuse_reader(c, &v)) {
        return;
    } else if (v.mood != MY_EDIT || q->locked) {
        ctx_refuse(c, 409,
                   str_equal(kind, "image")
                       ? T("This nomination can no longer be changed. The "
                           "picture was not saved.")
                       : T("This nomination can no longer be changed. The "
                           "document was not saved."));
    } else {
        const struct asked a = {.c = c,
                                .v = &v,
                                .q = q,
                                .o = out_new(c->world.mem, c->lang),
                                .place = {v.entry.id, q->id}};
        handle(&a);
    }
}

void post_my_picture(struct ctx *c)
{
    post_upload(c, "image");
}

void post_my_document(struct ctx *c)
{
    post_upload(c, "file");
}
