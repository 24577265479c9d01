/* Voting. Of a secret motion only that somebody voted is stored, and the count
 * apart from it. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_motion.h"
#include "gen/sql_motion_write.h"
#include "model/audit.h"
#include "model/meeting_state.h"
#include "model/motion_state.h"

/* --- voting begins ----------------------------------------------------------
 */

/* Of a run-off its nominations, by code; of all others yes and no. */
static void add_counters(const struct world *w, const struct motion *m)
{
    struct sql_motion_entries_row *row;
    bool runoff = str_equal(m->kind, "runoff");
    size_t count = runoff ? sql_motion_entries(w->db, m->id, &row) : 0;
    for (size_t i = 0; i < count; i++)
        sql_motion_secret_row(w->db, m->id,
                              arena_printf(w->mem, "entry %s", row[i].code));
    if (!runoff) {
        sql_motion_secret_row(w->db, m->id, "yes");
        sql_motion_secret_row(w->db, m->id, "no");
    }
    sql_motion_secret_row(w->db, m->id, "abstain");
}

enum motion_outcome motion_open(const struct world *w, int64_t id)
{
    struct motion m, other;
    struct meeting meeting;
    if (!motion_by_id(w, id, &m) || !meeting_by_id(w, m.meeting_id, &meeting) ||
        !str_equal(meeting.state, "open") || !str_equal(m.state, "moved"))
        return MOTION_STATE;
    if (motion_current(w, m.meeting_id, &other))
        return MOTION_BUSY;
    struct motion_plan plan = motion_plan_of(&m);
    enum motion_outcome outcome = motion_check(w, meeting.edition_id, &plan);
    if (outcome != MOTION_OK)
        return outcome;
    if (sql_motion_open(w->db, id, motion_departs(w, &plan), w->now) == 0)
        return MOTION_BUSY;
    motion_take_seats(w, &meeting, &m);
    if (m.secret)
        add_counters(w, &m);
    motion_log(w, "motion.open", id);
    meeting_note_chair(w, &meeting);
    meeting_touch(w, m.meeting_id);
    return MOTION_OK;
}

/* --- a vote -----------------------------------------------------------------
 */

static bool is_choice(const struct motion *m, const char *choice,
                      int64_t entry_id)
{
    bool runoff = str_equal(m->kind, "runoff");
    if (str_equal(choice, "abstain"))
        return !m->no_abstention && entry_id == 0;
    if (str_equal(choice, "yes") || str_equal(choice, "no"))
        return !runoff && entry_id == 0;
    for (size_t i = 0; i < m->entry_count; i++)
        if (m->entry[i] == entry_id)
            return runoff && str_equal(choice, "entry");
    return false;
}

/* What was said of an open vote, before and now, with the motion as it stands
 * then. */
static void log_vote(const struct world *w, const struct motion *m,
                     const struct sql_motion_seats_row *seat,
                     const char *choice, int64_t entry_id)
{
    struct buf payload;
    struct json_out json;
    buf_init(&payload, w->mem);
    json_out_start(&json, &payload, 0);
    json_object(&json, NULL);
    json_text(&json, "juror", seat->code);
    if (seat->choice != NULL)
        json_text(&json, "before", seat->choice);
    if (seat->entry_id != NULL)
        json_int(&json, "before_entry", *seat->entry_id);
    json_text(&json, "choice", choice);
    if (entry_id != 0)
        json_int(&json, "entry", entry_id);
    json_text(&json, "digest", motion_digest(w, m->id));
    json_object_end(&json);
    audit_add(w, "motion.vote", "motion", m->id, payload.data);
}

static const char *entry_code(const struct world *w, const struct motion *m,
                              int64_t entry_id)
{
    struct sql_motion_entries_row *row;
    size_t count = sql_motion_entries(w->db, m->id, &row);
    for (size_t i = 0; i < count; i++)
        if (row[i].entry_id == entry_id)
            return row[i].code;
    return "";
}

/* Nothing that is written here says what this juror chose; the database before
 * and after it, side by side, would, so the one before is forgotten. */
static void put_secret(const struct world *w, const struct motion *m,
                       int64_t jury_member_id, const char *choice,
                       int64_t entry_id)
{
    sql_motion_vote_put(w->db, m->id, jury_member_id, "secret", NULL, NULL);
    sql_motion_secret_vote(
        w->db, m->id,
        entry_id != 0
            ? arena_printf(w->mem, "entry %s", entry_code(w, m, entry_id))
            : choice);
    db_forget(w->db);
}

void motion_drop_secret(const struct world *w, int64_t motion_id)
{
    sql_motion_secret_drop(w->db, motion_id);
    db_forget(w->db);
}

/* The juror's place, if he may vote now: he may have left, or declared a
 * conflict, since voting began. */
static bool may_vote(const struct world *w, const struct meeting *meeting,
                     const struct motion *m, int64_t jury_member_id,
                     struct sql_motion_seats_row *seat)
{
    struct sql_motion_seats_row *row;
    const int64_t *entry;
    size_t count = sql_motion_seats(w->db, m->id, &row);
    for (size_t i = 0; i < count; i++)
        if (row[i].jury_member_id == jury_member_id) {
            *seat = row[i];
            size_t entries = motion_concerns(w, meeting, m, &entry);
            return str_equal(seat->place, "votes") && seat->present &&
                   meeting_conflict(w, jury_member_id, entry, entries) == NULL;
        }
    return false;
}

enum motion_outcome motion_vote(const struct world *w, int64_t id,
                                int64_t jury_member_id, const char *choice,
                                int64_t entry_id)
{
    struct motion m;
    struct meeting meeting;
    struct sql_motion_seats_row seat;
    if (!motion_by_id(w, id, &m) || !str_equal(m.state, "open") ||
        !meeting_by_id(w, m.meeting_id, &meeting))
        return MOTION_STATE;
    if (!may_vote(w, &meeting, &m, jury_member_id, &seat))
        return MOTION_NO_VOTE;
    if (!is_choice(&m, choice, entry_id))
        return MOTION_CHOICE;
    if (m.secret && seat.choice != NULL)
        return MOTION_VOTED;
    if (m.secret) {
        put_secret(w, &m, jury_member_id, choice, entry_id);
    } else {
        sql_motion_vote_put(w->db, id, jury_member_id, choice,
                            meeting_ref(&entry_id), &w->now);
        log_vote(w, &m, &seat, choice, entry_id);
    }
    meeting_touch(w, m.meeting_id);
    return MOTION_OK;
}
