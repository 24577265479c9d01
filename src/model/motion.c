/* Motions as rows: reading, moving, withdrawing, repeating. */
#include "model/motion.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_motion.h"
#include "gen/sql_motion_write.h"
#include "model/audit.h"
#include "model/meeting_state.h"
#include "model/motion_state.h"

static int64_t id_or_0(const int64_t *id)
{
    return id ? *id : 0;
}

/* --- reading ----------------------------------------------------------------
 */

static void read_entries(const struct world *w, struct motion *m)
{
    struct sql_motion_entries_row *row;
    size_t count = sql_motion_entries(w->db, m->id, &row);
    int64_t *entry = arena_alloc(w->mem, count * sizeof *entry);
    int64_t *votes = arena_alloc(w->mem, count * sizeof *votes);
    for (size_t i = 0; i < count; i++) {
        entry[i] = row[i].entry_id;
        votes[i] = row[i].votes;
    }
    m->entry = entry;
    m->entry_votes = votes;
    m->entry_count = count;
}

bool motion_by_id(const struct world *w, int64_t id, struct motion *m)
{
    struct sql_motion_get_row row;
    if (!sql_motion_get(w->db, id, &row))
        return false;
    *m = (struct motion){
        .id = row.id,
        .meeting_id = row.meeting_id,
        .item_id = row.item_id,
        .number = row.number,
        .kind = row.kind,
        .category_id = id_or_0(row.category_id),
        .prize_id = id_or_0(row.prize_id),
        .text = row.text,
        .reason_de = row.reason_de,
        .reason_en = row.reason_en,
        .departs = row.departs != 0,
        .departure = row.departure,
        .secret = row.secret != 0,
        .no_abstention = row.no_abstention != 0,
        .repeats_id = id_or_0(row.repeats_id),
        .state = row.state,
        .outcome = row.outcome,
        .quorum = row.quorum,
        .present = row.present,
        .yes = row.yes,
        .no = row.no,
        .abstained = row.abstained,
        .casting = row.casting,
        .casting_reason = row.casting_reason,
        .casting_by = id_or_0(row.casting_by),
        .chosen_entry_id = id_or_0(row.chosen_entry_id),
        .moved_at = row.moved_at,
        .opened_at = row.opened_at,
        .closed_at = row.closed_at,
    };
    read_entries(w, m);
    return true;
}

