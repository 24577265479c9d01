/* From the tables to a decision seal, and the comparison of both. */
#include "model/decided.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_decided.h"
#include "gen/sql_decided_write.h"
#include "gen/sql_minutes.h"
#include "model/audit.h"
#include "model/edition.h"
#include "model/minutes.h"
#include "model/seal.h"

/* --- reading the tables -----------------------------------------------------
 */

static void load_rounds(const struct world *w, int64_t meeting_id,
                        struct decided_meeting *m)
{
    struct sql_decided_rounds_row *row;
    size_t count = sql_decided_rounds(w->db, meeting_id, &row);
    struct decided_round *list =
        arena_alloc(w->mem, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++)
        if (row[i].digest != NULL)
            list[m->round_count++] =
                (struct decided_round){row[i].round, row[i].digest};
    m->round = list;
}

static void load_minutes(const struct world *w, int64_t meeting_id,
                         struct decided_meeting *m)
{
    struct sql_decided_minutes_row *row;
    m->minutes_count = sql_decided_minutes(w->db, meeting_id, &row);
    struct decided_minutes *list =
        arena_alloc(w->mem, (m->minutes_count + 1) * sizeof *list);
    for (size_t i = 0; i < m->minutes_count; i++)
        list[i] = (struct decided_minutes){row[i].number, row[i].digest};
    m->minutes = list;
}

static void load_named(const struct world *w, int64_t motion_id,
                       struct decided_motion *m)
{
    struct sql_minutes_motion_entries_row *row;
    m->entry_count = sql_minutes_motion_entries(w->db, motion_id, &row);
    struct decided_named *list =
        arena_alloc(w->mem, (m->entry_count + 1) * sizeof *list);
    for (size_t i = 0; i < m->entry_count; i++)
        list[i] = (struct decided_named){row[i].entry, row[i].votes};
    m->entry = list;
}

static const char *or_null(const char *text)
{
    return str_empty(text) ? NULL : text;
}

/* Somebody who chairs was there, unless that is what the vote failed on. */
static bool chaired(const struct sql_decided_motions_row *row)
{
    return !str_equal(row->outcome, "no_quorum") || row->present < row->quorum;
}

static struct decided_motion motion_of(const struct world *w,
                                       const struct sql_decided_motions_row *r)
{
    struct decided_motion m = {
        .number = r->number,
        .kind = r->kind,
        .category = r->category,
        .prize = r->prize,
        .departs = r->departs != 0,
        .secret = r->secret != 0,
        .no_abstention = r->no_abstention != 0,
        .repeats = r->repeats ? *r->repeats : 0,
        .opened_at = r->opened_at,
        .outcome = str_empty(r->outcome) ? "withdrawn" : r->outcome,
        .seats = r->seats,
        .quorum = r->quorum,
        .present = r->present,
        .chair = chaired(r),
        .yes = r->yes,
        .no = r->no,
        .abstained = r->abstained,
        .casting = or_null(r->casting),
        .chosen = r->chosen,
    };
    load_named(w, r->id, &m);
    return m;
}

static void load_motions(const struct world *w, int64_t meeting_id,
                         struct decided_meeting *m)
{
    struct sql_decided_motions_row *row;
    m->motion_count = sql_decided_motions(w->db, meeting_id, &row);
    struct decided_motion *list =
        arena_alloc(w->mem, (m->motion_count + 1) * sizeof *list);
    for (size_t i = 0; i < m->motion_count; i++)
        list[i] = motion_of(w, &row[i]);
    m->motion = list;
}

static void load_meetings(const struct world *w, int64_t edition_id,
                          struct decided *d)
{
    struct sql_minutes_signed_meetings_row *row;
    d->meeting_count = sql_minutes_signed_meetings(w->db, edition_id, &row);
    struct decided_meeting *list =
        arena_alloc(w->mem, (d->meeting_count + 1) * sizeof *list);
    for (size_t i = 0; i < d->meeting_count; i++) {
        struct sql_minutes_meeting_row m = {.rules = ""};
        sql_minutes_meeting(w->db, row[i].id, &m);
        list[i] = (struct decided_meeting){.number = row[i].number,
                                           .rule = m.rules,
                                           .closed_at =
                                               m.closed_at ? *m.closed_at : 0};
        load_rounds(w, row[i].id, &list[i]);
        load_minutes(w, row[i].id, &list[i]);
        load_motions(w, row[i].id, &list[i]);
    }
    d->meeting = list;
}

