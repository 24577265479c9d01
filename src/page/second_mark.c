/* A juror notes a second mark: the sheet's buttons, beginning with his first
 * marks, which stand beside them and stay. */
#include "page/second_mark.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "model/second_mark.h"
#include "model/tally_exact.h"
#include "model/total.h"
#include "page/second_mark_view.h"
#include "page/sheet.h"
#include "page/sheet_input.h"

/* One nomination, one juror, and what he gave. */
struct noting {
    struct meeting_place p;
    struct second_place place;
    enum second_mark_outcome may;
    struct jury_place round; /* only the round in it */
    struct criterion *criteria;
    size_t count;
    struct second_value *first;
    size_t first_count;
    struct second_ballot ballot;
};

static const char *own_path(struct ctx *c, const struct meeting_place *p,
                            int64_t entry_id)
{
    return arena_printf(c->world.mem, "/jury/meeting/%" PRId64 "/mark/%" PRId64,
                        p->meeting.id, entry_id);
}

const char *second_mark_path(struct ctx *c, const struct meeting_place *p,
                             int64_t entry_id)
{
    struct second_place place;
    if (p->office || p->own == NULL || meeting_hides(c, p, entry_id))
        return NULL;
    enum second_mark_outcome may = second_mark_place(
        &c->world, &p->meeting, p->own->jury_member_id, entry_id, &place);
    if (may == SECOND_MARK_OK)
        return own_path(c, p, entry_id);
    if (may == SECOND_MARK_RULE || may == SECOND_MARK_BALLOT ||
        second_mark_get(&c->world, &place).id == 0)
        return NULL;
    return own_path(c, p, entry_id);
}

static bool load(struct ctx *c, struct noting *n)
{
    int64_t entry_id = ctx_id(c, "entry");
    *n = (struct noting){.count = 0};
    if (!meeting_place(c, &n->p))
        return false;
    if (!meeting_hides(c, &n->p, entry_id))
        n->may =
            second_mark_place(&c->world, &n->p.meeting,
                              n->p.own->jury_member_id, entry_id, &n->place);
    if (n->place.ballot_id == 0 ||
        !round_by_id(&c->world, n->place.round_id, &n->round.round)) {
        ctx_not_found(c);
        return false;
    }
    n->count = round_criteria(&c->world, n->place.round_id, &n->criteria);
    n->first_count = second_mark_first(&c->world, &n->place, &n->first);
    n->ballot = second_mark_get(&c->world, &n->place);
    return true;
}

static const int64_t *value_of(const struct second_value *value, size_t count,
                               int64_t criterion_id)
{
    for (size_t i = 0; i < count; i++)
        if (value[i].criterion_id == criterion_id)
            return &value[i].value;
    return NULL;
}

/* The marks of one set, by criterion. */
static const int64_t **marks_of(struct ctx *c, const struct noting *n,
                                const struct second_value *value, size_t count)
{
    const int64_t **list =
        arena_alloc(c->world.mem, (n->count + 1) * sizeof *list);
    for (size_t k = 0; k < n->count; k++)
        list[k] = value_of(value, count, n->criteria[k].id);
    return list;
}

static const char *total_text(struct ctx *c, const struct noting *n,
                              const int64_t **mark)
{
    struct total total = total_of(n->criteria, n->count,
                                  (int)n->round.round.scale_decimals, mark);
    return lang_number(c->world.mem, c->lang,
                       tally_exact_display(c->world.mem, total.points,
                                           (int)n->round.round.decimals));
}

/* --- showing ----------------------------------------------------------------
 */

static void fill_form(struct ctx *c, const struct noting *n)
{
    const int64_t **mark =
        n->ballot.noted ? marks_of(c, n, n->ballot.value, n->ballot.count)
                        : marks_of(c, n, n->first, n->first_count);
    for (size_t k = 0; k < n->count; k++)
        form_set(c->form, sheet_field(c, n->criteria[k].id),
                 mark[k] ? total_field(c->world.mem, *mark[k],
                                       (int)n->round.round.scale_decimals)
                         : "");
    form_set(c->form, "remark", n->ballot.remark);
}

static const char *why_closed(const struct ctx *c, const struct noting *n)
{
    if (n->may == SECOND_MARK_OK)
        return NULL;
    return n->may == SECOND_MARK_AWAY
               ? T("You are not noted as present in the meeting.")
               : T("A second mark can be noted once the open meeting has come "
                   "to this nomination.");
}

