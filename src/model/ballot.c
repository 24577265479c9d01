/* Ballots. What is allowed is decided in the transaction that writes: the
 * round is open, the juror is assigned, has declared, and has no conflict.
 * Only what differs is written, each time with a version beside it, so a save
 * that was pressed twice leaves one trace. */
#include "model/ballot.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "gen/sql_ballot.h"
#include "gen/sql_ballot_write.h"
#include "gen/sql_jury.h"
#include "model/audit.h"
#include "model/jury.h"
#include "model/receipt.h"
#include "model/round.h"
#include "model/tally.h"

struct place {
    int64_t round_id, jury_member_id, entry_id;
};

static enum ballot_outcome may_mark(const struct world *w,
                                    const struct place *p)
{
    struct round r;
    struct sql_jury_assigned_row assigned;
    if (!round_by_id(w, p->round_id, &r) ||
        !sql_jury_assigned(w->db, p->round_id, p->jury_member_id, p->entry_id,
                           &assigned) ||
        !str_equal(conflict_kind(w, p->jury_member_id, p->entry_id), "none"))
        return BALLOT_NOT_ASSIGNED;
    return str_equal(r.state, "open") ? BALLOT_OK : BALLOT_CLOSED;
}

static bool find(const struct world *w, const struct place *p,
                 struct sql_ballot_get_row *ballot)
{
    return sql_ballot_get(w->db, p->round_id, p->jury_member_id, p->entry_id,
                          ballot);
}

static bool same_value(const int64_t *a, const int64_t *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return *a == *b;
}

static bool differs(const struct mark *mark,
                    const struct sql_ballot_scores_row *old, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (old[i].criterion_id == mark->criterion_id)
            return !same_value(old[i].value, mark->value) ||
                   !str_equal(old[i].comment, mark->comment);
    return mark->value != NULL || mark->comment[0] != '\0';
}

/* Writes the marks that changed; the number of them. */
static size_t write_marks(const struct world *w, int64_t ballot_id,
                          const struct mark *marks, size_t count)
{
    struct sql_ballot_scores_row *old;
    size_t old_count = sql_ballot_scores(w->db, ballot_id, &old);
    size_t changed = 0;
    for (size_t i = 0; i < count; i++) {
        const struct mark *m = &marks[i];
        if (!differs(m, old, old_count))
            continue;
        sql_ballot_score_put(w->db, ballot_id, m->criterion_id, m->value,
                             m->comment, w->now);
        sql_ballot_version_add(w->db, ballot_id, &m->criterion_id, m->value,
                               m->comment, world_actor(w), w->now);
        changed++;
    }
    return changed;
}

enum ballot_outcome ballot_save(const struct world *w, int64_t round_id,
                                int64_t jury_member_id, int64_t entry_id,
                                int64_t revision, const struct mark *marks,
                                size_t count, const char *comment)
{
    struct place p = {round_id, jury_member_id, entry_id};
    struct sql_ballot_get_row ballot = {.comment = "", .state = "draft"};
    enum ballot_outcome may = may_mark(w, &p);
    if (may != BALLOT_OK)
        return may;
    bool begun = find(w, &p, &ballot);
    if ((begun ? ballot.revision : 0) != revision ||
        !str_equal(ballot.state, "draft"))
        return BALLOT_CHANGED;
    if (!begun)
        ballot.id = sql_ballot_add(w->db, round_id, jury_member_id, entry_id, 0,
                                   w->now);
    size_t changed = write_marks(w, ballot.id, marks, count);
    bool words = !str_equal(ballot.comment, comment);
    if (words)
        sql_ballot_version_add(w->db, ballot.id, NULL, NULL, comment,
                               world_actor(w), w->now);
    if (words || changed > 0)
        sql_ballot_touch(w->db, ballot.id, comment, w->now);
    return BALLOT_OK;
}

/* --- single fields ---------------------------------------------------------
 */

/* A ballot's fields as they are stored, changed in place by a merge. */
struct fields {
    struct mark *mark;
    size_t count;
    const char *comment;
};

static struct fields stored_fields(const struct world *w, int64_t round_id,
                                   const struct sql_ballot_get_row *ballot)
{
    struct sql_ballot_scores_row *row = NULL;
    struct criterion *criteria;
    struct fields f = {.comment = ballot->comment};
    size_t rows = ballot->id ? sql_ballot_scores(w->db, ballot->id, &row) : 0;
    f.count = round_criteria(w, round_id, &criteria);
    f.mark = arena_alloc(w->mem, f.count * sizeof *f.mark);
    for (size_t k = 0; k < f.count; k++) {
        f.mark[k] = (struct mark){criteria[k].id, NULL, ""};
        for (size_t i = 0; i < rows; i++)
            if (row[i].criterion_id == criteria[k].id)
                f.mark[k] =
                    (struct mark){criteria[k].id, row[i].value, row[i].comment};
    }
    return f;
}

