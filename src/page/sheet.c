/* From rows to the score sheet. What others gave is asked for in one place
 * only, after the round's rule has been looked at. */
#include "page/sheet.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_jury.h"
#include "gen/sql_note.h"
#include "gen/sql_round.h"
#include "model/total.h"
#include "page/queue_filter.h"
#include "page/read.h"
#include "page/receipt_view.h"
#include "page/sheet_feedback.h"
#include "page/sheet_view.h"

enum { BUTTONS_MAX = 21, ORDER_CHARS = 16 };

const char *sheet_field(const struct ctx *c, int64_t criterion_id)
{
    return arena_printf(c->world.mem, "c_%" PRId64, criterion_id);
}

const char *sheet_comment_field(const struct ctx *c, int64_t criterion_id)
{
    return arena_printf(c->world.mem, "comment_%" PRId64, criterion_id);
}

void sheet_load(struct ctx *c, const struct jury_place *p, struct sheet *s)
{
    struct world *w = &c->world;
    struct sql_ballot_scores_row *row = NULL;
    size_t rows = 0;
    *s = (struct sheet){.ballot = {.state = "draft", .comment = ""}};
    s->count = round_criteria(w, p->round.id, &s->criteria);
    s->begun = sql_ballot_get(w->db, p->round.id, p->member.id, p->entry.id,
                              &s->ballot);
    if (s->begun)
        rows = sql_ballot_scores(w->db, s->ballot.id, &row);
    else
        s->ballot =
            (struct sql_ballot_get_row){.state = "draft", .comment = ""};
    s->revision = s->begun ? s->ballot.revision : 0;
    s->note = note_get(w, p->member.id, p->entry.id);
    s->stored = arena_alloc(w->mem, s->count * sizeof *s->stored);
    s->comment = arena_alloc(w->mem, s->count * sizeof *s->comment);
    for (size_t k = 0; k < s->count; k++) {
        s->comment[k] = "";
        for (size_t i = 0; i < rows; i++) {
            if (row[i].criterion_id != s->criteria[k].id)
                continue;
            s->stored[k] = row[i].value;
            s->comment[k] = row[i].comment;
        }
    }
}

void sheet_fill(struct ctx *c, const struct jury_place *p,
                const struct sheet *s)
{
    for (size_t k = 0; k < s->count && s->begun; k++) {
        int64_t id = s->criteria[k].id;
        form_set(c->form, sheet_comment_field(c, id), s->comment[k]);
        form_set(c->form, sheet_field(c, id),
                 s->stored[k] ? total_field(c->world.mem, *s->stored[k],
                                            (int)p->round.scale_decimals)
                              : "");
    }
    form_set(c->form, "comment", s->ballot.comment);
    form_set(c->form, "note", s->note.text);
    form_set(c->form, "discuss", s->note.discuss ? "1" : "");
}

struct scale {
    struct arena *mem;
    enum lang lang;
    int decimals;
};

static struct sheet_step make_step(const struct scale *scale, int64_t value)
{
    return (struct sheet_step){
        .value = total_field(scale->mem, value, scale->decimals),
        .label = total_mark(scale->mem, scale->lang, value, scale->decimals),
    };
}

static void fill_steps(struct ctx *c, const struct scale *scale,
                       const struct criterion *from,
                       const struct sql_round_anchors_row *row, size_t rows,
                       struct sheet_criterion *to)
{
    size_t values = (size_t)((from->hi - from->lo) / from->step) + 1;
    struct sheet_step *anchor =
        arena_alloc(c->world.mem, rows * sizeof *anchor);
    for (size_t i = 0; i < rows; i++) {
        if (row[i].criterion_id != from->id)
            continue;
        anchor[to->anchor_count] = make_step(scale, row[i].value);
        anchor[to->anchor_count++].anchor =
            PICK(row[i].text_de, row[i].text_en);
    }
    to->anchor = anchor;
    if (values > BUTTONS_MAX)
        return;
    struct sheet_step *step = arena_alloc(c->world.mem, values * sizeof *step);
    for (size_t i = 0; i < values; i++) {
        step[i] = make_step(scale, from->lo + (int64_t)i * from->step);
        for (size_t a = 0; a < to->anchor_count; a++)
            if (str_equal(anchor[a].value, step[i].value))
                step[i].anchor = anchor[a].anchor;
    }
    to->step = step;
    to->step_count = values;
}

