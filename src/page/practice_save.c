/* Saving single fields of the practice sheet, for the sheet's script: the
 * answers of sheet_save.c, over other tables. */
#include "base/arena.h"
#include "base/str.h"
#include "model/practice.h"
#include "model/total.h"
#include "page/practice.h"
#include "page/practice_place.h"
#include "page/sheet_answer.h"
#include "page/sheet_input.h"

struct saving {
    struct jury_place place;
    struct sheet sheet;
    struct mark *marks;
    struct practice words;
    const char **clash; /* fields */
    size_t clashes;
    const char *reason;
};

/* May the field be written? Only where the device knew what stands there, or
 * both say the same. */
static bool may_write(struct ctx *c, struct saving *s, const char *field,
                      const char *typed, const char *stored)
{
    const char *base =
        form_lines(c->form, arena_printf(c->world.mem, "base_%s", field));
    if (str_equal(base, stored) || str_equal(typed, stored))
        return true;
    s->clash[s->clashes++] = field;
    return false;
}

static const char *mark_text(struct ctx *c, const struct saving *s,
                             const int64_t *value)
{
    return value ? total_field(c->world.mem, *value,
                               (int)s->place.round.scale_decimals)
                 : "";
}

static void take_words(struct ctx *c, struct saving *s, const char *field,
                       const char **words)
{
    if (form_value(c->form, field) == NULL)
        return;
    const char *typed = sheet_input_comment(c, field);
    if (form_error(c->form, field) == NULL &&
        may_write(c, s, field, typed, *words))
        *words = typed;
}

static void take_mark(struct ctx *c, struct saving *s, size_t k)
{
    const struct criterion *criterion = &s->sheet.criteria[k];
    const char *field = sheet_field(c, criterion->id);
    s->marks[k] =
        (struct mark){criterion->id, s->sheet.stored[k], s->sheet.comment[k]};
    take_words(c, s, sheet_comment_field(c, criterion->id),
               &s->marks[k].comment);
    if (form_value(c->form, field) == NULL)
        return;
    const int64_t *value = sheet_input_value(
        c, (int)s->place.round.scale_decimals, criterion, field);
    if (form_error(c->form, field) == NULL &&
        may_write(c, s, field, mark_text(c, s, value),
                  mark_text(c, s, s->sheet.stored[k])))
        s->marks[k].value = value;
}

static void save(struct ctx *c, struct saving *s)
{
    struct arena *mem = c->world.mem;
    if (str_equal(s->sheet.ballot.state, "submitted")) {
        s->reason = "submitted";
        return;
    }
    s->marks = arena_alloc(mem, s->sheet.count * sizeof *s->marks);
    s->clash = arena_alloc(mem, (2 * s->sheet.count + 2) * sizeof *s->clash);
    s->words = (struct practice){s->sheet.ballot.comment, s->sheet.note.text,
                                 s->sheet.note.discuss};
    for (size_t k = 0; k < s->sheet.count; k++)
        take_mark(c, s, k);
    take_words(c, s, "comment", &s->words.comment);
    take_words(c, s, "note", &s->words.note);
    if (form_value(c->form, "discuss") != NULL)
        s->words.discuss = str_equal(form_value(c->form, "discuss"), "1");
    practice_save(&c->world, s->place.round.id, s->place.member.id, &s->words,
                  s->marks, s->sheet.count);
    if (s->clashes > 0)
        s->reason = "changed";
    else if (!form_ok(c->form))
        s->reason = "invalid";
}

static void answer(struct ctx *c, const struct saving *s)
{
    struct sheet now;
    practice_load(c, &s->place, &now);
    sheet_answer(c, &(struct sheet_answer){&s->place, &now, s->reason, s->clash,
                                           s->clashes});
}

void post_practice_save(struct ctx *c)
{
    struct saving s = {.reason = NULL};
    if (!practice_place(c, &s.place))
        return;
    practice_load(c, &s.place, &s.sheet);
    save(c, &s);
    answer(c, &s);
}
