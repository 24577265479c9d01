/* All complete drafts at once. Each is handed in as on its own sheet, with its
 * own receipt; one that cannot be does not hold up the others, and its reason
 * is said. A draft that was changed after the page was made stays one: nobody
 * hands in marks that he has not seen. */
#include "page/hand_in.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_ballot.h"
#include "model/ballot.h"
#include "page/hand_in_view.h"
#include "page/jury_place.h"
#include "page/receipt_view.h"
#include "page/sheet.h"

/* What of a draft is missing: a mark, or words that the round asks for. */
static void find_lacks(struct ctx *c, const struct jury_round *r,
                       struct hand_in_item *item)
{
    struct jury_place p = {.round = r->round, .member = r->member};
    struct sheet s;
    p.entry.id = item->id;
    sheet_load(c, &p, &s);
    item->revision = s.revision;
    struct hand_in_lack *lack =
        arena_alloc(c->world.mem, (2 * s.count + 1) * sizeof *lack);
    for (size_t k = 0; k < s.count; k++) {
        const struct criterion *from = &s.criteria[k];
        const char *name = PICK(from->name_de, from->name_en);
        if (s.stored[k] == NULL)
            lack[item->lack_count++] =
                (struct hand_in_lack){name, sheet_field(c, from->id)};
        if (ballot_too_short(r->round.criterion_comment_min, s.comment[k]))
            lack[item->lack_count++] = (struct hand_in_lack){
                arena_printf(c->world.mem, T("Comment on %s"), name),
                sheet_comment_field(c, from->id)};
    }
    if (ballot_too_short(r->round.comment_min, s.ballot.comment))
        lack[item->lack_count++] =
            (struct hand_in_lack){T("Overall impression"), "comment"};
    item->lack = lack;
}

static void add(struct ctx *c, struct hand_in_list *list,
                const struct hand_in_item *item)
{
    struct hand_in_item *grown = arena_grow(
        c->world.mem, (void *)(uintptr_t)list->item, list->count, sizeof *item);
    grown[list->count++] = *item;
    list->item = grown;
}

static void fill_lists(struct ctx *c, const struct jury_round *r,
                       const struct queue_view *queue, struct hand_in_view *v)
{
    for (size_t i = 0; i < queue->count; i++) {
        const struct queue_item *from = &queue->item[i];
        struct hand_in_item item = {.id = from->id,
                                    .company = from->company,
                                    .state = from->state,
                                    .total = from->total};
        if (!jury_to_do(from))
            continue;
        bool draft = from->state == JURY_DRAFT;
        if (draft)
            find_lacks(c, r, &item);
        add(c, draft && item.lack_count == 0 ? &v->ready : &v->lacking, &item);
    }
}

static void show(struct ctx *c, const struct jury_round *r,
                 struct hand_in_view *v, int status)
{
    struct queue_view queue = {.open = str_equal(r->round.state, "open")};
    jury_fill_queue(c, &r->round, r->member.id, 0, &queue);
    v->csrf = ctx_csrf(c);
    v->edition = r->edition;
    v->round = PICK(r->round.name_de, r->round.name_en);
    v->round_id = r->round.id;
    v->open = queue.open;
    v->submitted = queue.in_state[JURY_SUBMITTED];
    v->abstained = queue.in_state[JURY_ABSTAINED];
    v->conflicted = queue.in_state[JURY_CONFLICTED];
    fill_lists(c, r, &queue, v);
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Hand in your drafts"));
    html_hand_in(c->out, v);
    page_end(c);
}

void get_jury_submit(struct ctx *c)
{
    struct jury_round r;
    struct hand_in_view v = {0};
    if (jury_round(c, &r))
        show(c, &r, &v, 200);
}