/* A mark as typed: on the grid it is shown as a mark, else as it stands. */
static const char *typed_mark(const struct scale *scale, const char *text)
{
    int64_t units;
    if (str_empty(text))
        return NULL;
    if (str_decimal(text, scale->decimals, true, &units))
        return total_mark(scale->mem, scale->lang, units, scale->decimals);
    return text;
}

static void fill_criterion(struct ctx *c, const struct scale *scale,
                           const struct sheet *s, size_t k,
                           struct sheet_criterion *to)
{
    const struct criterion *from = &s->criteria[k];
    struct arena *mem = c->world.mem;
    *to = (struct sheet_criterion){
        .id = from->id,
        .weight = from->weight,
        .lo = from->lo,
        .hi = from->hi,
        .name = PICK(from->name_de, from->name_en),
        .question = PICK(from->question_de, from->question_en),
        .field = sheet_field(c, from->id),
        .comment_field = sheet_comment_field(c, from->id),
        .lowest = total_mark(mem, c->lang, from->lo, scale->decimals),
        .highest = total_mark(mem, c->lang, from->hi, scale->decimals),
        .comment = s->comment[k],
    };
    to->hint = arena_printf(
        mem, T("From %s to %s, in steps of %s"), to->lowest, to->highest,
        total_mark(mem, c->lang, from->step, scale->decimals));
    if (s->stored[k] != NULL)
        to->mark = total_mark(mem, c->lang, *s->stored[k], scale->decimals);
    to->mine = typed_mark(scale, form_value(c->form, to->field));
    to->mine_comment = form_value(c->form, to->comment_field);
}

static void fill_criteria(struct ctx *c, const struct jury_place *p,
                          const struct sheet *s, struct sheet_view *v)
{
    struct scale scale = {c->world.mem, c->lang, (int)p->round.scale_decimals};
    struct sql_round_anchors_row *row;
    size_t rows = sql_round_anchors(c->world.db, p->round.id, &row);
    struct sheet_criterion *list =
        arena_alloc(c->world.mem, s->count * sizeof *list);
    for (size_t k = 0; k < s->count; k++) {
        fill_criterion(c, &scale, s, k, &list[k]);
        fill_steps(c, &scale, &s->criteria[k], row, rows, &list[k]);
        v->weight_sum += s->criteria[k].weight;
    }
    v->criterion = list;
    v->criterion_count = s->count;
    v->scale_decimals = scale.decimals;
    v->decimals = (int)p->round.decimals;
    v->common = total_common(s->criteria, s->count);
    v->highest = v->common && s->count > 0 ? list[0].highest : "100";
}

static const char *total_text(struct ctx *c, const struct jury_place *p,
                              const struct total *total)
{
    return lang_number(c->world.mem, c->lang,
                       tally_exact_display(c->world.mem, total->points,
                                           (int)p->round.decimals));
}

static void fill_total(struct ctx *c, const struct jury_place *p,
                       const struct sheet *s, struct sheet_view *v)
{
    struct total total = total_of(s->criteria, s->count,
                                  (int)p->round.scale_decimals, s->stored);
    v->given = total.given;
    if (total.given > 0)
        v->total = total_text(c, p, &total);
}

void sheet_fill_criteria(struct ctx *c, const struct jury_place *p,
                         const struct sheet *s, struct sheet_view *v)
{
    fill_criteria(c, p, s, v);
    fill_total(c, p, s, v);
}

/* --- what the other jurors gave --- */

/* While a round is open the office sees no marks: neither does an organiser who
 * is a juror too, nor somebody who was put into the jury after the opening. */
static bool may_see_early(const struct ctx *c, const struct jury_place *p)
{
    bool office = c->visitor.organiser || c->visitor.organiser_held;
    return !office && p->round.opened_at != NULL &&
           p->member.joined_at <= *p->round.opened_at;
}

/* Handed in, in an open round whose rule shows the others' marks then. */
static bool handed_in_to_see(const struct jury_place *p, const struct sheet *s)
{
    return str_equal(p->round.state, "open") &&
           str_equal(p->round.disclosure, "own") &&
           str_equal(s->ballot.state, "submitted");
}

static bool has_earned(const struct ctx *c, const struct jury_place *p,
                       const struct sheet *s)
{
    return handed_in_to_see(p, s) && may_see_early(c, p);
}

bool sheet_may_reveal(const struct ctx *c, const struct jury_place *p,
                      const struct sheet *s)
{
    return has_earned(c, p, s) && s->ballot.revealed_at == NULL;
}

/* Before the close only on request, so that it is known who marked on knowing
 * the others. In a replaced round everybody marks anew, and by himself. */
