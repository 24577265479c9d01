/* Saving single fields while the juror goes on: what the sheet's script calls,
 * with JSON in return. The page works without it (sheet_post.c).
 *
 * The answer's status tells a script what a reader of the page would see: 200
 * everything is stored; 409 some fields were changed on another device
 * ("clash": both values), or the ballot is handed in or the round closed
 * ("reason"); 422 a value is not on the scale ("errors"). Whatever does not
 * stand in clash or errors is stored, and "fields" says what is stored now. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "model/ballot.h"
#include "model/note.h"
#include "page/sheet_answer.h"
#include "page/sheet_input.h"
#include "page/sheet_write.h"

struct saving {
    const struct jury_place *place;
    struct sheet sheet;
    struct ballot_change *change;
    const char **field; /* of each change */
    size_t count;
    bool note_clash;
    const char *reason; /* why not everything is stored, or NULL */
};

static const char *base_field(struct ctx *c, const char *field)
{
    return arena_printf(c->world.mem, "base_%s", field);
}

static void add_change(struct ctx *c, struct saving *s, const char *field,
                       struct ballot_change change)
{
    if (form_error(c->form, field) != NULL)
        return;
    s->field[s->count] = field;
    s->change[s->count++] = change;
}

static void read_words(struct ctx *c, struct saving *s, const char *field,
                       int64_t criterion_id)
{
    if (form_value(c->form, field) == NULL)
        return;
    const char *words = sheet_input_comment(c, field);
    add_change(c, s, field,
               (struct ballot_change){
                   .criterion_id = criterion_id,
                   .words = true,
                   .comment = words,
                   .base_words = form_lines(c->form, base_field(c, field)),
               });
}

/* What the device had; something that is no mark is like none. */
static const int64_t *base_value(struct ctx *c, int decimals, const char *field)
{
    int64_t *value = arena_alloc(c->world.mem, sizeof *value);
    const char *text = form_line(c->form, base_field(c, field));
    return str_decimal(text, decimals, true, value) ? value : NULL;
}

static void read_criterion(struct ctx *c, struct saving *s,
                           const struct criterion *k)
{
    int decimals = (int)s->place->round.scale_decimals;
    const char *field = sheet_field(c, k->id);
    if (form_value(c->form, field) != NULL)
        add_change(c, s, field,
                   (struct ballot_change){
                       .criterion_id = k->id,
                       .value = sheet_input_value(c, decimals, k, field),
                       .base = base_value(c, decimals, field),
                   });
    read_words(c, s, sheet_comment_field(c, k->id), k->id);
}

static void read_changes(struct ctx *c, struct saving *s)
{
    size_t most = 2 * s->sheet.count + 1;
    s->change = arena_alloc(c->world.mem, most * sizeof *s->change);
    s->field = arena_alloc(c->world.mem, most * sizeof *s->field);
    for (size_t k = 0; k < s->sheet.count; k++)
        read_criterion(c, s, &s->sheet.criteria[k]);
    read_words(c, s, "comment", 0);
}

/* Notes may be written at any time, also when the marks are handed in. */
static void save_note(struct ctx *c, struct saving *s)
{
    const struct jury_place *p = s->place;
    struct note note = note_get(&c->world, p->member.id, p->entry.id);
    if (form_value(c->form, "note") != NULL) {
        const char *text = sheet_input_comment(c, "note");
        const char *base = form_lines(c->form, base_field(c, "note"));
        s->note_clash =
            !str_equal(text, note.text) && !str_equal(base, note.text);
        if (!s->note_clash && form_error(c->form, "note") == NULL)
            note.text = text;
    }
    if (form_value(c->form, "discuss") != NULL)
        note.discuss = str_equal(form_value(c->form, "discuss"), "1");
    note_put(&c->world, p->member.id, p->entry.id, &note);
}

static const char *reason_of(enum ballot_outcome outcome)
{
    switch (outcome) {
    case BALLOT_OK:
    case BALLOT_INCOMPLETE:
    case BALLOT_SHORT:
        return NULL;
    case BALLOT_CHANGED:
        return "submitted";
    case BALLOT_CLOSED:
        return "closed";
    case BALLOT_NOT_ASSIGNED:
        return "gone";
    }
    return NULL;
}

static bool clashes(const struct saving *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->change[i].clash)
            return true;
    return s->note_clash;
}

static void save_marks(struct ctx *c, struct saving *s)
{
    const struct jury_place *p = s->place;
    if (s->count > 0)
        s->reason = reason_of(ballot_merge(&c->world, p->round.id, p->member.id,
                                           p->entry.id, s->change, s->count));
    if (s->reason == NULL && clashes(s))
        s->reason = "changed";
    if (s->reason == NULL && !form_ok(c->form))
        s->reason = "invalid";
}

static void answer(struct ctx *c, const struct saving *s)
{
    struct sheet now;
    struct sheet_answer a = {s->place, &now, s->reason, NULL, 0};
    const char **clash =
        arena_alloc(c->world.mem, (s->count + 1) * sizeof *clash);
    for (size_t i = 0; i < s->count; i++)
        if (s->change[i].clash)
            clash[a.clash_count++] = s->field[i];
    if (s->note_clash)
        clash[a.clash_count++] = "note";
    a.clash = clash;
    sheet_load(c, s->place, &now);
    sheet_answer(c, &a);
}

void post_jury_save(struct ctx *c)
{
    struct jury_place p;
    struct saving s = {.place = &p};
    if (!jury_may_act(c, &p))
        return;
    sheet_load(c, &p, &s.sheet);
    read_changes(c, &s);
    save_note(c, &s);
    save_marks(c, &s);
    answer(c, &s);
}
