#include "page/meeting_place.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_live.h"
#include "gen/sql_meeting.h"
#include "model/entry.h"
#include "page/jury_place.h"

static bool find_seat(struct meeting_place *p, int64_t jury_member_id)
{
    for (size_t i = 0; i < p->seat_count; i++)
        if (p->seat[i].jury_member_id == jury_member_id)
            p->own = &p->seat[i];
    return p->own != NULL;
}

static void find_item(struct ctx *c, struct meeting_place *p)
{
    const struct meeting *m = &p->meeting;
    p->called = str_equal(m->state, "open") && m->item_id != 0 &&
                meeting_item_by_id(&c->world, m->item_id, &p->item);
    p->out = p->called && p->juror && p->own->out != NULL;
    if (p->office)
        p->leads = !p->out;
    else if (p->own->chair || p->own->deputy_chair)
        p->leads = meeting_leads(&c->world, m, p->own->jury_member_id);
}

bool meeting_place(struct ctx *c, struct meeting_place *p)
{
    struct world *w = &c->world;
    struct jury_member member;
    int64_t id = ctx_id(c, "id");
    *p = (struct meeting_place){
        .office = str_starts(c->request->path, "/office/"),
    };
    p->path = arena_printf(w->mem,
                           p->office ? "/office/meeting/%" PRId64 "/live"
                                     : "/jury/meeting/%" PRId64,
                           id);
    if (!meeting_by_id(w, id, &p->meeting) ||
        str_equal(p->meeting.state, "cancelled") ||
        !edition_by_id(w, p->meeting.edition_id, &p->edition)) {
        ctx_not_found(c);
        return false;
    }
    p->seat_count = meeting_seats(w, &p->meeting, &p->seat);
    p->juror = jury_of_user(w, p->edition.id, c->visitor.id, &member) &&
               find_seat(p, member.id);
    if (!p->office && !p->juror) {
        ctx_not_found(c);
        return false;
    }
    find_item(c, p);
    ctx_edition(c, p->edition.slug,
                PICK(p->edition.title_de, p->edition.title_en));
    return true;
}

bool meeting_hides(const struct ctx *c, const struct meeting_place *p,
                   int64_t entry_id)
{
    return p->juror &&
           !str_equal(
               conflict_kind(&c->world, p->own->jury_member_id, entry_id),
               "none");
}

static size_t without_hidden(const struct ctx *c, const struct meeting_place *p,
                             int64_t *entry, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!meeting_hides(c, p, entry[i]))
            entry[kept++] = entry[i];
    return kept;
}

size_t meeting_visible(const struct ctx *c, const struct meeting_place *p,
                       const struct meeting_item *item,
                       const int64_t **entry_id)
{
    struct sql_meeting_admitted_row *row;
    const int64_t *all;
    size_t count = meeting_item_entries(&c->world, item, &all);
    int64_t *list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = all[i];
    *entry_id = list;
    size_t kept = without_hidden(c, p, list, count);
    if (kept > 0 || count == 0 || !str_equal(item->kind, "contest"))
        return kept;
    count = sql_meeting_admitted(
        c->world.db, p->edition.id,
        item->category_id != 0 ? &item->category_id : NULL, &row);
    list = arena_alloc(c->world.mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = row[i].id;
    *entry_id = list;
    return without_hidden(c, p, list, count);
}

static bool hides_item(const struct ctx *c, const struct meeting_place *p,
                       int64_t item_id)
{
    struct meeting_item item;
    if (!p->juror)
        return false;
    return !meeting_item_by_id(&c->world, item_id, &item) ||
           meeting_out(&c->world, &p->meeting, &item, p->own->jury_member_id);
}

bool meeting_shows(const struct ctx *c, const struct meeting_place *p,
                   const struct motion *m)
{
    for (size_t i = 0; i < m->entry_count; i++)
        if (meeting_hides(c, p, m->entry[i]))
            return false;
    return !hides_item(c, p, m->item_id);
}

bool meeting_hides_vote(const struct ctx *c, const struct meeting_place *p)
{
    struct motion m;
    return p->juror && motion_current(&c->world, p->meeting.id, &m) &&
           !meeting_shows(c, p, &m);
}

/* All that compete in a category, or (0) in the edition. */
static bool hides_one_of(const struct ctx *c, const struct meeting_place *p,
                         int64_t category_id)
{
    struct sql_meeting_admitted_row *row;
    size_t count =
        sql_meeting_admitted(c->world.db, p->edition.id,
                             category_id != 0 ? &category_id : NULL, &row);
    for (size_t i = 0; i < count; i++)
        if (meeting_hides(c, p, row[i].id))
            return true;
    return false;
}

bool meeting_hides_rival(const struct ctx *c, const struct meeting_place *p,
                         const struct motion_plan *plan)
{
    struct sql_live_category_row row;
    bool compares =
        str_equal(plan->kind, "nominate") || str_equal(plan->kind, "award") ||
        str_equal(plan->kind, "share") || str_equal(plan->kind, "withhold");
    if (!p->juror || !compares)
        return false;
    if (plan->prize_id != 0 || plan->category_id != 0)
        return hides_one_of(c, p, plan->category_id);
    for (size_t i = 0; i < plan->entry_count; i++)
        if (sql_live_category(c->world.db, plan->entry[i], &row) &&
            row.category_id != NULL && hides_one_of(c, p, *row.category_id))
            return true;
    return false;
}

const char *meeting_name(struct ctx *c, const struct meeting_place *p,
                         int64_t entry_id)
{
    struct entry e;
    if (!entry_by_id(&c->world, entry_id, &e))
        return "";
    return jury_title(c, p->edition.blind, e.code, e.organisation);
}

const char *meeting_join(struct ctx *c, const char *const *name, size_t count)
{
    struct buf text;
    if (count < 2)
        return count == 1 ? name[0] : "";
    buf_init(&text, c->world.mem);
    for (size_t i = 0; i + 1 < count; i++) {
        buf_add(&text, i > 0 ? ", " : "");
        buf_add(&text, name[i]);
    }
    return arena_printf(c->world.mem, T("%s and %s"), text.data,
                        name[count - 1]);
}