static bool may_see_others(const struct ctx *c, const struct jury_place *p,
                           const struct sheet *s)
{
    if (str_equal(p->round.state, "closed"))
        return !str_equal(p->round.disclosure, "never");
    return has_earned(c, p, s) && s->ballot.revealed_at != NULL;
}

struct other {
    struct sheet_other shown;
    const char *code;
    char order[ORDER_CHARS];
    const int64_t **value;
};

static int by_order(const void *a, const void *b)
{
    const struct other *x = a, *y = b;
    return memcmp(x->order, y->order, ORDER_CHARS);
}

static size_t criterion_index(const struct sheet *s, int64_t id)
{
    size_t k = 0;
    while (s->criteria[k].id != id)
        k++;
    return k;
}

static struct other *group_others(struct ctx *c, const struct jury_place *p,
                                  const struct sheet *s, size_t *count)
{
    struct sql_ballot_others_row *row;
    struct arena *mem = c->world.mem;
    size_t rows = sql_ballot_others(c->world.db, p->round.id, p->entry.id,
                                    p->member.id, &row);
    struct other *list = NULL;
    *count = 0;
    for (size_t i = 0; i < rows; i++) {
        if (*count == 0 || !str_equal(list[*count - 1].code, row[i].code)) {
            list = arena_grow(mem, list, *count, sizeof *list);
            list[(*count)++] = (struct other){
                .code = row[i].code,
                .value = arena_alloc(mem, s->count * sizeof *list->value)};
        }
        list[*count - 1].value[criterion_index(s, row[i].criterion_id)] =
            row[i].value;
    }
    return list;
}

/* Letters in an order that says nothing about who it is. */
static void name_by_letter(struct ctx *c, const struct jury_place *p,
                           struct other *list, size_t count)
{
    struct arena *mem = c->world.mem;
    for (size_t i = 0; i < count; i++) {
        char *text =
            arena_printf(mem, "others %" PRId64 " %" PRId64 " %" PRId64 " %s",
                         p->member.id, p->round.id, p->entry.id, list[i].code);
        memcpy(list[i].order,
               secret_keyed(mem, c->world.key, text, strlen(text)),
               ORDER_CHARS);
    }
    if (count > 1)
        qsort(list, count, sizeof *list, by_order);
    for (size_t i = 0; i < count; i++)
        list[i].shown.name =
            i < 26 ? arena_printf(mem, T("Juror %c"), (int)('A' + i))
                   : arena_printf(mem, T("Juror %d"), (int)(i + 1));
}

static void name_by_name(struct ctx *c, const struct jury_place *p,
                         struct other *list, size_t count)
{
    struct sql_jury_members_row *row;
    size_t rows = sql_jury_members(c->world.db, p->edition.id, &row);
    for (size_t i = 0; i < count; i++)
        for (size_t r = 0; r < rows; r++)
            if (str_equal(row[r].code, list[i].code))
                list[i].shown.name = row[r].name;
}

static void show_marks(struct ctx *c, const struct jury_place *p,
                       const struct sheet *s, struct other *other)
{
    int decimals = (int)p->round.scale_decimals;
    const char **mark = arena_alloc(c->world.mem, s->count * sizeof *mark);
    for (size_t k = 0; k < s->count; k++)
        if (other->value[k] != NULL)
            mark[k] =
                total_mark(c->world.mem, c->lang, *other->value[k], decimals);
    struct total total = total_of(s->criteria, s->count, decimals,
                                  (const int64_t *const *)other->value);
    other->shown.mark = mark;
    if (total.complete)
        other->shown.total = total_text(c, p, &total);
}

static void fill_others(struct ctx *c, const struct jury_place *p,
                        const struct sheet *s, struct sheet_view *v)
{
    v->others_allowed = may_see_others(c, p, s);
    if (!v->others_allowed)
        return;
    struct other *list = group_others(c, p, s, &v->other_count);
    if (list == NULL) /* nobody else */
        return;
    if (str_equal(p->round.state, "closed"))
        name_by_name(c, p, list, v->other_count);
    else
        name_by_letter(c, p, list, v->other_count);
    struct sheet_other *shown =
        arena_alloc(c->world.mem, v->other_count * sizeof *shown);
    for (size_t i = 0; i < v->other_count; i++) {
        show_marks(c, p, s, &list[i]);
        shown[i] = list[i].shown;
    }
    v->other = shown;
}

/* --- notes --- */

