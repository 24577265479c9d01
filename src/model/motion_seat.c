/* Who may vote. A seat and its stand-in are one: the stand-in votes while the
 * one he stands for is away. */
#include "model/motion_state.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_meeting.h"
#include "gen/sql_motion_write.h"
#include "model/meeting_state.h"

struct entries {
    int64_t *id;
    size_t count;
};

static void add_entry(const struct world *w, struct entries *list, int64_t id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->id[i] == id)
            return;
    list->id = arena_grow(w->mem, list->id, list->count, sizeof *list->id);
    list->id[list->count++] = id;
}

/* All that compete for what the motion is about. */
static void add_rivals(const struct world *w, const struct meeting *meeting,
                       const struct motion *m, struct entries *list)
{
    struct sql_meeting_contest_row *contest;
    struct sql_meeting_admitted_row *admitted;
    const int64_t *category = meeting_ref(&m->category_id);
    if (str_equal(m->kind, "nominate")) {
        size_t count = sql_meeting_admitted(w->db, meeting->edition_id,
                                            category, &admitted);
        for (size_t i = 0; i < count; i++)
            add_entry(w, list, admitted[i].id);
        return;
    }
    size_t count =
        sql_meeting_contest(w->db, meeting->edition_id, category, &contest);
    for (size_t i = 0; i < count; i++)
        add_entry(w, list, contest[i].id);
}

size_t motion_concerns(const struct world *w, const struct meeting *meeting,
                       const struct motion *m, const int64_t **entry_id)
{
    struct entries list = {NULL, 0};
    struct meeting_item item;
    const int64_t *of_item;
    for (size_t i = 0; i < m->entry_count; i++)
        add_entry(w, &list, m->entry[i]);
    /* whoever is out of the room for the item is not there to vote in it */
    if (meeting_item_by_id(w, m->item_id, &item) &&
        (meeting->rule.contest || !str_equal(item.kind, "contest"))) {
        size_t count = meeting_item_entries(w, &item, &of_item);
        for (size_t i = 0; i < count; i++)
            add_entry(w, &list, of_item[i]);
    }
    if (meeting->rule.contest && (m->category_id != 0 || m->prize_id != 0))
        add_rivals(w, meeting, m, &list);
    *entry_id = list.id;
    return list.count;
}

struct room {
    const struct world *w;
    int64_t motion_id;
    struct meeting_seat *seat;
    bool *conflict;
    size_t count;
};

static const struct meeting_seat *seat_of(const struct room *r, int64_t id)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->seat[i].jury_member_id == id)
            return &r->seat[i];
    return NULL;
}

/* Whose seat this juror fills now: his own, that of whom he stands for, or
 * nobody's (NULL). Of several stand-ins the first one who can. */
static const struct meeting_seat *fills(const struct room *r, size_t at)
{
    const struct meeting_seat *s = &r->seat[at];
    if (s->stands_in_for == 0)
        return s->votes ? s : NULL;
    const struct meeting_seat *holder = seat_of(r, s->stands_in_for);
    if (holder == NULL || holder->present || !holder->votes || !s->votes ||
        holder->stands_in_for != 0)
        return NULL;
    for (size_t i = 0; i < at; i++)
        if (r->seat[i].stands_in_for == holder->jury_member_id &&
            r->seat[i].votes && r->seat[i].present && !r->conflict[i])
            return NULL;
    return holder;
}

static void take(const struct room *r, size_t at)
{
    const struct meeting_seat *s = &r->seat[at];
    const struct meeting_seat *holder = fills(r, at);
    const char *place = "votes";
    const int64_t *for_id = NULL;
    if (r->conflict[at])
        place = "conflict";
    else if (!s->present)
        place = "away";
    else if (holder == NULL)
        place = "advises";
    else if (holder != s)
        for_id = &holder->jury_member_id;
    sql_motion_seat_put(r->w->db, r->motion_id, s->jury_member_id, place,
                        for_id);
}

void motion_take_seats(const struct world *w, const struct meeting *meeting,
                       const struct motion *m)
{
    const int64_t *entry;
    struct room r = {.w = w, .motion_id = m->id};
    size_t entries = motion_concerns(w, meeting, m, &entry);
    r.count = meeting_seats(w, meeting, &r.seat);
    r.conflict = arena_alloc(w->mem, r.count * sizeof *r.conflict);
    for (size_t i = 0; i < r.count; i++)
        r.conflict[i] = meeting_conflict(w, r.seat[i].jury_member_id, entry,
                                         entries) != NULL;
    for (size_t i = 0; i < r.count; i++)
        take(&r, i);
}
