/* Voting ends: what is counted, what comes of it, the casting vote. */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_motion.h"
#include "gen/sql_motion_write.h"
#include "model/meeting_state.h"
#include "model/motion_state.h"

struct closing {
    const struct world *w;
    struct meeting meeting;
    struct motion m;
    struct sql_motion_seats_row *seat;
    size_t seat_count;
    struct vote_count count;
    int64_t *entry_votes; /* of a run-off */
    bool runoff;
    bool spoiled; /* a secret vote of somebody who is out now is in the count */
};

static bool start(const struct world *w, int64_t id, const char *state,
                  struct closing *c)
{
    *c = (struct closing){.w = w};
    if (!motion_by_id(w, id, &c->m) || !str_equal(c->m.state, state) ||
        !meeting_by_id(w, c->m.meeting_id, &c->meeting))
        return false;
    c->runoff = str_equal(c->m.kind, "runoff");
    c->entry_votes =
        arena_alloc(w->mem, c->m.entry_count * sizeof *c->entry_votes);
    return true;
}

/* --- the count --------------------------------------------------------------
 */

/* Who declared a conflict since voting began is out, with his vote. A secret
 * one cannot be found again: then nothing counts. */
static void strike_late(struct closing *c)
{
    const int64_t *entry;
    bool struck = false;
    size_t entries = motion_concerns(c->w, &c->meeting, &c->m, &entry);
    c->seat_count = sql_motion_seats(c->w->db, c->m.id, &c->seat);
    for (size_t i = 0; i < c->seat_count; i++) {
        struct sql_motion_seats_row *s = &c->seat[i];
        if (!str_equal(s->place, "votes") ||
            meeting_conflict(c->w, s->jury_member_id, entry, entries) == NULL)
            continue;
        struck = true;
        sql_motion_seat_put(c->w->db, c->m.id, s->jury_member_id, "conflict",
                            NULL);
        if (s->choice != NULL && c->m.secret)
            c->spoiled = true;
        else
            sql_motion_vote_drop(c->w->db, c->m.id, s->jury_member_id);
    }
    if (struck)
        motion_log(c->w, "motion.strike", c->m.id);
    c->seat_count = sql_motion_seats(c->w->db, c->m.id, &c->seat);
}

static bool filled_by_stand_in(const struct closing *c, int64_t jury_member_id)
{
    for (size_t i = 0; i < c->seat_count; i++)
        if (c->seat[i].for_id != NULL && *c->seat[i].for_id == jury_member_id &&
            str_equal(c->seat[i].place, "votes"))
            return true;
    return false;
}

/* Present is whoever is there when voting ends, or has voted. */
static void count_seats(struct closing *c)
{
    for (size_t i = 0; i < c->seat_count; i++) {
        const struct sql_motion_seats_row *s = &c->seat[i];
        bool own = s->votes && s->stands_in_for == NULL;
        if (str_equal(s->place, "votes")) {
            c->count.seats++;
            c->count.present += s->present || s->choice != NULL;
            c->count.chair =
                c->count.chair || (s->present && (s->chair || s->deputy_chair));
        } else if (own && str_equal(s->place, "away") &&
                   !filled_by_stand_in(c, s->jury_member_id)) {
            c->count.seats++;
        }
    }
}

static void add_choice(struct closing *c, const char *choice, int64_t entry_id,
                       int64_t votes)
{
    if (str_equal(choice, "yes"))
        c->count.yes += votes;
    else if (str_equal(choice, "no"))
        c->count.no += votes;
    else if (str_equal(choice, "abstain"))
        c->count.abstained += votes;
    for (size_t i = 0; entry_id != 0 && i < c->m.entry_count; i++)
        if (c->m.entry[i] == entry_id)
            c->entry_votes[i] += votes;
}

static void count_secret(struct closing *c)
{
    struct sql_motion_secret_counts_row *row;
    struct sql_motion_entries_row *entry;
    size_t rows = sql_motion_secret_counts(c->w->db, c->m.id, &row);
    size_t entries = sql_motion_entries(c->w->db, c->m.id, &entry);
    for (size_t i = 0; i < rows; i++) {
        int64_t entry_id = 0;
        for (size_t e = 0; e < entries; e++)
            if (str_starts(row[i].choice, "entry ") &&
                str_equal(row[i].choice + strlen("entry "), entry[e].code))
                entry_id = entry[e].entry_id;
        add_choice(c, row[i].choice, entry_id, row[i].votes);
    }
}

static void count_votes(struct closing *c)
{
    c->count.no_abstention = c->m.no_abstention;
    count_seats(c);
    if (c->spoiled)
        return;
    if (c->m.secret)
        count_secret(c);
    for (size_t i = 0; !c->m.secret && i < c->seat_count; i++)
        if (c->seat[i].choice != NULL)
            add_choice(c, c->seat[i].choice,
                       c->seat[i].entry_id ? *c->seat[i].entry_id : 0, 1);
}

/* --- what comes of it -------------------------------------------------------
 */

static enum vote_outcome decide(const struct closing *c, int32_t *chosen)
{
    struct vote_count count = c->count;
    for (size_t i = 0; i < c->m.entry_count; i++)
        count.yes += c->entry_votes[i];
    enum vote_outcome outcome = vote_decide(&c->meeting.rule, &count);
    if (!c->runoff || outcome == VOTE_NO_QUORUM || outcome == VOTE_REPEAT)
        return outcome;
    *chosen = vote_runoff(c->entry_votes, c->m.entry_count);
    if (*chosen >= 0)
        return VOTE_CARRIED;
    return count.yes > 0 ? VOTE_TIED : VOTE_LOST;
}

