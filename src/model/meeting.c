/* Planning, opening and closing a meeting. */
#include "model/meeting.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_meeting.h"
#include "gen/sql_meeting_write.h"
#include "gen/sql_motion.h"
#include "model/audit.h"
#include "model/meeting_state.h"
#include "model/motion.h"

static struct meeting from_row(const struct world *w,
                               const struct sql_meeting_get_row *row)
{
    struct meeting m = {
        .id = row->id,
        .edition_id = row->edition_id,
        .number = row->number,
        .title_de = row->title_de,
        .title_en = row->title_en,
        .starts_at = row->starts_at,
        .ends_at = row->ends_at,
        .place = row->place,
        .state = row->state,
        .item_id = row->item_id ? *row->item_id : 0,
        .revision = row->revision,
        .opened_at = row->opened_at,
        .closed_at = row->closed_at,
    };
    if (str_empty(row->rules) ||
        vote_rule_read(w->mem, row->rules, strlen(row->rules), &m.rule) != NULL)
        vote_rule_get(w, m.edition_id, &m.rule);
    return m;
}

bool meeting_by_id(const struct world *w, int64_t id, struct meeting *m)
{
    struct sql_meeting_get_row row;
    if (!sql_meeting_get(w->db, id, &row))
        return false;
    *m = from_row(w, &row);
    return true;
}

bool meeting_open_one(const struct world *w, int64_t edition_id,
                      struct meeting *m)
{
    struct sql_meeting_open_of_row row;
    return sql_meeting_open_of(w->db, edition_id, &row) &&
           meeting_by_id(w, row.id, m);
}

