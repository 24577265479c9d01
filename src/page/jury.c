/* The juror's queue, and what comes before a sheet: the list of companies
 * (declare.h), and a conflict that is noticed later. Before all companies of a
 * round are declared nothing is shown but their names. */
#include "page/jury.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_sheet.h"
#include "gen/sql_visit.h"
#include "model/conflict_hint.h"
#include "page/declare.h"
#include "page/jury_place.h"
#include "page/meeting.h"
#include "page/queue_filter.h"
#include "page/sheet.h"
#include "page/time_left.h"

static void fill_queue(struct ctx *c, const struct sql_sheet_rounds_row *row,
                       struct queue_view *q)
{
    struct round round;
    struct queue_filter filter = queue_filter_read(c);
    *q = (struct queue_view){
        .id = row->id,
        .name = PICK(row->name_de, row->name_en),
        .edition = PICK(row->title_de, row->title_en),
        .slug = row->slug,
        .open = str_equal(row->state, "open"),
        .planned = str_equal(row->state, "planned"),
        .closes_at = row->closes_at,
    };
    if (q->open && row->closes_at != NULL) {
        q->overdue = *row->closes_at < c->world.now;
        if (!q->overdue)
            q->time_left = time_left(c, *row->closes_at - c->world.now);
    }
    if (round_by_id(&c->world, row->id, &round))
        jury_fill_queue(c, &round, row->jury_member_id, 0, q);
    queue_filter_apply(c->world.mem, &filter, q);
}

void get_jury(struct ctx *c)
{
    struct sql_sheet_rounds_row *row;
    size_t count = sql_sheet_rounds(c->world.db, c->visitor.id, &row);
    struct queue_view *queue = arena_alloc(c->world.mem, count * sizeof *queue);
    for (size_t i = 0; i < count; i++)
        fill_queue(c, &row[i], &queue[i]);
    struct sql_visit_of_juror_row *visit;
    struct jury_view v = {
        queue, count,
        sql_visit_of_juror(c->world.db, c->visitor.id, &visit) > 0};
    queue_filter_keep(c);
    if (count > 0)
        ctx_edition(c, queue[0].slug, queue[0].edition);
    page_start(c, T("Your scoring"));
    meeting_banners(c);
    html_jury(c->out, &v);
    page_end(c);
}

static void show_declaration(struct ctx *c, const struct jury_place *p,
                             int status)
{
    struct conflict_view v = {
        .form = c->form,
        .csrf = ctx_csrf(c),
        .entry_id = p->entry.id,
        .round_id = p->round.id,
        .company = p->entry.organisation,
        .own = !p->edition.blind &&
               entry_belongs_to(&c->world, p->entry.id, c->visitor.id),
        .blind = p->edition.blind,
    };
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Change your declaration"));
    html_conflict(c->out, &v);
    page_end(c);
}

static void fill_declaration(struct ctx *c, const struct jury_place *p)
{
    struct conflict conflict;
    if (!conflict_get(&c->world, p->member.id, p->entry.id, &conflict))
        return;
    if (!p->edition.blind || !str_equal(conflict.kind, "none"))
        form_set(c->form, "kind", conflict.kind);
    form_set(c->form, "period", conflict.period);
    form_set(c->form, "remark", conflict.remark);
}

static void show_closed(struct ctx *c, const struct jury_place *p)
{
    struct queue_view queue = {.open = jury_is_open(p)};
    jury_fill_queue(c, &p->round, p->member.id, p->entry.id, &queue);
    struct closed_view v = {
        .entry_id = p->entry.id,
        .round_id = p->round.id,
        .company = p->entry.organisation,
        .kind = jury_conflicted(p) ? p->conflict : NULL,
        .changeable = !str_equal(p->round.state, "closed"),
        .next = queue.next,
    };
    c->width = "page-text";
    page_start(c, p->entry.organisation);
    if (v.kind != NULL)
        html_conflicted(c->out, &v);
    else
        html_not_yet(c->out, &v);
    page_end(c);
}

/* Before anything is opened, every company of the round is declared. */
static void lead_to_list(struct ctx *c, const struct jury_place *p)
{
    ctx_redirect(c,
                 declare_path(c, p->round.id, p->member.id,
                              p->edition.blind ? 0 : p->entry.id),
                 NULL);
}

void get_jury_entry(struct ctx *c)
{
    struct jury_place p;
    if (!jury_place(c, &p))
        return;
    bool closed = str_equal(p.round.state, "closed");
    bool over = closed || str_equal(p.round.state, "replaced");
    if (over && p.conflict == NULL) {
        ctx_refuse(c, 404,
                   T("This round is closed, and you had not declared whether "
                     "you have a conflict of interest. So there is nothing to "
                     "see here."));
    } else if (p.conflict == NULL || (p.undeclared > 0 && !over)) {
        lead_to_list(c, &p);
    } else if (form_value(c->query, "declare") && !closed) {
        fill_declaration(c, &p);
        show_declaration(c, &p, 200);
    } else if (jury_conflicted(&p) || str_equal(p.round.state, "planned")) {
        show_closed(c, &p);
    } else {
        sheet_show(c, &p);
    }
}

static void check_declaration(struct ctx *c, const struct jury_place *p)
{
    const char *kind = form_value(c->form, "kind");
    if (!conflict_known_kind(kind) ||
        (p->edition.blind && str_equal(kind, "none")))
        form_fail(c->form, "kind", T("Please choose one of the answers."));
    else
        declare_check(c, kind, "period", "remark");
}

static void declare(struct ctx *c, const struct jury_place *p)
{
    struct world *w = &c->world;
    struct conflict old = {.kind = NULL};
    const char *kind = form_value(c->form, "kind");
    bool none = str_equal(kind, "none");
    struct hint_set *set = conflict_hint_load(w, p->edition.id);
    conflict_get(w, p->member.id, p->entry.id, &old);
    const struct conflict conflict = {
        .kind = kind,
        .period = none ? "" : form_value(c->form, "period"),
        .remark = form_lines(c->form, "remark"),
        .hints = conflict_hint_codes(
            w->mem, conflict_hint_pair(set, p->member.id, p->entry.id)),
        .late = !none && (old.late || str_equal(old.kind, "none")),
    };
    conflict_put(w, p->member.id, p->entry.id, &conflict);
    ctx_redirect(c, p->edition.blind ? "/jury" : jury_path(c, p),
                 T("Your declaration is recorded."));
}

void post_jury_conflict(struct ctx *c)
{
    struct jury_place p;
    if (!jury_place(c, &p))
        return;
    if (str_equal(p.round.state, "closed")) {
        ctx_refuse(c, 409,
                   T("The round is closed. If you notice a conflict of "
                     "interest only now, please tell the award office."));
        return;
    }
    if (p.edition.blind && p.conflict == NULL) { /* only on the list */
        ctx_not_found(c);
        return;
    }
    check_declaration(c, &p);
    if (!form_ok(c->form)) {
        show_declaration(c, &p, 422);
        return;
    }
    if (str_equal(form_value(c->form, "kind"), "none") &&
        conflict_is_fixed(&c->world, p.member.id, p.entry.id)) {
        ctx_refuse(c, 409,
                   T("Your conflict of interest counts in a round that is "
                     "closed, so it cannot be taken back here. If it was "
                     "declared by mistake, please tell the award office."));
        return;
    }
    declare(c, &p);
}