/* Puts the change into the fields, if they are what the device had. */
static bool merge_words(const char **stored, struct ballot_change *change)
{
    if (str_equal(*stored, change->comment))
        return false;
    change->clash = !str_equal(*stored, change->base_words);
    if (!change->clash)
        *stored = change->comment;
    return !change->clash;
}

static bool merge_value(const int64_t **stored, struct ballot_change *change)
{
    if (same_value(*stored, change->value))
        return false;
    change->clash = !same_value(*stored, change->base);
    if (!change->clash)
        *stored = change->value;
    return !change->clash;
}

static bool merge_field(struct fields *f, struct ballot_change *change)
{
    change->clash = false;
    if (change->criterion_id == 0)
        return merge_words(&f->comment, change);
    for (size_t k = 0; k < f->count; k++) {
        if (f->mark[k].criterion_id != change->criterion_id)
            continue;
        return change->words ? merge_words(&f->mark[k].comment, change)
                             : merge_value(&f->mark[k].value, change);
    }
    change->clash = true; /* of another round: the rules were changed */
    return false;
}

enum ballot_outcome ballot_merge(const struct world *w, int64_t round_id,
                                 int64_t jury_member_id, int64_t entry_id,
                                 struct ballot_change *change, size_t count)
{
    struct place p = {round_id, jury_member_id, entry_id};
    struct sql_ballot_get_row ballot = {.comment = "", .state = "draft"};
    enum ballot_outcome may = may_mark(w, &p);
    bool changed = false, clash = false;
    if (may != BALLOT_OK)
        return may;
    if (!find(w, &p, &ballot))
        ballot.id = 0;
    struct fields f = stored_fields(w, round_id, &ballot);
    for (size_t i = 0; i < count; i++) {
        changed |= merge_field(&f, &change[i]);
        clash |= change[i].clash;
    }
    if (!str_equal(ballot.state, "draft"))
        return changed || clash ? BALLOT_CHANGED : BALLOT_OK;
    if (!changed)
        return BALLOT_OK;
    int64_t revision = ballot.id ? ballot.revision : 0;
    return ballot_save(w, round_id, jury_member_id, entry_id, revision, f.mark,
                       f.count, f.comment);
}

/* The log says that and when, never what: marks are nobody's before close. */
static void audit_state(const struct world *w, const char *action,
                        const struct place *p,
                        const struct sql_ballot_get_row *ballot)
{
    audit_add(w, action, "ballot", ballot->id,
              arena_printf(w->mem,
                           "{\"round\":%" PRId64 ",\"juror\":%" PRId64
                           ",\"entry\":%" PRId64 "%s}",
                           p->round_id, p->jury_member_id, p->entry_id,
                           ballot->revealed_at ? ",\"revealed\":true" : ""));
}

/* The ballot as the receipt sees it: its place and its marks. */
bool ballot_sealed_form(const struct world *w, int64_t ballot_id,
                        int64_t round_id, struct receipt_ballot *r)
{
    struct sql_ballot_place_row place;
    struct sql_ballot_scores_row *score;
    struct criterion *criteria;
    struct round round;
    if (!sql_ballot_place(w->db, ballot_id, &place) ||
        !round_by_id(w, round_id, &round))
        return false;
    size_t count = round_criteria(w, round_id, &criteria);
    size_t scores = sql_ballot_scores(w->db, ballot_id, &score);
    struct tally_criterion *list = arena_alloc(w->mem, count * sizeof *list);
    const int64_t **value = arena_alloc(w->mem, count * sizeof *value);
    for (size_t k = 0; k < count; k++) {
        list[k].id = criteria[k].code;
        for (size_t i = 0; i < scores; i++)
            if (score[i].criterion_id == criteria[k].id)
                value[k] = score[i].value;
    }
    *r = (struct receipt_ballot){
        .edition = place.edition,
        .round = place.round,
        .entry = place.entry,
        .criteria = list,
        .value = value,
        .criterion_count = count,
        .decimals = (int)round.scale_decimals,
    };
    return true;
}

/* Gives the juror his receipt and puts its digest into the log, where it does
 * not tell the marks, because it is salted. */