static void fill_sheet(struct ctx *c, const struct noting *n,
                       struct second_mark_view *v)
{
    const char **none =
        arena_alloc(c->world.mem, (n->count + 1) * sizeof *none);
    const char **text =
        arena_alloc(c->world.mem, (n->count + 1) * sizeof *text);
    const int64_t **first = marks_of(c, n, n->first, n->first_count);
    for (size_t k = 0; k < n->count; k++) {
        none[k] = "";
        text[k] = first[k] ? total_mark(c->world.mem, c->lang, *first[k],
                                        (int)n->round.round.scale_decimals)
                           : "–";
    }
    struct sheet s = {.criteria = n->criteria,
                      .count = n->count,
                      .stored = first,
                      .comment = none};
    sheet_fill_criteria(c, &n->round, &s, &v->sheet);
    v->first = text;
    v->first_total = total_text(c, n, first);
    if (n->ballot.noted)
        v->total =
            total_text(c, n, marks_of(c, n, n->ballot.value, n->ballot.count));
}

static void show(struct ctx *c, const struct noting *n, int status)
{
    const struct round *r = &n->round.round;
    struct second_mark_view v = {
        .sheet = {.form = c->form,
                  .csrf = ctx_csrf(c),
                  .revision = n->ballot.revision},
        .path = own_path(c, &n->p, n->place.entry_id),
        .meeting_path = n->p.path,
        .meeting = PICK(n->p.meeting.title_de, n->p.meeting.title_en),
        .company = meeting_name(c, &n->p, n->place.entry_id),
        .round = PICK(r->name_de, r->name_en),
        .remark = n->ballot.remark,
        .open = n->may == SECOND_MARK_OK,
        .noted = n->ballot.noted,
        .why = why_closed(c, n),
        .changed_at = n->ballot.changed_at,
    };
    fill_sheet(c, n, &v);
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Second mark"));
    html_second_mark(c->out, &v);
    page_end(c);
}

void get_second_mark(struct ctx *c)
{
    struct noting n;
    if (!load(c, &n))
        return;
    fill_form(c, &n);
    show(c, &n, 200);
}

/* --- storing ----------------------------------------------------------------
 */

static size_t read_values(struct ctx *c, const struct noting *n,
                          struct second_value *value)
{
    size_t given = 0;
    for (size_t k = 0; k < n->count; k++) {
        const struct criterion *criterion = &n->criteria[k];
        const char *field = sheet_field(c, criterion->id);
        const int64_t *units = sheet_input_value(
            c, (int)n->round.round.scale_decimals, criterion, field);
        if (units != NULL)
            value[given++] = (struct second_value){criterion->id, *units};
        else if (form_error(c->form, field) == NULL)
            form_fail(
                c->form, field,
                arena_printf(c->world.mem, T("%s: a mark is missing."),
                             PICK(criterion->name_de, criterion->name_en)));
    }
    return given;
}

static enum second_mark_outcome store(struct ctx *c, const struct noting *n)
{
    struct second_value *value =
        arena_alloc(c->world.mem, (n->count + 1) * sizeof *value);
    int64_t revision = -1;
    form_int(c->form, "revision", 0, INT64_MAX, &revision);
    if (str_equal(form_value(c->form, "action"), "take_back"))
        return second_mark_take_back(&c->world, &n->place, revision);
    size_t given = read_values(c, n, value);
    const char *remark = form_lines(c->form, "remark");
    if (str_characters(remark) > SECOND_MARK_REMARK_MAX)
        form_fail(c->form, "remark",
                  arena_printf(c->world.mem,
                               T("Please use at most %d characters."),
                               SECOND_MARK_REMARK_MAX));
    if (!form_ok(c->form))
        return SECOND_MARK_MARKS;
    return second_mark_put(&c->world, &n->place, revision, value, given,
                           remark);
}

void post_second_mark(struct ctx *c)
{
    struct noting n;
    if (!load(c, &n))
        return;
    switch (store(c, &n)) {
    case SECOND_MARK_OK:
        ctx_redirect(c, own_path(c, &n.p, n.place.entry_id),
                     str_equal(form_value(c->form, "action"), "take_back")
                         ? T("Only your first marks stand.")
                         : T("Your second mark is noted."));
        break;
    case SECOND_MARK_MARKS:
        show(c, &n, 422);
        break;
    case SECOND_MARK_CHANGED:
        form_fail(c->form, "remark",
                  T("You have noted other marks meanwhile, perhaps on another "
                    "device. Saving again puts these in their place."));
        show(c, &n, 409);
        break;
    case SECOND_MARK_STATE:
    case SECOND_MARK_AWAY:
        show(c, &n, 409);
        break;
    case SECOND_MARK_RULE:
    case SECOND_MARK_BALLOT:
        ctx_not_found(c);
        break;
    }
}