size_t motion_list(const struct world *w, int64_t meeting_id,
                   struct motion **list)
{
    struct sql_motion_of_meeting_row *row;
    size_t count = sql_motion_of_meeting(w->db, meeting_id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        motion_by_id(w, row[i].id, &(*list)[i]);
    return count;
}

bool motion_current(const struct world *w, int64_t meeting_id, struct motion *m)
{
    struct sql_motion_current_row row;
    return sql_motion_current(w->db, meeting_id, &row) &&
           motion_by_id(w, row.id, m);
}

size_t motion_seats(const struct world *w, int64_t motion_id,
                    struct motion_seat **list)
{
    struct sql_motion_seats_row *row;
    size_t count = sql_motion_seats(w->db, motion_id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct motion_seat){
            .jury_member_id = row[i].jury_member_id,
            .name = row[i].name,
            .place = row[i].place,
            .for_id = id_or_0(row[i].for_id),
            .choice = row[i].choice,
            .entry_id = id_or_0(row[i].entry_id),
        };
    return count;
}

/* --- the log ----------------------------------------------------------------
 */

static void add_text(struct buf *out, const char *text)
{
    buf_addf(out, "%zu %s\n", strlen(text), text);
}

static void add_places(const struct world *w, const struct motion *m,
                       struct buf *out)
{
    struct motion_seat *seat;
    size_t count = motion_seats(w, m->id, &seat);
    for (size_t i = 0; i < m->entry_count; i++)
        buf_addf(out, "entry %" PRId64 " %" PRId64 "\n", m->entry[i],
                 m->entry_votes[i]);
    for (size_t i = 0; i < count; i++) {
        buf_addf(out, "juror %" PRId64 " %s %" PRId64, seat[i].jury_member_id,
                 seat[i].place, seat[i].for_id);
        if (!m->secret && seat[i].choice != NULL)
            buf_addf(out, " %s %" PRId64, seat[i].choice, seat[i].entry_id);
        buf_add(out, "\n");
    }
}

const char *motion_digest(const struct world *w, int64_t motion_id)
{
    struct motion m;
    struct buf out;
    if (!motion_by_id(w, motion_id, &m))
        return NULL;
    buf_init(&out, w->mem);
    buf_addf(&out,
             "%s %" PRId64 " %" PRId64 " %" PRId64
             " %s %s\n%d %d %d "
             "%" PRId64 "\n",
             m.kind, m.item_id, m.category_id, m.prize_id, m.state, m.outcome,
             m.departs, m.secret, m.no_abstention, m.repeats_id);
    buf_addf(&out,
             "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64
             " %s %" PRId64 " %" PRId64 "\n",
             m.quorum, m.present, m.yes, m.no, m.abstained, m.casting,
             m.casting_by, m.chosen_entry_id);
    add_text(&out, m.text);
    add_text(&out, m.reason_de);
    add_text(&out, m.reason_en);
    add_text(&out, m.departure);
    add_text(&out, m.casting_reason);
    add_places(w, &m, &out);
    return secret_digest(w->mem, out.data, out.bytes);
}

void motion_log(const struct world *w, const char *action, int64_t motion_id)
{
    struct motion m;
    struct buf payload;
    struct json_out json;
    if (!motion_by_id(w, motion_id, &m))
        return;
    buf_init(&payload, w->mem);
    json_out_start(&json, &payload, 0);
    json_object(&json, NULL);
    json_int(&json, "number", m.number);
    json_text(&json, "kind", m.kind);
    if (*m.outcome != '\0') {
        json_text(&json, "outcome", m.outcome);
        json_int(&json, "yes", m.yes);
        json_int(&json, "no", m.no);
        json_int(&json, "abstained", m.abstained);
    }
    if (*m.casting != '\0')
        json_text(&json, "casting", m.casting);
    json_text(&json, "digest", motion_digest(w, motion_id));
    json_object_end(&json);
    audit_add(w, action, "motion", motion_id, payload.data);
}

/* --- moving -----------------------------------------------------------------
 */

static const char *text_or_empty(const char *text)
{
    return text ? text : "";
}

/* A vote is repeated also when a secret one had to be given up. */
static bool most_abstained(const struct motion *m)
{
    int64_t given = m->yes + m->no + m->abstained;
    for (size_t i = 0; i < m->entry_count; i++)
        given += m->entry_votes[i];
    return 2 * m->abstained > given;
}

static int64_t add(const struct world *w, int64_t meeting_id,
                   const struct motion_plan *plan, const struct motion *repeats)
{
    bool departs = motion_departs(w, plan);
    bool forced = repeats != NULL && most_abstained(repeats);
    int64_t repeats_id = repeats ? repeats->id : 0;
    int64_t id = sql_motion_add(
        w->db, meeting_id, plan->item_id, plan->kind,
        meeting_ref(&plan->category_id), meeting_ref(&plan->prize_id),
        text_or_empty(plan->text), text_or_empty(plan->reason_de),
        text_or_empty(plan->reason_en), departs, text_or_empty(plan->departure),
        plan->secret, forced, meeting_ref(&repeats_id), world_actor(w), w->now);
    for (size_t i = 0; i < plan->entry_count; i++)
        sql_motion_name(w->db, id, plan->entry[i]);
    motion_log(w, repeats ? "motion.repeat" : "motion.move", id);
    meeting_touch(w, meeting_id);
    return id;
}

/* The open meeting to which an item belongs. */
static bool open_meeting(const struct world *w, int64_t item_id,
                         struct meeting *meeting)
{
    struct meeting_item item;
    return meeting_item_by_id(w, item_id, &item) &&
           meeting_by_id(w, item.meeting_id, meeting) &&
           str_equal(meeting->state, "open");
}

enum motion_outcome motion_move(const struct world *w,
                                const struct motion_plan *plan, int64_t *id)
{
    struct meeting meeting;
    if (!open_meeting(w, plan->item_id, &meeting))
        return MOTION_STATE;
    enum motion_outcome outcome = motion_check(w, meeting.edition_id, plan);
    if (outcome == MOTION_OK)
        *id = add(w, meeting.id, plan, NULL);
    return outcome;
}

struct motion_plan motion_plan_of(const struct motion *m)
{
    return (struct motion_plan){
        .item_id = m->item_id,
        .kind = m->kind,
        .category_id = m->category_id,
        .prize_id = m->prize_id,
        .text = m->text,
        .reason_de = m->reason_de,
        .reason_en = m->reason_en,
        .departure = m->departure,
        .secret = m->secret,
        .entry = m->entry,
        .entry_count = m->entry_count,
    };
}

enum motion_outcome motion_withdraw(const struct world *w, int64_t id)
{
    struct motion m;
    if (!motion_by_id(w, id, &m) || sql_motion_withdraw(w->db, id, w->now) == 0)
        return MOTION_STATE;
    motion_drop_secret(w, id);
    motion_log(w, "motion.withdraw", id);
    meeting_touch(w, m.meeting_id);
    return MOTION_OK;
}

enum motion_outcome motion_repeat(const struct world *w, int64_t id,
                                  int64_t *repeated)
{
    struct motion m;
    struct meeting meeting;
    struct sql_motion_repeated_row row;
    if (!motion_by_id(w, id, &m) || !str_equal(m.outcome, "repeat") ||
        !open_meeting(w, m.item_id, &meeting) ||
        sql_motion_repeated(w->db, id, &row))
        return MOTION_STATE;
    struct motion_plan plan = motion_plan_of(&m);
    enum motion_outcome outcome = motion_check(w, meeting.edition_id, &plan);
    if (outcome == MOTION_OK)
        *repeated = add(w, meeting.id, &plan, &m);
    return outcome;
}