static void load_prizes(const struct world *w, int64_t edition_id,
                        struct decided *d)
{
    struct sql_decided_prizes_row *row;
    d->prize_count = sql_decided_prizes(w->db, edition_id, &row);
    struct decided_prize *list =
        arena_alloc(w->mem, (d->prize_count + 1) * sizeof *list);
    for (size_t i = 0; i < d->prize_count; i++)
        list[i] = (struct decided_prize){row[i].code,
                                         row[i].category,
                                         row[i].amount_cents,
                                         row[i].head_cents,
                                         row[i].cap_cents,
                                         row[i].winners_max,
                                         row[i].withholdable != 0};
    d->prize = list;
}

static void load_decisions(const struct world *w, int64_t edition_id,
                           struct decided *d)
{
    struct sql_decided_decisions_row *row;
    d->decision_count = sql_decided_decisions(w->db, edition_id, &row);
    struct decided_decision *list =
        arena_alloc(w->mem, (d->decision_count + 1) * sizeof *list);
    for (size_t i = 0; i < d->decision_count; i++) {
        bool moved = row[i].motion != NULL && row[i].meeting != NULL;
        bool sealed = moved && row[i].sealed != 0;
        list[i] = (struct decided_decision){
            .kind = row[i].kind,
            .entry = row[i].entry,
            .category = row[i].category,
            .prize = row[i].prize,
            .by = sealed  ? "motion"
                  : moved ? "unsigned"
                          : "office",
            .meeting = sealed ? *row[i].meeting : 0,
            .motion = sealed ? *row[i].motion : 0,
            .heads = row[i].heads ? *row[i].heads : -1,
            .cents = row[i].cents};
    }
    d->decision = list;
}

static void load(const struct world *w, const struct edition *e,
                 struct decided *d)
{
    *d = (struct decided){.edition = e->slug};
    load_meetings(w, e->id, d);
    load_prizes(w, e->id, d);
    load_decisions(w, e->id, d);
}

/* --- sealing ----------------------------------------------------------------
 */

bool decided_newest(const struct world *w, int64_t edition_id,
                    struct decided_sealed *seal)
{
    struct sql_decided_newest_row row;
    if (!sql_decided_newest(w->db, edition_id, &row))
        return false;
    *seal = (struct decided_sealed){row.number, row.sealed_at, row.body,
                                    row.digest, row.signature};
    return true;
}

void decided_seal(const struct world *w, int64_t edition_id)
{
    struct decided d;
    struct decided_sealed before;
    struct edition e;
    struct buf out;
    if (!edition_by_id(w, edition_id, &e))
        return;
    load(w, &e, &d);
    if (d.meeting_count == 0)
        return;
    bool had = decided_newest(w, edition_id, &before);
    d.number = had ? before.number + 1 : 1;
    d.previous = had ? before.digest : NULL;
    d.sealed_at = had && before.sealed_at > w->now ? before.sealed_at : w->now;
    buf_init(&out, w->mem);
    decided_write(&out, &d);
    const char *digest = secret_digest(w->mem, out.data, out.bytes);
    sql_decided_add(w->db, edition_id, d.number, out.data, digest,
                    seal_sign(w->mem, w->seal_key, digest), d.sealed_at);
    audit_add(w, "decision.seal", "edition", edition_id,
              arena_printf(w->mem, "{\"number\":%" PRId64 ",\"digest\":\"%s\"}",
                           d.number, digest));
}

/* --- is it still so? --------------------------------------------------------
 */

/* What prizes and decisions say: the end of the lines. */
static const char *end_of(const char *body)
{
    const char *prize = strstr(body, "\n{\"prize\":");
    const char *decision = strstr(body, "\n{\"decision\":");
    return prize ? prize : decision ? decision : "";
}

const char *decided_check(const struct world *w, int64_t edition_id)
{
    struct decided d;
    struct decided_sealed seal;
    struct edition e;
    struct buf now;
    if (!edition_by_id(w, edition_id, &e))
        return NULL;
    if (!decided_newest(w, edition_id, &seal))
        return minutes_signed(w, edition_id)
                   ? "minutes are signed and there is no seal"
                   : NULL;
    const char *why = seal_genuine(w, seal.body, seal.digest, seal.signature);
    if (why != NULL)
        return why;
    load(w, &e, &d);
    buf_init(&now, w->mem);
    decided_write(&now, &d);
    return str_equal(end_of(now.data), end_of(seal.body))
               ? NULL
               : "the decisions are not those that were sealed: an addendum to "
                 "the minutes is missing";
}
