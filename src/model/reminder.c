/* Reminders. All mails of one are written in one transaction that also ends it,
 * so a crash leaves all or none, and of two job processes one finds nothing to
 * do. The table's UNIQUE index stands behind both. */
#include "model/reminder.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_reminder.h"
#include "gen/sql_reminder_write.h"
#include "model/acceptance.h"
#include "model/audit.h"
#include "model/edition.h"
#include "model/mail.h"
#include "model/user.h"

enum { SUGGESTED_HOUR = 9 };

static bool is_past_close(const struct world *w, const struct round *r)
{
    return r->closes_at != NULL && *r->closes_at <= w->now;
}

/* --- what is open ----------------------------------------------------------
 */

/* Texts of mails, in the language `lang`. */
#define T(english) lang_text(lang, (english))
#define TN(one, many, n) lang_plural(lang, (one), (many), (n))

/* Under which name a nomination stands in a mail to a juror: in a blind edition
 * under its code, once he has declared. */
static const char *entry_name(const struct world *w,
                              const struct sql_reminder_work_row *work,
                              enum lang lang)
{
    return work->blind && !str_equal(work->work, "undeclared")
               ? arena_printf(w->mem, T("Nomination %s"), work->code)
               : work->organisation;
}

static const char *const kinds[] = {"undeclared", "open", "draft"};

static const char *kind_text(struct arena *mem, const char *kind, int n,
                             enum lang lang)
{
    if (str_equal(kind, "undeclared"))
        return arena_printf(
            mem,
            TN("One nomination still waits for your declaration of "
               "impartiality:",
               "%d nominations still wait for your declaration of "
               "impartiality:",
               n),
            n);
    if (str_equal(kind, "open"))
        return arena_printf(mem,
                            TN("One nomination has no marks yet:",
                               "%d nominations have no marks yet:", n),
                            n);
    return arena_printf(
        mem,
        TN("The marks of one nomination are a draft, not handed in:",
           "The marks of %d nominations are drafts, not handed in:", n),
        n);
}

static void add_kind(const struct world *w, struct buf *out, const char *kind,
                     enum lang lang, const struct sql_reminder_work_row *work,
                     size_t count)
{
    int of_kind = 0;
    for (size_t i = 0; i < count; i++)
        of_kind += str_equal(work[i].work, kind);
    if (of_kind == 0)
        return;
    if (out->bytes > 0)
        buf_add(out, "\n\n");
    buf_add(out, kind_text(w->mem, kind, of_kind, lang));
    for (size_t i = 0; i < count; i++)
        if (str_equal(work[i].work, kind))
            buf_addf(out, "\n- %s", entry_name(w, &work[i], lang));
}

/* What is confidential is not in a mail to who has not promised to keep it
 * so: no more than his pages show (page/welcome.h). */
static const char *without_names(struct arena *mem, size_t count,
                                 enum lang lang)
{
    int n = (int)count;
    const char *waits = arena_printf(
        mem,
        TN("One nomination waits for you.", "%d nominations wait for you.", n),
        n);
    return arena_printf(
        mem, "%s %s", waits,
        T("You see which as soon as you have accepted what your first page "
          "in the jury shows."));
}

const char *reminder_open_text(const struct world *w, int64_t reminder_id,
                               int64_t jury_member_id, enum lang lang)
{
    struct sql_reminder_by_id_row reminder;
    struct sql_reminder_work_row *work;
    struct buf out;
    buf_init(&out, w->mem);
    if (!sql_reminder_by_id(w->db, reminder_id, &reminder))
        return "";
    size_t count =
        sql_reminder_work(w->db, reminder.round_id, jury_member_id, &work);
    if (count > 0 && !acceptance_complete(w, jury_member_id))
        return without_names(w->mem, count, lang);
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
        add_kind(w, &out, kinds[kind], lang, work, count);
        /* codes beside the names that are missing from them would tell which
         * is which */
        if (kind == 0 && out.bytes > 0 && work[0].blind)
            break;
    }
    return out.data;
}

size_t reminder_audience(const struct world *w, int64_t round_id)
{
    struct sql_reminder_work_row *work;
    size_t jurors = 0, count = sql_reminder_work(w->db, round_id, 0, &work);
    for (size_t i = 0; i < count; i++)
        jurors +=
            i == 0 || work[i].jury_member_id != work[i - 1].jury_member_id;
    return jurors;
}

