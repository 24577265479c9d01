/* What a juror sends: marks, abstention, taking back. Nothing typed is lost:
 * whatever is refused is shown again with the reason beside it. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/ballot.h"
#include "page/sheet_input.h"
#include "page/sheet_note.h"
#include "page/sheet_write.h"

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
    enum ballot_outcome outcome =
        ballot_save(w, p->round.id, p->member.id, p->entry.id, revision, marks,
                    s->count, form_lines(c->form, "comment"));
    c->rollback = replace && outcome != BALLOT_OK; /* no draft again for it */
    return outcome;
}

/* Saved, but not handed in: says what is missing, beside the fields. */
static void show_missing(struct ctx *c, const struct jury_place *p)
{
    struct sheet s;
    sheet_load(c, p, &s);
    sheet_input_missing(c, p, &s);
    c->notice =
        T("Saved as a draft. It can be handed in when nothing is missing any "
          "more.");
    sheet_page(c, p, &s, SHEET_FINE, 422);
}

/* The marks are not stored. The notes are: they belong to no version. */
static void show_trouble(struct ctx *c, const struct jury_place *p,
                         enum sheet_trouble trouble)
{
    struct sheet s;
    sheet_load(c, p, &s);
    sheet_page(c, p, &s, trouble, 409);
}

static void submit(struct ctx *c, const struct jury_place *p)
{
    if (ballot_submit(&c->world, p->round.id, p->member.id, p->entry.id) ==
        BALLOT_OK)
        ctx_redirect(c, jury_path(c, p), T("Your marks are handed in."));
    else
        show_missing(c, p);
}

void post_jury_entry(struct ctx *c)
{
    struct jury_place p;
    struct sheet s;
    if (!jury_may_act(c, &p))
        return;
    sheet_load(c, &p, &s);
    sheet_note_save(c, &p);
    struct mark *marks = sheet_input_marks(c, &p, &s);
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
        submit(c, &p);
    else
        ctx_redirect(c, jury_path(c, &p), T("The draft is saved."));
}

void post_jury_abstain(struct ctx *c)
{
    struct jury_place p;
    struct sheet s;
    if (!jury_may_act(c, &p))
        return;
    const char *reason = form_lines(c->form, "reason");
    if (str_empty(reason))
        form_fail(c->form, "reason", T("Please say why you abstain."));
    sheet_input_comment(c, "reason");
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
    if (!jury_may_act(c, &p))
        return;
    switch (ballot_reopen(&c->world, p.round.id, p.member.id, p.entry.id)) {
    case BALLOT_OK:
        ctx_redirect(c, jury_path(c, &p),
                     T("You can change your marks again."));
        break;
    case BALLOT_INCOMPLETE: /* nothing was given yet */
    case BALLOT_SHORT:
        ctx_redirect(c, jury_path(c, &p), NULL);
        break;
    case BALLOT_CLOSED:
    case BALLOT_NOT_ASSIGNED:
    case BALLOT_CHANGED:
        ctx_refuse(c, 409, T("The round is closed. Nothing was changed."));
        break;
    }
}

void post_jury_reveal(struct ctx *c)
{
    struct jury_place p;
    struct sheet s;
    if (!jury_may_act(c, &p))
        return;
    sheet_load(c, &p, &s);
    if (!sheet_may_reveal(c, &p, &s)) {
        ctx_redirect(c, jury_path(c, &p), NULL);
        return;
    }
    ballot_reveal(&c->world, p.round.id, p.member.id, p.entry.id);
    ctx_redirect(
        c, arena_printf(c->world.mem, "%s#others-title", jury_path(c, &p)),
        NULL);
}