static void fill_notes(struct ctx *c, const struct jury_place *p,
                       const struct sheet *s, struct sheet_view *v)
{
    struct sql_note_photos_row *row;
    size_t count =
        sql_note_photos(c->world.db, p->member.id, p->entry.id, &row);
    struct sheet_photo *photo =
        arena_alloc(c->world.mem, count * sizeof *photo);
    for (size_t i = 0; i < count; i++)
        photo[i] = (struct sheet_photo){
            .id = row[i].id,
            .file_id = row[i].file_id,
            .width = row[i].width ? *row[i].width : 0,
            .height = row[i].height ? *row[i].height : 0,
            .caption = row[i].caption,
            .failed = str_equal(row[i].render_state, "failed"),
        };
    v->note = s->note.text;
    v->visit = p->round.visit;
    v->photo = photo;
    v->photo_count = count;
}

/* --- the page --- */

static enum sheet_mode mode_of(const struct jury_place *p,
                               const struct sheet *s)
{
    if (str_equal(s->ballot.state, "abstained"))
        return SHEET_ABSTAINED;
    if (!jury_is_open(p))
        return SHEET_CLOSED;
    return str_equal(s->ballot.state, "submitted") ? SHEET_SUBMITTED
                                                   : SHEET_FORM;
}

static void fill_queue(struct ctx *c, const struct jury_place *p,
                       struct sheet_view *v)
{
    struct queue_view queue = {.open = jury_is_open(p)};
    jury_fill_queue(c, &p->round, p->member.id, p->entry.id, &queue);
    struct queue_filter filter = queue_filter_read(c);
    queue_filter_apply(c->world.mem, &filter, &queue);
    v->next = queue.next;
    v->before = queue_before(&queue, p->entry.id);
    v->after = queue_after(&queue, p->entry.id);
    v->count = queue.readable;
    for (size_t i = 0; i < queue.count; i++) {
        if (queue.item[i].id != p->entry.id)
            continue;
        v->place = i + 1;
        v->state = queue.item[i].state;
        v->read.category = queue.item[i].category;
    }
}

/* Its beginning is enough to find it on the page of receipts. */
static const char *receipt_of(struct ctx *c, const struct sheet *s)
{
    return str_equal(s->ballot.state, "submitted") && *s->ballot.receipt != '\0'
               ? arena_textn(c->world.mem, s->ballot.receipt, RECEIPT_SHOWN)
               : NULL;
}

void sheet_page(struct ctx *c, const struct jury_place *p,
                const struct sheet *s, enum sheet_trouble trouble, int status)
{
    struct sheet_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .entry_id = p->entry.id,
        .round_id = p->round.id,
        .path = arena_printf(c->world.mem, "/jury/entry/%" PRId64, p->entry.id),
        .now = c->world.now,
        .revision = s->revision,
        .comment_min = p->round.comment_min,
        .criterion_comment_min = p->round.criterion_comment_min,
        .revealed_at = s->ballot.revealed_at,
        .may_reveal = sheet_may_reveal(c, p, s),
        .must_wait = handed_in_to_see(p, s) && !may_see_early(c, p),
        .mode = mode_of(p, s),
        .open = jury_is_open(p),
        .blind = p->edition.blind,
        .comment = s->ballot.comment,
        .mine_comment = form_value(c->form, "comment"),
        .receipt = receipt_of(c, s),
        .abstain_reason = s->ballot.abstain_reason,
        .saved_at = s->begun ? &s->ballot.updated_at : NULL,
        .compare = trouble != SHEET_FINE,
        .replace =
            trouble == SHEET_CHANGED && !str_equal(s->ballot.state, "draft"),
        .too_late = trouble == SHEET_TOO_LATE,
    };
    if (trouble == SHEET_CHANGED)
        v.mode = SHEET_FORM;
    fill_queue(c, p, &v);
    sheet_fill_criteria(c, p, s, &v);
    fill_others(c, p, s, &v);
    fill_notes(c, p, s, &v);
    sheet_feedback_fill(c, p, s, &v);
    read_entry(c, &p->entry, &v.read);
    c->width = "page-wide";
    c->script[0] = "characters.js";
    c->script[1] = "count.js";
    c->script[2] = "sheet.js";
    c->reply->status = status;
    page_start(c, p->entry.organisation);
    html_sheet(c->out, &v);
    page_end(c);
}

void sheet_show(struct ctx *c, const struct jury_place *p)
{
    struct sheet s;
    sheet_load(c, p, &s);
    sheet_fill(c, p, &s);
    sheet_page(c, p, &s, SHEET_FINE, 200);
}