static const char *outcome_word(const struct closing *c,
                                enum vote_outcome outcome)
{
    if (c->spoiled)
        return "repeat";
    switch (outcome) {
    case VOTE_NO_QUORUM:
        return "no_quorum";
    case VOTE_REPEAT:
        return "repeat";
    case VOTE_CARRIED:
        return c->runoff ? "chosen" : "carried";
    case VOTE_TIED:
    case VOTE_LOST:
        return c->runoff ? "undecided" : "lost";
    }
    return "lost";
}

static void keep_count(const struct closing *c)
{
    sql_motion_count(
        c->w->db, c->m.id, vote_quorum(&c->meeting.rule, c->count.seats),
        c->count.present, c->count.yes, c->count.no, c->count.abstained);
    for (size_t i = 0; i < c->m.entry_count; i++)
        sql_motion_count_entry(c->w->db, c->m.id, c->m.entry[i],
                               c->entry_votes[i]);
}

static void end(const struct closing *c, const char *action,
                const char *outcome, int64_t chosen)
{
    sql_motion_end(c->w->db, c->m.id, outcome, meeting_ref(&chosen), c->w->now);
    motion_drop_secret(c->w, c->m.id);
    if (str_equal(outcome, "carried"))
        motion_record(c->w, c->meeting.edition_id, &c->m);
    motion_log(c->w, action, c->m.id);
    meeting_touch(c->w, c->m.meeting_id);
}

static enum motion_outcome may_record(const struct closing *c)
{
    struct motion_plan plan = motion_plan_of(&c->m);
    return motion_check(c->w, c->meeting.edition_id, &plan);
}

static enum motion_outcome close_open(struct closing *c)
{
    int32_t chosen = -1;
    strike_late(c);
    count_votes(c);
    enum vote_outcome outcome = decide(c, &chosen);
    if (!c->spoiled && !c->runoff && outcome == VOTE_CARRIED) {
        enum motion_outcome refused = may_record(c);
        if (refused != MOTION_OK)
            return refused;
    }
    keep_count(c);
    if (!c->spoiled && outcome == VOTE_TIED && c->meeting.rule.casting &&
        c->count.chair) {
        sql_motion_tied(c->w->db, c->m.id);
        motion_drop_secret(c->w, c->m.id);
        motion_log(c->w, "motion.tie", c->m.id);
        meeting_touch(c->w, c->m.meeting_id);
        return MOTION_OK;
    }
    end(c, "motion.close", outcome_word(c, outcome),
        chosen >= 0 && !c->spoiled ? c->m.entry[chosen] : 0);
    return MOTION_OK;
}

enum motion_outcome motion_close(const struct world *w, int64_t id)
{
    struct closing c;
    if (start(w, id, "tied", &c)) {
        end(&c, "motion.close", outcome_word(&c, VOTE_TIED), 0);
        return MOTION_OK;
    }
    return start(w, id, "open", &c) ? close_open(&c) : MOTION_STATE;
}

/* --- the casting vote -------------------------------------------------------
 */

/* The chair; a deputy only if no chair is there who may vote on it. */
static bool may_cast(struct closing *c, int64_t jury_member_id)
{
    const int64_t *entry;
    bool chair = false, deputy = false, chair_there = false;
    size_t entries = motion_concerns(c->w, &c->meeting, &c->m, &entry);
    c->seat_count = sql_motion_seats(c->w->db, c->m.id, &c->seat);
    for (size_t i = 0; i < c->seat_count; i++) {
        const struct sql_motion_seats_row *s = &c->seat[i];
        if (!str_equal(s->place, "votes") || !s->present ||
            meeting_conflict(c->w, s->jury_member_id, entry, entries) != NULL)
            continue;
        chair_there = chair_there || s->chair;
        if (s->jury_member_id == jury_member_id) {
            chair = s->chair;
            deputy = s->deputy_chair;
        }
    }
    return chair || (deputy && !chair_there);
}

/* One of those that have the most votes. */
static bool is_tied_entry(const struct closing *c, int64_t entry_id)
{
    int64_t most = 0, votes = 0;
    for (size_t i = 0; i < c->m.entry_count; i++) {
        if (c->m.entry_votes[i] > most)
            most = c->m.entry_votes[i];
        if (c->m.entry[i] == entry_id)
            votes = c->m.entry_votes[i];
    }
    return votes > 0 && votes == most;
}

enum motion_outcome motion_cast(const struct world *w, int64_t id,
                                int64_t jury_member_id, const char *choice,
                                int64_t entry_id, const char *reason)
{
    struct closing c;
    if (!start(w, id, "tied", &c))
        return MOTION_STATE;
    if (!may_cast(&c, jury_member_id))
        return MOTION_NO_VOTE;
    bool yes = str_equal(choice, "yes");
    if (c.runoff ? !str_equal(choice, "entry") || !is_tied_entry(&c, entry_id)
                 : (!yes && !str_equal(choice, "no")) || entry_id != 0)
        return MOTION_CHOICE;
    enum motion_outcome refused = yes ? may_record(&c) : MOTION_OK;
    if (refused != MOTION_OK)
        return refused;
    sql_motion_cast(w->db, id, choice, reason ? reason : "", jury_member_id);
    end(&c, "motion.cast",
        outcome_word(&c, yes || c.runoff ? VOTE_CARRIED : VOTE_LOST), entry_id);
    return MOTION_OK;
}
