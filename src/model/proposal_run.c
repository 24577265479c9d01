/* What time does to proposals, by the job process. */
#include "model/proposal.h"

#include "base/arena.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_proposal.h"
#include "gen/sql_proposal_write.h"
#include "model/audit.h"
#include "model/mail.h"
#include "model/proposal_state.h"

enum { DAY_S = 24 * 60 * 60 };

static int64_t days_ago(const struct world *w, int days)
{
    return w->now - (int64_t)days * DAY_S;
}

/* Nobody has confirmed the address: nothing of it may stay. */
static size_t drop_stale(const struct world *w)
{
    struct sql_proposal_stale_row *row;
    size_t count =
        sql_proposal_stale(w->db, days_ago(w, PROPOSAL_CONFIRM_DAYS), &row);
    for (size_t i = 0; i < count; i++) {
        proposal_drop_mails(w, row[i].id, 0);
        sql_proposal_delete(w->db, row[i].id);
        sql_proposal_candidate_delete(w->db, row[i].candidate_id);
    }
    return count;
}

/* The company did not answer: its address goes, as its mail had said. */
static size_t end_unanswered(const struct world *w)
{
    struct sql_proposal_unanswered_row *row;
    size_t count = sql_proposal_unanswered(w->db, w->now, &row);
    for (size_t i = 0; i < count; i++) {
        proposal_drop_mails(w, 0, row[i].id);
        sql_proposal_candidate_end(w->db, row[i].id, "expired");
        audit_add(w, "proposal.expire", "candidate", row[i].id, NULL);
    }
    return count;
}

/* What the proposer learns in the end is what everybody does. */
static size_t tell_finished(const struct world *w)
{
    struct sql_proposal_finished_row *row;
    size_t count = sql_proposal_finished(w->db, w->now, &row);
    for (size_t i = 0; i < count; i++) {
        struct edition e;
        enum lang lang = LANG_DE;
        if (!edition_by_id(w, row[i].edition_id, &e))
            continue;
        lang_from_code(row[i].language, &lang);
        const struct mail_value value = {
            "edition", lang_pick(lang, e.title_de, e.title_en)};
        const struct mail_stranger to = {row[i].email, row[i].language,
                                         row[i].id, 0};
        if (row[i].phase != PHASE_ARCHIVED)
            mail_add_stranger(
                w, &to, "proposal_ended", &value, 1,
                arena_printf(w->mem, "%s/winners/%s", w->url, e.slug));
        sql_proposal_ended(w->db, row[i].id, w->now);
    }
    return count;
}

static size_t erase_over(const struct world *w)
{
    struct sql_proposal_erasable_row *row;
    size_t count =
        sql_proposal_erasable(w->db, days_ago(w, PROPOSAL_KEEP_DAYS), &row);
    for (size_t i = 0; i < count; i++) {
        proposal_drop_mails(w, row[i].id, 0);
        sql_proposal_erase_person(w->db, row[i].id);
    }
    return count;
}

/* Is there anything? Without asking, every look would take the write lock. */
static bool due(const struct world *w)
{
    struct sql_proposal_stale_row *stale;
    struct sql_proposal_unanswered_row *unanswered;
    struct sql_proposal_finished_row *finished;
    struct sql_proposal_erasable_row *over;
    return sql_proposal_stale(w->db, days_ago(w, PROPOSAL_CONFIRM_DAYS),
                              &stale) > 0 ||
           sql_proposal_unanswered(w->db, w->now, &unanswered) > 0 ||
           sql_proposal_finished(w->db, w->now, &finished) > 0 ||
           sql_proposal_erasable(w->db, days_ago(w, PROPOSAL_KEEP_DAYS),
                                 &over) > 0;
}

size_t proposal_run(const struct world *w)
{
    size_t done = 0;
    if (!due(w) && !db_failed(w->db))
        return 0;
    if (db_begin(w->db, DB_WRITE))
        done = drop_stale(w) + end_unanswered(w) + tell_finished(w) +
               erase_over(w);
    if (db_commit(w->db))
        return done;
    log_event("proposal", "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return 0;
}
