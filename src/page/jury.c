/* The juror's queue, and the declaration of a conflict. Before it is made
 * nothing of a nomination is shown but the company's name. */
#include "page/jury.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_jury.h"
#include "gen/sql_sheet.h"
#include "page/jury_place.h"
#include "page/queue_filter.h"
#include "page/sheet.h"
#include "page/time_left.h"

enum { REMARK_CHARACTERS_MAX = 2000 };

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
    struct jury_view v = {queue, count};
    queue_filter_keep(c);
    if (count > 0)
        ctx_edition(c, queue[0].slug, queue[0].edition);
    page_start(c, T("Your scoring"));
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
        .own = entry_belongs_to(&c->world, p->entry.id, c->visitor.id),
        .declared = p->conflict != NULL,
    };
    c->reply->status = status;
    c->width = "page-text";
    page_start(c, T("Declaration before reading"));
    html_conflict(c->out, &v);
    page_end(c);
}

static void fill_declaration(struct ctx *c, const struct jury_place *p)
{
    struct sql_jury_conflict_get_row row;
    if (!sql_jury_conflict_get(c->world.db, p->member.id, p->entry.id, &row))
        return;
    form_set(c->form, "kind", row.kind);
    form_set(c->form, "remark", row.remark);
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

void get_jury_entry(struct ctx *c)
{
    struct jury_place p;
    if (!jury_place(c, &p))
        return;
    bool closed = str_equal(p.round.state, "closed");
    bool declare = p.conflict == NULL || form_value(c->query, "declare");
    if (declare && closed && p.conflict == NULL) {
        ctx_refuse(c, 404,
                   T("This round is closed, and you had not declared whether "
                     "you have a conflict of interest. So there is nothing to "
                     "see here."));
    } else if (declare && !closed) {
        fill_declaration(c, &p);
        show_declaration(c, &p, 200);
    } else if (jury_conflicted(&p) || str_equal(p.round.state, "planned")) {
        show_closed(c, &p);
    } else {
        sheet_show(c, &p);
    }
}

static bool known_kind(const char *kind)
{
    static const char *const kinds[] = {"none",   "employed", "mandate",
                                        "client", "family",   "competitor",
                                        "other"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_equal(kind, kinds[i]))
            return true;
    return false;
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
    const char *kind = form_value(c->form, "kind");
    const char *remark = form_lines(c->form, "remark");
    if (!known_kind(kind))
        form_fail(c->form, "kind", T("Please choose one of the answers."));
    if (str_characters(remark) > REMARK_CHARACTERS_MAX)
        form_fail(c->form, "remark", T("Please use at most 2,000 characters."));
    if (!form_ok(c->form)) {
        show_declaration(c, &p, 422);
        return;
    }
    if (str_equal(kind, "none") &&
        conflict_is_fixed(&c->world, p.member.id, p.entry.id)) {
        ctx_refuse(c, 409,
                   T("Your conflict of interest counts in a round that is "
                     "closed, so it cannot be taken back here. If it was "
                     "declared by mistake, please tell the award office."));
        return;
    }
    conflict_declare(&c->world, p.member.id, p.entry.id, kind, remark);
    ctx_redirect(c, jury_path(c, &p), T("Your declaration is recorded."));
}
