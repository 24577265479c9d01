#include "page/sheet_input.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/ballot.h"
#include "model/total.h"

const char *sheet_input_comment(struct ctx *c, const char *field)
{
    const char *text = form_lines(c->form, field);
    if (str_characters(text) > ROUND_COMMENT_CHARACTERS_MAX)
        form_fail(c->form, field, T("Please use at most 4,000 characters."));
    return text;
}

const int64_t *sheet_input_value(struct ctx *c, int decimals,
                                 const struct criterion *k, const char *field)
{
    struct arena *mem = c->world.mem;
    const char *text = form_line(c->form, field);
    int64_t *value = arena_alloc(mem, sizeof *value);
    if (str_empty(text))
        return NULL;
    if (str_decimal(text, decimals, true, value) && *value >= k->lo &&
        *value <= k->hi && (*value - k->lo) % k->step == 0)
        return value;
    form_fail(c->form, field,
              arena_printf(mem,
                           T("%s: please choose a value from %s to %s in "
                             "steps of %s."),
                           PICK(k->name_de, k->name_en),
                           total_mark(mem, c->lang, k->lo, decimals),
                           total_mark(mem, c->lang, k->hi, decimals),
                           total_mark(mem, c->lang, k->step, decimals)));
    return NULL;
}

struct mark *sheet_input_marks(struct ctx *c, const struct jury_place *p,
                               const struct sheet *s)
{
    struct mark *marks = arena_alloc(c->world.mem, s->count * sizeof *marks);
    int decimals = (int)p->round.scale_decimals;
    for (size_t k = 0; k < s->count; k++) {
        int64_t id = s->criteria[k].id;
        marks[k] = (struct mark){
            .criterion_id = id,
            .value = sheet_input_value(c, decimals, &s->criteria[k],
                                       sheet_field(c, id)),
            .comment = sheet_input_comment(c, sheet_comment_field(c, id)),
        };
    }
    sheet_input_comment(c, "comment");
    return marks;
}

static void miss_words(struct ctx *c, int64_t min, const char *words,
                       const char *field, const char *name)
{
    if (ballot_too_short(min, words))
        form_fail(c->form, field,
                  arena_printf(c->world.mem,
                               T("%s: please write at least %d characters "
                                 "(%zu so far)."),
                               name, (int)min, str_characters(words)));
}

void sheet_input_missing(struct ctx *c, const struct jury_place *p,
                         const struct sheet *s)
{
    for (size_t k = 0; k < s->count; k++) {
        int64_t id = s->criteria[k].id;
        const char *name = PICK(s->criteria[k].name_de, s->criteria[k].name_en);
        if (s->stored[k] == NULL)
            form_fail(
                c->form, sheet_field(c, id),
                arena_printf(c->world.mem, T("%s: a mark is missing."), name));
        miss_words(c, p->round.criterion_comment_min, s->comment[k],
                   sheet_comment_field(c, id),
                   arena_printf(c->world.mem, T("Comment on %s"), name));
    }
    miss_words(c, p->round.comment_min, s->ballot.comment, "comment",
               T("Overall impression"));
}