static void hand_in(const struct world *w, const struct place *p,
                    int64_t ballot_id)
{
    struct receipt_ballot r;
    if (!ballot_sealed_form(w, ballot_id, p->round_id, &r))
        return;
    char *salt = receipt_salt(w->mem);
    char *receipt = receipt_digest(w->mem, &r, salt);
    sql_ballot_receipt_put(w->db, ballot_id, salt, receipt);
    audit_add(w, "ballot.submit", "ballot", ballot_id,
              arena_printf(w->mem,
                           "{\"round\":%" PRId64 ",\"juror\":%" PRId64
                           ",\"entry\":%" PRId64 ",\"receipt\":\"%s\"}",
                           p->round_id, p->jury_member_id, p->entry_id,
                           receipt));
}

bool ballot_too_short(int64_t min, const char *words)
{
    return min > 0 && (int64_t)str_characters(words) < min;
}

static bool lacks_words(const struct world *w, const struct place *p,
                        const struct sql_ballot_get_row *ballot)
{
    struct round r;
    if (!round_by_id(w, p->round_id, &r) ||
        ballot_too_short(r.comment_min, ballot->comment))
        return true;
    struct fields f = stored_fields(w, p->round_id, ballot);
    for (size_t k = 0; k < f.count; k++)
        if (ballot_too_short(r.criterion_comment_min, f.mark[k].comment))
            return true;
    return false;
}

enum ballot_outcome ballot_submit(const struct world *w, int64_t round_id,
                                  int64_t jury_member_id, int64_t entry_id)
{
    struct place p = {round_id, jury_member_id, entry_id};
    struct sql_ballot_get_row ballot;
    struct sql_ballot_missing_row missing;
    enum ballot_outcome may = may_mark(w, &p);
    if (may != BALLOT_OK)
        return may;
    if (!find(w, &p, &ballot) ||
        !sql_ballot_missing(w->db, ballot.id, round_id, &missing) ||
        missing.count > 0)
        return BALLOT_INCOMPLETE;
    if (str_equal(ballot.state, "submitted"))
        return BALLOT_OK;
    if (lacks_words(w, &p, &ballot))
        return BALLOT_SHORT;
    sql_ballot_set_state(w->db, ballot.id, "submitted", "", &w->now, w->now);
    hand_in(w, &p, ballot.id);
    return BALLOT_OK;
}

enum ballot_outcome ballot_abstain(const struct world *w, int64_t round_id,
                                   int64_t jury_member_id, int64_t entry_id,
                                   const char *reason)
{
    struct place p = {round_id, jury_member_id, entry_id};
    struct sql_ballot_get_row ballot = {.revealed_at = NULL};
    enum ballot_outcome may = may_mark(w, &p);
    if (may != BALLOT_OK)
        return may;
    if (!find(w, &p, &ballot))
        ballot.id = sql_ballot_add(w->db, round_id, jury_member_id, entry_id, 0,
                                   w->now);
    sql_ballot_set_state(w->db, ballot.id, "abstained", reason, &w->now,
                         w->now);
    sql_ballot_receipt_put(w->db, ballot.id, "", "");
    audit_state(w, "ballot.abstain", &p, &ballot);
    return BALLOT_OK;
}

enum ballot_outcome ballot_reopen(const struct world *w, int64_t round_id,
                                  int64_t jury_member_id, int64_t entry_id)
{
    struct place p = {round_id, jury_member_id, entry_id};
    struct sql_ballot_get_row ballot;
    enum ballot_outcome may = may_mark(w, &p);
    if (may != BALLOT_OK)
        return may;
    if (!find(w, &p, &ballot))
        return BALLOT_INCOMPLETE;
    if (str_equal(ballot.state, "draft"))
        return BALLOT_OK;
    sql_ballot_set_state(w->db, ballot.id, "draft", "", NULL, w->now);
    sql_ballot_receipt_put(w->db, ballot.id, "", "");
    audit_state(w, "ballot.reopen", &p, &ballot);
    return BALLOT_OK;
}

enum ballot_outcome ballot_reveal(const struct world *w, int64_t round_id,
                                  int64_t jury_member_id, int64_t entry_id)
{
    struct place p = {round_id, jury_member_id, entry_id};
    struct sql_ballot_get_row ballot;
    enum ballot_outcome may = may_mark(w, &p);
    if (may != BALLOT_OK)
        return may;
    if (!find(w, &p, &ballot) || !str_equal(ballot.state, "submitted"))
        return BALLOT_INCOMPLETE;
    if (ballot.revealed_at != NULL)
        return BALLOT_OK;
    sql_ballot_reveal(w->db, ballot.id, w->now);
    audit_state(w, "ballot.reveal", &p, &ballot);
    return BALLOT_OK;
}
