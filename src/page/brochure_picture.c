#include "page/brochure_picture.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_brochure_picture.h"
#include "model/content.h"
#include "model/file.h"
#include "page/brochure_place.h"

enum { CAPTION_CHARACTERS_MAX = 300, MB = 1000000 };

static const char *field(struct ctx *c, const struct brochure_picture_view *v,
                         const char *name)
{
    return arena_printf(c->world.mem, "%s-%s", v->key, name);
}

static const char *size_of(struct ctx *c,
                           const struct sql_brochure_picture_get_row *row)
{
    struct arena *mem = c->world.mem;
    const char *bytes = lang_bytes(mem, c->lang, row->bytes);
    if (row->own_width == NULL || row->own_height == NULL)
        return bytes;
    return arena_printf(mem, "%s, %s", bytes,
                        arena_printf(mem, T("%s × %s pixels"),
                                     lang_int(mem, c->lang, *row->own_width),
                                     lang_int(mem, c->lang, *row->own_height)));
}

void brochure_picture_load(struct ctx *c, const struct brochure_caption *words,
                           struct brochure_picture_view *v)
{
    struct sql_brochure_picture_get_row row;
    v->csrf = ctx_csrf(c);
    v->form = c->form;
    if (words != NULL) {
        brochure_fill(c, field(c, v, "credit"), words->credit);
        brochure_fill(c, field(c, v, "alt_de"), words->alt_de);
        brochure_fill(c, field(c, v, "alt_en"), words->alt_en);
    }
    if (v->file_id == 0 ||
        !sql_brochure_picture_get(c->world.db, v->file_id, &row)) {
        v->file_id = 0;
        return;
    }
    v->name = row.name;
    v->size = size_of(c, &row);
    v->render_state = row.render_state;
    v->thumb_width = row.thumb_width ? *row.thumb_width : 0;
    v->thumb_height = row.thumb_height ? *row.thumb_height : 0;
}

bool brochure_picture_asked(const struct ctx *c, const char *key)
{
    return str_equal(form_value(c->form, "picture"), key);
}

static const char *problem(struct ctx *c, enum file_outcome outcome)
{
    struct arena *mem = c->world.mem;
    switch (outcome) {
    case FILE_LARGE:
        return arena_printf(mem,
                            T("This picture is too large. Please choose one "
                              "of at most %d MB."),
                            FILE_IMAGE_BYTES_MAX / MB);
    case FILE_PIXELS:
        return arena_printf(mem,
                            T("This picture has too many pixels: at most %d "
                              "million are read. Please save it smaller and "
                              "choose it again."),
                            FILE_PIXELS_MAX / MB);
    case FILE_MANY:
        return arena_printf(mem,
                            T("You have sent %d files within an hour. Please "
                              "go on in an hour; nothing is lost."),
                            FILE_UPLOADS_MAX);
    case FILE_PROBLEM:
        return T("The picture could not be stored. Please try again later.");
    case FILE_STORED:
    case FILE_TYPE:
    case FILE_LOCKED:
    case FILE_MACROS:
    case FILE_OLD:
    case FILE_BROKEN:
    case FILE_DAY:
    case FILE_ROOM:
        break;
    }
    return arena_printf(mem,
                        T("This is not a picture that we can read. Please "
                          "choose a file of the kind %s."),
                        T("PNG, JPEG, WebP or SVG"));
}

static void take_file(struct ctx *c, const struct brochure_picture_view *v,
                      struct brochure_picture_sent *sent)
{
    const struct form_file *file = form_file(c->form, "file");
    if (file == NULL) {
        if (c->form->file_count > 0)
            form_fail(c->form, field(c, v, "file"),
                      T("This file is empty. Please choose another one."));
        else if (v->file_id == 0)
            form_fail(c->form, field(c, v, "file"),
                      T("Please choose a picture."));
        return;
    }
    enum file_outcome outcome = file_store_image(
        &c->world, file->name, file->data, file->bytes, &sent->file_id);
    sent->file = outcome == FILE_STORED;
    if (!sent->file)
        form_fail(c->form, field(c, v, "file"), problem(c, outcome));
}

bool brochure_picture_take(struct ctx *c, const struct brochure_picture_view *v,
                           struct brochure_picture_sent *sent)
{
    *sent = (struct brochure_picture_sent){.words = {"", "", ""}};
    if (v->credit)
        sent->words.credit =
            brochure_line(c, field(c, v, "credit"), CAPTION_CHARACTERS_MAX);
    if (v->alt) {
        sent->words.alt_de =
            brochure_line(c, field(c, v, "alt_de"), CAPTION_CHARACTERS_MAX);
        sent->words.alt_en =
            brochure_line(c, field(c, v, "alt_en"), CAPTION_CHARACTERS_MAX);
    }
    if (str_equal(form_value(c->form, "action"), "remove"))
        sent->file = true;
    else if (form_ok(c->form)) /* nothing is stored that is refused anyway */
        take_file(c, v, sent);
    return form_ok(c->form);
}
