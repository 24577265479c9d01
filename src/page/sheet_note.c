/* Notes and photos. Both are the juror's alone, so they may be written as long
 * as he may read the nomination, also when the round is closed. */
#include "page/sheet_note.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/file.h"
#include "model/note.h"
#include "page/sheet_input.h"
#include "page/sheet_write.h"

enum { CAPTION_CHARACTERS_MAX = 200 };

static const char *merged(struct ctx *c, const char *mine, const char *stored)
{
    const char *base = form_lines(c->form, "base_note");
    if (str_equal(stored, base) || str_equal(stored, mine) ||
        str_empty(stored) || str_starts(mine, stored))
        return mine;
    return str_empty(mine)
               ? stored
               : arena_printf(c->world.mem, "%s\n\n%s\n%s", mine,
                              T("Written on another device:"), stored);
}

void sheet_note_save(struct ctx *c, const struct jury_place *p)
{
    if (form_value(c->form, "note") == NULL)
        return;
    const char *mine = sheet_input_comment(c, "note");
    if (form_error(c->form, "note") != NULL)
        return;
    struct note note = note_get(&c->world, p->member.id, p->entry.id);
    note.text = merged(c, mine, note.text);
    note.discuss = str_equal(form_value(c->form, "discuss"), "1");
    note_put(&c->world, p->member.id, p->entry.id, &note);
    form_set(c->form, "note", note.text);
}

void post_jury_note(struct ctx *c)
{
    struct jury_place p;
    struct sheet s;
    if (!jury_may_act(c, &p))
        return;
    sheet_note_save(c, &p);
    if (form_ok(c->form)) {
        ctx_redirect(c,
                     arena_printf(c->world.mem, "%s#notes", jury_path(c, &p)),
                     T("Your notes are saved."));
        return;
    }
    sheet_load(c, &p, &s);
    sheet_page(c, &p, &s, SHEET_FINE, 422);
}

/* --- photos of a visit --- */

static const char *photo_problem(struct ctx *c, enum note_photo_outcome outcome)
{
    switch (outcome) {
    case NOTE_PHOTO_ADDED:
        return NULL;
    case NOTE_PHOTO_TYPE:
        return T("Please choose a picture: JPEG, PNG or WebP.");
    case NOTE_PHOTO_LARGE:
        return T("The picture is too large. At most 12 MB, please.");
    case NOTE_PHOTO_MANY:
        return T(
            "There are too many pictures already. Please remove one, or "
            "wait for an hour.");
    case NOTE_PHOTO_PROBLEM:
        break;
    }
    return T("The picture could not be stored. Please try again.");
}

static bool photo_place(struct ctx *c, struct jury_place *p)
{
    if (!jury_may_act(c, p))
        return false;
    if (p->round.visit)
        return true;
    ctx_not_found(c);
    return false;
}

static const char *add_photo(struct ctx *c, const struct jury_place *p)
{
    const struct form_file *file = form_file(c->form, "photo");
    const char *key = form_line(c->form, "key");
    const char *caption = form_line(c->form, "caption");
    if (file == NULL)
        return T("Please choose a picture.");
    if (str_characters(caption) > CAPTION_CHARACTERS_MAX)
        return T("Please use at most 200 characters for the caption.");
    if (strlen(key) > NOTE_KEY_BYTES_MAX)
        key = "";
    return photo_problem(c,
                         note_photo_add(&c->world, p->member.id, p->entry.id,
                                        key, file->data, file->bytes, caption));
}

/* A script asks for a plain answer, not for a page: 200 or 422 with words. */
static void answer_script(struct ctx *c, const char *problem)
{
    reply_text(c->reply, problem ? 422 : 200, problem ? problem : "ok");
}

void post_jury_photo(struct ctx *c)
{
    struct jury_place p;
    struct sheet s;
    if (!photo_place(c, &p))
        return;
    const char *problem = add_photo(c, &p);
    if (form_value(c->form, "script") != NULL) {
        answer_script(c, problem);
        return;
    }
    if (problem == NULL) {
        ctx_redirect(c,
                     arena_printf(c->world.mem, "%s#notes", jury_path(c, &p)),
                     T("The photo is kept with your notes."));
        return;
    }
    form_fail(c->form, "photo", problem);
    sheet_load(c, &p, &s);
    sheet_fill(c, &p, &s);
    sheet_page(c, &p, &s, SHEET_FINE, 422);
}

void post_jury_photo_remove(struct ctx *c)
{
    struct jury_place p;
    if (!photo_place(c, &p))
        return;
    if (!note_photo_remove(&c->world, p.member.id, p.entry.id,
                           ctx_id(c, "photo"))) {
        ctx_not_found(c);
        return;
    }
    ctx_redirect(c, arena_printf(c->world.mem, "%s#notes", jury_path(c, &p)),
                 T("The photo is removed."));
}