const char *reminder_untrue(const struct world *w, int64_t reminder_id,
                            int64_t jury_member_id)
{
    struct sql_reminder_by_id_row reminder;
    struct sql_reminder_work_row *work;
    struct round round;
    if (!sql_reminder_by_id(w->db, reminder_id, &reminder) ||
        !round_by_id(w, reminder.round_id, &round) ||
        !str_equal(round.state, "open") ||
        (!reminder.manual && is_past_close(w, &round)))
        return "closed";
    if (sql_reminder_work(w->db, round.id, jury_member_id, &work) == 0) {
        struct sql_reminder_disabled_row disabled;
        return sql_reminder_disabled(w->db, jury_member_id, &disabled)
                   ? "disabled"
                   : "finished";
    }
    return NULL;
}

/* --- writing the mails -------------------------------------------------------
 */

static const char *deadline_text(const struct world *w, const struct round *r,
                                 enum lang lang)
{
    if (r->closes_at == NULL)
        return T("Please hand it in soon.");
    const char *at = lang_datetime(w->mem, lang, *r->closes_at);
    if (is_past_close(w, r))
        return arena_printf(w->mem,
                            T("The round was to end on %s. It is still open: "
                              "please hand it in now."),
                            at);
    return arena_printf(w->mem, T("Please hand it in by %s."), at);
}

static bool remind(const struct world *w, const struct round *round,
                   const struct mail_reminder *to)
{
    struct user user;
    struct edition edition;
    enum lang lang = LANG_DE;
    if (!user_by_id(w, to->user_id, &user) ||
        !edition_by_id(w, round->edition_id, &edition))
        return false;
    lang_from_code(user.language, &lang);
    const struct mail_value values[] = {
        {"open", "{{open}}"},
        {"edition", lang_pick(lang, edition.title_de, edition.title_en)},
        {"round", lang_pick(lang, round->name_de, round->name_en)},
        {"deadline", deadline_text(w, round, lang)},
    };
    return mail_add_reminder(w, to, values, sizeof values / sizeof *values);
}

/* One mail for each juror with open work. */
static size_t write_mails(const struct world *w, const struct round *round,
                          int64_t reminder_id, bool hold)
{
    struct sql_reminder_work_row *work;
    size_t mails = 0, count = sql_reminder_work(w->db, round->id, 0, &work);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && work[i].jury_member_id == work[i - 1].jury_member_id)
            continue;
        mails += remind(w, round,
                        &(struct mail_reminder){reminder_id, work[i].user_id,
                                                work[i].jury_member_id, hold});
    }
    audit_add(w, "reminder.send", "round", round->id,
              arena_printf(w->mem, "{\"mails\":%zu}", mails));
    return mails;
}

/* Why a due reminder of this round is passed over; "": it is not. */
static const char *passed_over(const struct world *w, const struct round *round)
{
    if (str_equal(round->state, "planned"))
        return "not_open";
    return !str_equal(round->state, "open") || is_past_close(w, round)
               ? "closed"
               : "";
}

static size_t run(const struct world *w)
{
    struct sql_reminder_due_row *due;
    size_t mails = 0, count = sql_reminder_due(w->db, w->now, &due);
    for (size_t i = 0; i < count; i++) {
        struct round round;
        if (!round_by_id(w, due[i].round_id, &round))
            continue;
        const char *why = passed_over(w, &round);
        if (*why == '\0' && i > 0 && due[i - 1].round_id == round.id)
            why = "later_one";
        const char *state = *why == '\0' ? "done" : "passed";
        if (sql_reminder_end(w->db, due[i].id, state, why, w->now) > 0 &&
            *why == '\0')
            mails += write_mails(w, &round, due[i].id, due[i].hold);
    }
    return mails;
}

size_t reminder_run(const struct world *w)
{
    struct sql_reminder_due_row *due;
    size_t mails = 0;
    if (sql_reminder_due(w->db, w->now, &due) == 0 && !db_failed(w->db))
        return 0;
    if (db_begin(w->db, DB_WRITE))
        mails = run(w);
    if (db_commit(w->db))
        return mails;
    log_event("reminder", "problem", db_why(w->db), NULL);
    db_rollback(w->db);
    return 0;
}