/* Was the draft changed since the page was made? */
static bool is_as_seen(struct ctx *c, int64_t entry_id,
                       const struct sql_ballot_get_row *ballot)
{
    int64_t seen = -1;
    const char *field = arena_printf(c->world.mem, "r_%" PRId64, entry_id);
    return str_int(form_value(c->form, field), 0, INT64_MAX, &seen) &&
           seen == ballot->revision;
}

/* Hands in one; NULL, or why not. */
static const char *hand_in(struct ctx *c, const struct jury_round *r,
                           const struct queue_item *item)
{
    struct sql_ballot_get_row ballot;
    if (!str_equal(r->round.state, "open"))
        return T("The round is closed.");
    if (item->state == JURY_CONFLICTED)
        return T("You have declared a conflict of interest.");
    if (item->state == JURY_UNDECLARED)
        return T(
            "You have not declared yet whether you have a conflict of "
            "interest.");
    if (item->state == JURY_ABSTAINED)
        return T("You abstained.");
    if (item->state == JURY_SUBMITTED)
        return NULL; /* the button was pressed twice */
    if (!sql_ballot_get(c->world.db, r->round.id, r->member.id, item->id,
                        &ballot))
        return T("No marks are given yet.");
    if (!is_as_seen(c, item->id, &ballot))
        return T(
            "The marks were changed in the meantime. Please look at them "
            "before you hand them in.");
    if (ballot_submit(&c->world, r->round.id, r->member.id, item->id) !=
        BALLOT_OK)
        return T("Something is missing. The score sheet says what.");
    return NULL;
}

static void note_receipt(struct ctx *c, const struct jury_round *r,
                         struct hand_in_item *item)
{
    struct sql_ballot_get_row ballot;
    if (sql_ballot_get(c->world.db, r->round.id, r->member.id, item->id,
                       &ballot))
        item->receipt =
            arena_textn(c->world.mem, ballot.receipt, RECEIPT_SHOWN);
}

static const struct queue_item *find(const struct queue_view *queue,
                                     const char *id)
{
    int64_t number = 0;
    str_int(id, 1, INT64_MAX, &number);
    for (size_t i = 0; i < queue->count; i++)
        if (queue->item[i].id == number)
            return &queue->item[i];
    return NULL;
}

static bool is_first(const struct form *f, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (str_equal(f->field[k].name, "e") &&
            str_equal(f->field[k].value, f->field[i].value))
            return false;
    return true;
}

/* Only what is in the juror's own queue can be named. */
static void hand_in_ticked(struct ctx *c, const struct jury_round *r,
                           struct hand_in_view *v)
{
    struct queue_view queue = {0};
    jury_fill_queue(c, &r->round, r->member.id, 0, &queue);
    for (size_t i = 0; i < c->form->field_count; i++) {
        if (!str_equal(c->form->field[i].name, "e") || !is_first(c->form, i))
            continue;
        const struct queue_item *ticked = find(&queue, c->form->field[i].value);
        if (ticked == NULL) {
            v->gone++;
            continue;
        }
        struct hand_in_item item = {.id = ticked->id,
                                    .company = ticked->company,
                                    .state = ticked->state,
                                    .why = hand_in(c, r, ticked)};
        if (item.why == NULL)
            note_receipt(c, r, &item);
        add(c, item.why ? &v->out : &v->in, &item);
    }
}

void post_jury_submit(struct ctx *c)
{
    struct jury_round r;
    struct hand_in_view v = {0};
    if (!jury_round(c, &r))
        return;
    hand_in_ticked(c, &r, &v);
    v.none_ticked = v.in.count + v.out.count + v.gone == 0;
    if (v.in.count > 0 && v.out.count + v.gone == 0) {
        int64_t n = (int64_t)v.in.count;
        ctx_redirect(
            c, "/jury",
            arena_printf(c->world.mem,
                         TN("One nomination is handed in. It has its receipt.",
                            "%d nominations are handed in. Each has its "
                            "receipt.",
                            n),
                         (int)n));
        return;
    }
    show(c, &r, &v, v.none_ticked ? 422 : 409);
}
