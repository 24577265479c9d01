/* What a juror sends: marks, abstention, taking back. Nothing typed is lost:
 * whatever is refused is shown again with the reason beside it. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/ballot.h"
#include "model/total.h"
#include "page/jury.h"
#include "page/sheet.h"

enum { COMMENT_CHARACTERS_MAX = 4000 };

static void check_comment(struct ctx *c, const char *field)
{
    if (str_characters(form_lines(c->form, field)) > COMMENT_CHARACTERS_MAX)
        form_fail(c->form, field, T("Please use at most 4,000 characters."));
}

static const int64_t *read_value(struct ctx *c, const struct jury_place *p,
                                 const struct criterion *k)
{
    struct arena *mem = c->world.mem;
    const char *field = sheet_field(c, k->id);
    const char *text = form_line(c->form, field);
    int decimals = (int)p->round.scale_decimals;
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

static struct mark *read_marks(struct ctx *c, const struct jury_place *p,
                               const struct sheet *s)
{
    struct mark *marks = arena_alloc(c->world.mem, s->count * sizeof *marks);
    for (size_t k = 0; k < s->count; k++) {
        const char *field = sheet_comment_field(c, s->criteria[k].id);
        marks[k] = (struct mark){
            .criterion_id = s->criteria[k].id,
            .value = read_value(c, p, &s->criteria[k]),
            .comment = form_lines(c->form, field),
        };
        check_comment(c, field);
    }
    check_comment(c, "comment");
    return marks;
}

static bool same_mark(const int64_t *a, const int64_t *b)
{
    return a == NULL || b == NULL ? a == b : *a == *b;
}

/* Is what was typed what is stored? Then a button was pressed twice, and the
 * answer is the same as the first time. */
static bool already_stored(struct ctx *c, const struct sheet *s,
                           const struct mark *marks, bool submit)
{
    if (!s->begun ||
        !str_equal(s->ballot.state, submit ? "submitted" : "draft") ||
        !str_equal(s->ballot.comment, form_lines(c->form, "comment")))
        return false;
    for (size_t k = 0; k < s->count; k++)
        if (!same_mark(marks[k].value, s->stored[k]) ||
            !str_equal(marks[k].comment, s->comment[k]))
            return false;
    return true;
}

/* -1, which no ballot has, if the form does not say. */
static int64_t posted_revision(const struct ctx *c)
{
    int64_t revision = -1;
    str_int(form_value(c->form, "revision"), 0, INT64_MAX - 1, &revision);
    return revision;
}

static enum ballot_outcome save(struct ctx *c, const struct jury_place *p,
                                const struct sheet *s, const struct mark *marks)
{
    struct world *w = &c->world;
    int64_t revision = posted_revision(c);
    bool replace = str_equal(form_value(c->form, "action"), "replace") &&
                   s->begun && s->ballot.revision == revision &&
                   !str_equal(s->ballot.state, "draft");
    if (replace &&
        ballot_reopen(w, p->round.id, p->member.id, p->entry.id) == BALLOT_OK)
        revision++;
    return ballot_save(w, p->round.id, p->member.id, p->entry.id, revision,
                       marks, s->count, form_lines(c->form, "comment"));
}

/* Saved, but not handed in: says what is missing, beside the criteria. */
static void show_missing(struct ctx *c, const struct jury_place *p,
                         const struct mark *marks)
{
    struct sheet s;
    sheet_load(c, p, &s);
    for (size_t k = 0; k < s.count; k++)
        if (marks[k].value == NULL)
            form_fail(c->form, sheet_field(c, s.criteria[k].id),
                      arena_printf(
                          c->world.mem, T("%s: a mark is missing."),
                          PICK(s.criteria[k].name_de, s.criteria[k].name_en)));
    c->notice =
        T("Saved as a draft. It can be handed in when every criterion "
          "has a mark.");
    sheet_page(c, p, &s, SHEET_FINE, 422);
}

static void show_trouble(struct ctx *c, const struct jury_place *p,
                         enum sheet_trouble trouble)
{
    struct sheet s;
    sheet_load(c, p, &s);
    c->rollback = true;
    sheet_page(c, p, &s, trouble, 409);
}

static void submit(struct ctx *c, const struct jury_place *p,
                   const struct mark *marks)
{
    if (ballot_submit(&c->world, p->round.id, p->member.id, p->entry.id) ==
        BALLOT_OK)
        ctx_redirect(c, jury_path(c, p), T("Your marks are handed in."));
    else
        show_missing(c, p, marks);
}

/* May this juror do anything here at all? */
static bool may_act(struct ctx *c, struct jury_place *p)
{
    if (!jury_place(c, p))
        return false;
    if (p->conflict != NULL && !jury_conflicted(p) &&
        !str_equal(p->round.state, "planned"))
        return true;
    ctx_not_found(c);
    return false;
}

void post_jury_entry(struct ctx *c)
{
    struct jury_place p;
    struct sheet s;
    if (!may_act(c, &p))
        return;
    sheet_load(c, &p, &s);
    struct mark *marks = read_marks(c, &p, &s);
    bool hand_in = str_equal(form_value(c->form, "action"), "submit");
    if (!jury_is_open(&p)) {
        show_trouble(c, &p, SHEET_TOO_LATE);
        return;
    }
    if (!form_ok(c->form)) {
        s.revision = posted_revision(c);
        sheet_page(c, &p, &s, SHEET_FINE, 422);
        return;
    }
    enum ballot_outcome outcome = save(c, &p, &s, marks);
    if (outcome == BALLOT_CHANGED && already_stored(c, &s, marks, hand_in))
        outcome = BALLOT_OK;
    if (outcome != BALLOT_OK)
        show_trouble(c, &p, SHEET_CHANGED);
    else if (hand_in)
        submit(c, &p, marks);
    else
        ctx_redirect(c, jury_path(c, &p), T("The draft is saved."));
}

void post_jury_abstain(struct ctx *c)
{
    struct jury_place p;
    struct sheet s;
    if (!may_act(c, &p))
        return;
    const char *reason = form_lines(c->form, "reason");
    if (str_empty(reason))
        form_fail(c->form, "reason", T("Please say why you abstain."));
    check_comment(c, "reason");
    if (!form_ok(c->form)) {
        sheet_load(c, &p, &s);
        sheet_fill(c, &p, &s);
        sheet_page(c, &p, &s, SHEET_FINE, 422);
    } else if (ballot_abstain(&c->world, p.round.id, p.member.id, p.entry.id,
                              reason) == BALLOT_OK) {
        ctx_redirect(c, jury_path(c, &p), T("Your abstention is recorded."));
    } else {
        ctx_refuse(c, 409, T("The round is closed. Nothing was changed."));
    }
}

void post_jury_reopen(struct ctx *c)
{
    struct jury_place p;
    if (!may_act(c, &p))
        return;
    switch (ballot_reopen(&c->world, p.round.id, p.member.id, p.entry.id)) {
    case BALLOT_OK:
        ctx_redirect(c, jury_path(c, &p),
                     T("You can change your marks again."));
        break;
    case BALLOT_INCOMPLETE: /* nothing was given yet */
        ctx_redirect(c, jury_path(c, &p), NULL);
        break;
    case BALLOT_CLOSED:
    case BALLOT_NOT_ASSIGNED:
    case BALLOT_CHANGED:
        ctx_refuse(c, 409, T("The round is closed. Nothing was changed."));
        break;
    }
}
