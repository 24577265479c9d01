/* The same sheet, filled from other tables. What a juror may do here does not
 * depend on declarations: there is nobody to be conflicted with. */
#include "page/practice.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_practice.h"
#include "model/feedback.h"
#include "model/practice.h"
#include "page/practice_place.h"
#include "page/practice_text.h"
#include "page/practice_view.h"
#include "page/sheet_input.h"
#include "page/sheet_view.h"

bool practice_place(struct ctx *c, struct jury_place *p)
{
    struct jury_round r;
    if (!jury_round(c, &r))
        return false;
    *p = (struct jury_place){.member = r.member, .round = r.round};
    if (!edition_by_id(&c->world, r.round.edition_id, &p->edition)) {
        ctx_not_found(c);
        return false;
    }
    p->entry.organisation = practice_company(c);
    p->conflict = "none";
    if (str_equal(r.round.state, "open") || str_equal(r.round.state, "planned"))
        return true;
    ctx_refuse(c, c->request->method == HTTP_POST ? 409 : 404,
               T("The round is closed, and practising with it is over."));
    return false;
}

void practice_load(struct ctx *c, const struct jury_place *p, struct sheet *s)
{
    struct world *w = &c->world;
    struct sql_practice_get_row row;
    struct sql_practice_marks_row *mark = NULL;
    size_t marks = 0;
    *s = (struct sheet){.ballot = {.state = "draft", .comment = ""},
                        .note = {.text = ""}};
    s->count = round_criteria(w, p->round.id, &s->criteria);
    s->begun = sql_practice_get(w->db, p->round.id, p->member.id, &row);
    if (s->begun) {
        marks = sql_practice_marks(w->db, row.id, &mark);
        s->ballot.state = row.state;
        s->ballot.comment = row.comment;
        s->ballot.updated_at = row.updated_at;
        s->note.text = row.note;
        s->note.discuss = row.discuss;
        s->revision = row.revision;
    }
    s->stored = arena_alloc(w->mem, s->count * sizeof *s->stored);
    s->comment = arena_alloc(w->mem, s->count * sizeof *s->comment);
    for (size_t k = 0; k < s->count; k++) {
        s->comment[k] = "";
        for (size_t i = 0; i < marks; i++) {
            if (mark[i].criterion_id != s->criteria[k].id)
                continue;
            s->stored[k] = mark[i].value;
            s->comment[k] = mark[i].comment;
        }
    }
}

/* The next real one, so that nobody gets stuck in practice. */
static int64_t next_real(struct ctx *c, const struct jury_place *p)
{
    struct queue_view queue = {.open = jury_is_open(p)};
    jury_fill_queue(c, &p->round, p->member.id, 0, &queue);
    return queue.next;
}

static void show(struct ctx *c, const struct jury_place *p,
                 const struct sheet *s, int status)
{
    bool handed_in = str_equal(s->ballot.state, "submitted");
    struct sheet_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .round_id = p->round.id,
        .path = "/jury/practice",
        .practice = true,
        .now = c->world.now,
        .revision = s->revision,
        .comment_min = p->round.comment_min,
        .criterion_comment_min = p->round.criterion_comment_min,
        .comments_go =
            feedback_tells_jurors(&c->world, p->edition.id, p->round.id),
        .mode = handed_in ? SHEET_SUBMITTED : SHEET_FORM,
        .state = handed_in  ? JURY_SUBMITTED
                 : s->begun ? JURY_DRAFT
                            : JURY_OPEN,
        .open = true,
        .comment = s->ballot.comment,
        .mine_comment = form_value(c->form, "comment"),
        .note = s->note.text,
        .saved_at = s->begun ? &s->ballot.updated_at : NULL,
        .next = handed_in ? next_real(c, p) : 0,
    };
    struct practice_view around = {
        .csrf = v.csrf,
        .round = PICK(p->round.name_de, p->round.name_en),
        .round_id = p->round.id,
        .begun = s->begun,
        .handed_in = handed_in,
    };
    sheet_fill_criteria(c, p, s, &v);
    practice_read(c, &v.read);
    c->width = "page-wide";
    c->script[0] = "characters.js";
    c->script[1] = "count.js";
    c->script[2] = "sheet.js";
    c->reply->status = status;
    page_start(c, T("Practice"));
    html_practice_head(c->out, &around);
    html_sheet(c->out, &v);
    html_practice_foot(c->out, &around);
    page_end(c);
}

void get_jury_practice(struct ctx *c)
{
    struct jury_place p;
    struct sheet s;
    if (!practice_place(c, &p))
        return;
    practice_load(c, &p, &s);
    sheet_fill(c, &p, &s);
    show(c, &p, &s, 200);
}

static const char *practice_path(const struct ctx *c,
                                 const struct jury_place *p)
{
    return arena_printf(c->world.mem, "/jury/practice?round=%" PRId64,
                        p->round.id);
}

/* Notes keep what is stored where the form does not have them. */
static struct practice read_words(struct ctx *c, const struct sheet *s)
{
    struct practice words = {.comment = form_lines(c->form, "comment"),
                             .note = s->note.text,
                             .discuss = s->note.discuss};
    if (form_value(c->form, "note") != NULL) {
        words.note = sheet_input_comment(c, "note");
        words.discuss = str_equal(form_value(c->form, "discuss"), "1");
    }
    return words;
}

static void hand_in(struct ctx *c, const struct jury_place *p)
{
    struct sheet s;
    practice_load(c, p, &s);
    sheet_input_missing(c, p, &s);
    if (!form_ok(c->form)) {
        c->notice =
            T("Saved as a draft. It can be handed in when nothing is "
              "missing any more.");
        show(c, p, &s, 422);
        return;
    }
    practice_hand_in(&c->world, p->round.id, p->member.id);
    ctx_redirect(c, practice_path(c, p), NULL);
}

void post_jury_practice(struct ctx *c)
{
    struct jury_place p;
    struct sheet s;
    if (!practice_place(c, &p))
        return;
    practice_load(c, &p, &s);
    struct mark *marks = sheet_input_marks(c, &p, &s);
    struct practice words = read_words(c, &s);
    if (!form_ok(c->form)) {
        show(c, &p, &s, 422);
        return;
    }
    practice_save(&c->world, p.round.id, p.member.id, &words, marks, s.count);
    if (str_equal(form_value(c->form, "action"), "submit"))
        hand_in(c, &p);
    else
        ctx_redirect(c, practice_path(c, &p),
                     T("The practice is saved. It counts nowhere."));
}

void post_practice_reopen(struct ctx *c)
{
    struct jury_place p;
    if (!practice_place(c, &p))
        return;
    practice_reopen(&c->world, p.round.id, p.member.id);
    ctx_redirect(c, practice_path(c, &p), NULL);
}

void post_practice_clear(struct ctx *c)
{
    struct jury_place p;
    if (!practice_place(c, &p))
        return;
    practice_clear(&c->world, p.round.id, p.member.id);
    ctx_redirect(c, practice_path(c, &p), T("The practice is cleared."));
}
