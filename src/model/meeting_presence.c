/* Who is there, who is out of the room, who leads. */
#include "model/meeting.h"

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_meeting.h"
#include "gen/sql_meeting_write.h"
#include "model/audit.h"
#include "model/jury.h"
#include "model/meeting_state.h"

const char *meeting_conflict(const struct world *w, int64_t jury_member_id,
                             const int64_t *entry_id, size_t count)
{
    const char *worst = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *kind = conflict_kind(w, jury_member_id, entry_id[i]);
        if (kind == NULL)
            worst = "";
        else if (!str_equal(kind, "none"))
            return kind;
    }
    return worst;
}

/* The nominations of an item that keep out of it. */
static size_t closing(const struct world *w, const struct meeting *m,
                      const struct meeting_item *item, const int64_t **entry)
{
    *entry = NULL;
    if (str_equal(item->kind, "contest") && !m->rule.contest)
        return 0;
    return meeting_item_entries(w, item, entry);
}

const char *meeting_out(const struct world *w, const struct meeting *m,
                        const struct meeting_item *item, int64_t jury_member_id)
{
    const int64_t *entry;
    size_t count = closing(w, m, item, &entry);
    return meeting_conflict(w, jury_member_id, entry, count);
}

size_t meeting_seats(const struct world *w, const struct meeting *m,
                     struct meeting_seat **list)
{
    struct meeting_item item = {.id = 0};
    struct sql_meeting_seats_row *row;
    size_t count = sql_meeting_seats(w->db, m->id, &row);
    bool called = m->item_id != 0 && meeting_item_by_id(w, m->item_id, &item);
    const int64_t *entry = NULL;
    size_t entries = called ? closing(w, m, &item, &entry) : 0;
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct meeting_seat){
            .jury_member_id = row[i].id,
            .user_id = row[i].user_id,
            .code = row[i].code,
            .name = row[i].name,
            .institution = row[i].institution,
            .votes = row[i].votes != 0,
            .chair = row[i].chair != 0,
            .deputy_chair = row[i].deputy_chair != 0,
            .stands_in_for = row[i].stands_in_for ? *row[i].stands_in_for : 0,
            .present = row[i].present != 0,
            .out = meeting_conflict(w, row[i].id, entry, entries),
        };
    return count;
}

static enum meeting_outcome may_move(const struct world *w, int64_t meeting_id,
                                     int64_t jury_member_id)
{
    struct meeting m;
    struct sql_meeting_seat_of_row row;
    if (!meeting_by_id(w, meeting_id, &m) ||
        !sql_meeting_seat_of(w->db, meeting_id, jury_member_id, &row))
        return MEETING_UNKNOWN;
    return str_equal(m.state, "open") ? MEETING_OK : MEETING_STATE;
}

static void moved(const struct world *w, int64_t meeting_id,
                  int64_t jury_member_id, const char *event, const char *action)
{
    meeting_event(w, meeting_id, event, 0, jury_member_id);
    meeting_log(w, action, meeting_id, "juror", jury_member_id);
    meeting_touch(w, meeting_id);
}

enum meeting_outcome meeting_come(const struct world *w, int64_t meeting_id,
                                  int64_t jury_member_id)
{
    enum meeting_outcome outcome = may_move(w, meeting_id, jury_member_id);
    if (outcome == MEETING_OK &&
        sql_meeting_come(w->db, meeting_id, jury_member_id, world_actor(w),
                         w->now) > 0)
        moved(w, meeting_id, jury_member_id, "came", "meeting.come");
    return outcome;
}

enum meeting_outcome meeting_leave(const struct world *w, int64_t meeting_id,
                                   int64_t jury_member_id)
{
    enum meeting_outcome outcome = may_move(w, meeting_id, jury_member_id);
    if (outcome == MEETING_OK &&
        sql_meeting_leave(w->db, meeting_id, jury_member_id, w->now) > 0)
        moved(w, meeting_id, jury_member_id, "left", "meeting.leave");
    return outcome;
}

void meeting_declared(const struct world *w, int64_t jury_member_id)
{
    struct sql_meeting_open_of_juror_row row;
    struct meeting m;
    struct meeting_item item;
    if (!sql_meeting_open_of_juror(w->db, jury_member_id, &row) ||
        !meeting_by_id(w, row.id, &m))
        return;
    if (m.item_id != 0 && meeting_item_by_id(w, m.item_id, &item)) {
        const char *kind = meeting_out(w, &m, &item, jury_member_id);
        if (kind != NULL)
            sql_meeting_out_add(w->db, item.id, jury_member_id, kind, w->now);
    }
    meeting_touch(w, m.id);
}

bool meeting_leads(const struct world *w, const struct meeting *m,
                   int64_t jury_member_id)
{
    struct meeting_seat *seat;
    size_t count = meeting_seats(w, m, &seat);
    bool chair_there = false, deputy = false;
    for (size_t i = 0; i < count; i++) {
        if (seat[i].chair && seat[i].present && seat[i].out == NULL)
            chair_there = true;
        if (seat[i].jury_member_id != jury_member_id || seat[i].out != NULL)
            continue;
        if (seat[i].chair)
            return true;
        deputy = seat[i].deputy_chair;
    }
    return deputy && !chair_there;
}

void meeting_note_chair(const struct world *w, const struct meeting *m)
{
    struct jury_member member;
    struct sql_meeting_chaired_row last;
    if (!jury_of_user(w, m->edition_id, w->user_id, &member) ||
        !meeting_leads(w, m, member.id))
        return;
    if (sql_meeting_chaired(w->db, m->id, &last) &&
        last.jury_member_id != NULL && *last.jury_member_id == member.id)
        return;
    meeting_event(w, m->id, "chaired", 0, member.id);
}