/* --- by the office -----------------------------------------------------------
 */

static enum reminder_outcome remindable(const struct world *w, int64_t round_id,
                                        struct round *round)
{
    if (!round_by_id(w, round_id, round) || str_equal(round->state, "closed") ||
        str_equal(round->state, "replaced") || round_combines(w, round_id))
        return REMINDER_OVER;
    return REMINDER_OK;
}

static void log_instant(const struct world *w, const char *action,
                        int64_t round_id, int64_t at)
{
    audit_add(w, action, "round", round_id,
              arena_printf(w->mem, "{\"at\":%" PRId64 "}", at));
}

enum reminder_outcome reminder_add(const struct world *w, int64_t round_id,
                                   int64_t due_at, bool hold)
{
    struct round round;
    if (remindable(w, round_id, &round) != REMINDER_OK)
        return REMINDER_OVER;
    if (due_at <= w->now)
        return REMINDER_PAST;
    if (round.closes_at != NULL && due_at >= *round.closes_at)
        return REMINDER_AFTER_CLOSE;
    if (sql_reminder_add(w->db, round_id, due_at, hold, 0, world_actor(w),
                         w->now) == 0 &&
        db_conflict(w->db))
        return REMINDER_TWICE;
    log_instant(w, "reminder.set", round_id, due_at);
    return REMINDER_OK;
}

bool reminder_remove(const struct world *w, int64_t id)
{
    struct sql_reminder_by_id_row row;
    if (!sql_reminder_by_id(w->db, id, &row) ||
        sql_reminder_remove(w->db, id) == 0)
        return false;
    log_instant(w, "reminder.remove", row.round_id, row.due_at);
    return true;
}

bool reminder_set_hold(const struct world *w, int64_t id, bool hold)
{
    struct sql_reminder_by_id_row row;
    if (!sql_reminder_by_id(w->db, id, &row) ||
        sql_reminder_hold(w->db, id, hold) == 0)
        return false;
    if ((row.hold != 0) != hold)
        log_instant(w, hold ? "reminder.hold" : "reminder.unhold", row.round_id,
                    row.due_at);
    return true;
}

enum reminder_outcome reminder_now(const struct world *w, int64_t round_id,
                                   int64_t seen, bool hold, size_t *mails)
{
    struct round round;
    struct sql_reminder_newest_row newest = {0};
    if (remindable(w, round_id, &round) != REMINDER_OK)
        return REMINDER_OVER;
    if (!str_equal(round.state, "open"))
        return REMINDER_NOT_OPEN;
    sql_reminder_newest(w->db, round_id, &newest);
    if (newest.id != seen)
        return REMINDER_TWICE;
    if (reminder_audience(w, round_id) == 0)
        return REMINDER_NOBODY;
    int64_t id = sql_reminder_add(w->db, round_id, w->now, hold, 1,
                                  world_actor(w), w->now);
    if (id == 0 && db_conflict(w->db))
        return REMINDER_TWICE;
    sql_reminder_end(w->db, id, "done", "", w->now);
    *mails = write_mails(w, &round, id, hold);
    return REMINDER_OK;
}

void reminder_move(const struct world *w, int64_t from_round, int64_t to_round)
{
    sql_reminder_move(w->db, from_round, to_round);
}

/* Nine o'clock on the local day of an instant; false: there is none. */
static bool morning_of(const struct world *w, int64_t at, int64_t *morning)
{
    struct clock_local day = clock_local(at);
    return clock_parse(arena_printf(w->mem, "%04d-%02d-%02dT%02d:00", day.year,
                                    day.month, day.day, SUGGESTED_HOUR),
                       morning);
}

size_t reminder_suggest(const struct world *w, const struct round *round,
                        int64_t instant[REMINDER_SUGGESTIONS])
{
    static const int64_t days_before[REMINDER_SUGGESTIONS] = {7, 2, 0};
    const int64_t day = 24 * 60 * 60;
    size_t count = 0;
    if (round->closes_at == NULL)
        return 0;
    for (size_t i = 0; i < REMINDER_SUGGESTIONS; i++) {
        int64_t at;
        if (morning_of(w, *round->closes_at - days_before[i] * day, &at) &&
            at > w->now && at < *round->closes_at)
            instant[count++] = at;
    }
    return count;
}