size_t meeting_list(const struct world *w, int64_t edition_id,
                    struct meeting **list)
{
    struct sql_meeting_of_edition_row *row;
    size_t count = sql_meeting_of_edition(w->db, edition_id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        meeting_by_id(w, row[i].id, &(*list)[i]);
    return count;
}

void meeting_touch(const struct world *w, int64_t meeting_id)
{
    sql_meeting_touch(w->db, meeting_id);
}

void meeting_event(const struct world *w, int64_t meeting_id, const char *kind,
                   int64_t item_id, int64_t jury_member_id)
{
    sql_meeting_event_add(w->db, meeting_id, kind, meeting_ref(&item_id),
                          meeting_ref(&jury_member_id), world_actor(w), w->now);
}

void meeting_log(const struct world *w, const char *action, int64_t meeting_id,
                 const char *name, int64_t value)
{
    audit_add(w, action, "meeting", meeting_id,
              arena_printf(w->mem, "{\"%s\":%" PRId64 "}", name, value));
}

/* --- planning ---------------------------------------------------------------
 */

static const char *time_text(const struct world *w, const int64_t *at)
{
    return at ? arena_printf(w->mem, "%" PRId64, *at) : "";
}

static const char *round_slugs(const struct world *w, int64_t id)
{
    struct sql_meeting_rounds_row *row;
    size_t count = sql_meeting_rounds(w->db, id, &row);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text =
            arena_printf(w->mem, "%s%s%s", text, i > 0 ? " " : "", row[i].slug);
    return text;
}

static void set_rounds(const struct world *w, int64_t id,
                       const struct meeting_plan *plan)
{
    sql_meeting_drop_rounds(w->db, id);
    for (size_t i = 0; i < plan->round_count; i++)
        sql_meeting_add_round(w->db, id, plan->round[i]);
}

static void keep_plan(const struct world *w, const char *action,
                      const struct meeting *was, const char *rounds,
                      const struct meeting *now)
{
    const struct audit_field fields[] = {
        {"title_de", was->title_de, now->title_de},
        {"title_en", was->title_en, now->title_en},
        {"starts_at", was->id != 0 ? time_text(w, &was->starts_at) : NULL,
         time_text(w, &now->starts_at)},
        {"ends_at", time_text(w, was->ends_at), time_text(w, now->ends_at)},
        {"place", was->place, now->place},
        {"rounds", rounds, round_slugs(w, now->id)},
    };
    audit_change(w, action, "meeting", now->id, fields,
                 sizeof fields / sizeof *fields);
}

int64_t meeting_add(const struct world *w, int64_t edition_id,
                    const struct meeting_plan *plan)
{
    struct meeting none = {.id = 0}, now;
    int64_t id = sql_meeting_add(
        w->db, edition_id, plan->title_de, plan->title_en, plan->starts_at,
        plan->ends_at, plan->place ? plan->place : "", world_actor(w), w->now);
    set_rounds(w, id, plan);
    if (meeting_by_id(w, id, &now))
        keep_plan(w, "meeting.add", &none, NULL, &now);
    return id;
}

bool meeting_change(const struct world *w, int64_t id,
                    const struct meeting_plan *plan)
{
    struct meeting was, now;
    if (!meeting_by_id(w, id, &was))
        return false;
    const char *rounds = round_slugs(w, id);
    if (sql_meeting_set(w->db, id, plan->title_de, plan->title_en,
                        plan->starts_at, plan->ends_at,
                        plan->place ? plan->place : "") == 0)
        return false;
    set_rounds(w, id, plan);
    meeting_touch(w, id);
    if (meeting_by_id(w, id, &now))
        keep_plan(w, "meeting.change", &was, rounds, &now);
    return true;
}

bool meeting_cancel(const struct world *w, int64_t id)
{
    if (sql_meeting_cancel(w->db, id) == 0)
        return false;
    meeting_touch(w, id);
    audit_add(w, "meeting.cancel", "meeting", id, NULL);
    return true;
}

size_t meeting_rounds(const struct world *w, int64_t id,
                      const int64_t **round_id)
{
    struct sql_meeting_rounds_row *row;
    size_t count = sql_meeting_rounds(w->db, id, &row);
    int64_t *list = arena_alloc(w->mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = row[i].id;
    *round_id = list;
    return count;
}

/* --- opening and closing ----------------------------------------------------
 */

static enum meeting_outcome may_open(const struct world *w,
                                     const struct meeting *m)
{
    struct meeting other;
    struct sql_meeting_rounds_row *round;
    struct sql_meeting_items_row *item;
    if (!str_equal(m->state, "planned"))
        return MEETING_STATE;
    if (meeting_open_one(w, m->edition_id, &other))
        return MEETING_OTHER;
    size_t rounds = sql_meeting_rounds(w->db, m->id, &round);
    for (size_t i = 0; i < rounds; i++)
        if (!str_equal(round[i].state, "closed"))
            return MEETING_ROUND;
    return sql_meeting_items(w->db, m->id, &item) > 0 ? MEETING_OK
                                                      : MEETING_EMPTY;
}

enum meeting_outcome meeting_open(const struct world *w, int64_t id)
{
    struct meeting m;
    if (!meeting_by_id(w, id, &m))
        return MEETING_UNKNOWN;
    enum meeting_outcome outcome = may_open(w, &m);
    if (outcome != MEETING_OK)
        return outcome;
    char *rules = vote_rule_write(w->mem, &m.rule);
    if (sql_meeting_open(w->db, id, rules, world_actor(w), w->now) == 0)
        return MEETING_OTHER;
    meeting_event(w, id, "opened", 0, 0);
    const struct audit_field field = {"rules", NULL, rules};
    audit_change(w, "meeting.open", "meeting", id, &field, 1);
    meeting_by_id(w, id, &m);
    meeting_note_chair(w, &m);
    meeting_touch(w, id);
    return MEETING_OK;
}

/* What was moved and never voted on falls with the meeting. */
static void drop_waiting(const struct world *w, int64_t meeting_id)
{
    struct sql_motion_waiting_row *row;
    size_t count = sql_motion_waiting(w->db, meeting_id, &row);
    for (size_t i = 0; i < count; i++)
        motion_withdraw(w, row[i].id);
}

enum meeting_outcome meeting_close(const struct world *w, int64_t id)
{
    struct meeting m;
    struct motion motion;
    if (!meeting_by_id(w, id, &m))
        return MEETING_UNKNOWN;
    if (!str_equal(m.state, "open"))
        return MEETING_STATE;
    if (motion_current(w, id, &motion))
        return MEETING_VOTING;
    drop_waiting(w, id);
    if (m.item_id != 0)
        sql_meeting_item_end(w->db, m.item_id, w->now);
    sql_meeting_leave_all(w->db, id, w->now);
    sql_meeting_close(w->db, id, world_actor(w), w->now);
    meeting_event(w, id, "closed", 0, 0);
    audit_add(w, "meeting.close", "meeting", id, NULL);
    meeting_touch(w, id);
    return MEETING_OK;
}
