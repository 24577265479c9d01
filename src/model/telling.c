/* Mails that tell results: see telling.h. */
#include "model/telling.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_edition.h"
#include "gen/sql_edition_write.h"
#include "gen/sql_telling.h"
#include "gen/sql_telling_write.h"
#include "model/audit.h"
#include "model/outbox.h"
#include "model/publish.h"
#include "model/telling_text.h"
#include "model/user.h"

/* --- who is told what -------------------------------------------------------
 */

static int order_of(const char *what)
{
    static const char *const order[] = {"nominated", "winner",  "special",
                                        "commended", "nominee", "other"};
    int i = 0;
    while (i < 5 && !str_equal(order[i], what))
        i++;
    return i;
}

static int by_what(const void *a, const void *b)
{
    const struct telling *x = a, *y = b;
    int difference = order_of(x->what) - order_of(y->what);
    return difference != 0 ? difference
                           : strcmp(x->organisation, y->organisation);
}

static size_t contacts_of(const struct sql_telling_contacts_row *row,
                          size_t count, int64_t entry_id)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += row[i].entry_id == entry_id;
    return n;
}

size_t telling_list(const struct world *w, const struct edition *e,
                    struct telling **list)
{
    struct decisions d;
    struct decision *one;
    struct sql_telling_contacts_row *row;
    *list = NULL;
    if (!decisions_load(w, e, &d))
        return 0;
    size_t count = decisions_list(&d, &one);
    size_t contacts = sql_telling_contacts(w->db, e->id, &row);
    *list = arena_alloc(w->mem, count * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct telling){
            one[i].entry->id, one[i].entry->name,
            one[i].part,      one[i].what,
            one[i].due_at,    contacts_of(row, contacts, one[i].entry->id),
        };
    qsort(*list, count, sizeof **list, by_what);
    return count;
}

/* --- writing ----------------------------------------------------------------
 */

static bool waits(const char *state)
{
    return str_equal(state, "held") || str_equal(state, "ready") ||
           str_equal(state, "failed");
}

static struct sql_telling_live_row *live_one(struct sql_telling_live_row *row,
                                             size_t count,
                                             const struct decision *one,
                                             int64_t user_id)
{
    for (size_t i = 0; i < count; i++)
        if (row[i].entry_id == one->entry->id && row[i].user_id == user_id &&
            str_equal(row[i].part, one->part))
            return &row[i];
    return NULL;
}

static void cancel(const struct world *w, int64_t mail_id)
{
    sql_telling_cancel(w->db, mail_id);
    sql_telling_replace(w->db, mail_id, w->now);
}

static void write_one(const struct decisions *d, const struct decision *one,
                      int64_t user_id)
{
    struct user u;
    struct mail_value values[TELLING_VALUES];
    enum lang lang = LANG_DE;
    if (!user_by_id(d->w, user_id, &u))
        return; /* the disk failed: the caller's commit will say so */
    lang_from_code(u.language, &lang);
    decision_values(d, one, lang, values);
    int64_t id = mail_add_held(d->w, user_id,
                               arena_printf(d->w->mem, "result_%s", one->what),
                               values, TELLING_VALUES,
                               arena_printf(d->w->mem, "%s/my/entry/%" PRId64,
                                            d->w->url, one->entry->id));
    sql_telling_add(d->w->db, id, d->edition->id, one->entry->id, user_id,
                    one->part, one->what, decision_digest(d, one));
    sql_telling_postpone(d->w->db, id, one->due_at);
}

/* One mail to one person. A live row that is wanted is marked by mail_id 0. */
static void settle(const struct decisions *d, const struct decision *one,
                   int64_t user_id, struct sql_telling_live_row *live,
                   struct telling_count *count)
{
    if (live == NULL) {
        write_one(d, one, user_id);
        count->written++;
        return;
    }
    if (waits(live->state)) {
        if (!str_equal(live->digest, decision_digest(d, one))) {
            cancel(d->w, live->mail_id);
            write_one(d, one, user_id);
            count->cancelled++;
            count->written++;
        } else if (live->due_at < one->due_at ||
                   !str_equal(live->state, "failed")) {
            sql_telling_postpone(d->w->db, live->mail_id, one->due_at);
        }
    }
    live->mail_id = 0;
}

static void settle_all(const struct decisions *d, struct telling_count *count)
{
    struct decision *one;
    struct sql_telling_live_row *live;
    struct sql_telling_contacts_row *to;
    size_t decisions = decisions_list(d, &one);
    size_t lives = sql_telling_live(d->w->db, d->edition->id, &live);
    size_t contacts = sql_telling_contacts(d->w->db, d->edition->id, &to);
    for (size_t i = 0; i < decisions; i++)
        for (size_t k = 0; k < contacts; k++)
            if (to[k].entry_id == one[i].entry->id)
                settle(d, &one[i], to[k].user_id,
                       live_one(live, lives, &one[i], to[k].user_id), count);
    for (size_t i = 0; i < lives; i++)
        if (live[i].mail_id != 0 && waits(live[i].state)) {
            cancel(d->w, live[i].mail_id);
            count->cancelled++;
        }
    sql_telling_fresh(d->w->db, d->edition->id);
}

enum telling_outcome telling_prepare(const struct world *w,
                                     const struct edition *e,
                                     struct telling_count *count)
{
    struct decisions d;
    *count = (struct telling_count){0, 0};
    if (e->embargo_at == NULL)
        return TELLING_NO_EMBARGO;
    if (!decisions_load(w, e, &d) ||
        (e->phase < PHASE_EMBARGO && !d.times.nomination))
        return TELLING_EARLY;
    settle_all(&d, count);
    if (count->written + count->cancelled > 0)
        audit_add(w, "telling.prepare", "edition", e->id,
                  arena_printf(w->mem, "{\"mails\":%zu,\"cancelled\":%zu}",
                               count->written, count->cancelled));
    return TELLING_OK;
}

size_t telling_release(const struct world *w, int64_t edition_id)
{
    struct sql_telling_held_row *row;
    size_t done = 0, count = sql_telling_held(w->db, edition_id, &row);
    for (size_t i = 0; i < count; i++)
        done += outbox_release(w, row[i].mail_id) == OUTBOX_OK;
    return done;
}

static const char *instant_text(const struct world *w, const int64_t *at)
{
    return at ? lang_datetime_short(w->mem, LANG_EN, *at) : NULL;
}

void telling_set_times(const struct world *w, const struct edition *e,
                       const int64_t *nominees_at, const int64_t *winners_at,
                       const int64_t *others_at)
{
    struct telling_count count;
    struct sql_edition_reveal_row row;
    struct sql_telling_live_row *live;
    if (!sql_edition_reveal(w->db, e->id, &row))
        return;
    sql_edition_set_telling(w->db, e->id, nominees_at, winners_at, others_at);
    const struct audit_field fields[] = {
        {"tell_nominees", instant_text(w, row.tell_nominees_at),
         instant_text(w, nominees_at)},
        {"tell_winners", instant_text(w, row.tell_winners_at),
         instant_text(w, winners_at)},
        {"tell_others", instant_text(w, row.tell_others_at),
         instant_text(w, others_at)},
    };
    audit_change(w, "telling.times", "edition", e->id, fields,
                 sizeof fields / sizeof *fields);
    if (sql_telling_live(w->db, e->id, &live) > 0)
        telling_prepare(w, e, &count);
}

/* --- by the job process -----------------------------------------------------
 */

static void prepare_id(const struct world *w, int64_t edition_id)
{
    struct edition e;
    struct telling_count count;
    if (edition_by_id(w, edition_id, &e))
        telling_prepare(w, &e, &count);
}

void telling_run(const struct world *w)
{
    struct sql_telling_stale_row *row;
    size_t count = sql_telling_stale(w->db, &row);
    if (count > 0 && !db_failed(w->db) && db_begin(w->db, DB_WRITE))
        for (size_t i = 0; i < count; i++)
            prepare_id(w, row[i].id);
    if ((count > 0 || db_failed(w->db)) && !db_commit(w->db))
        db_rollback(w->db);
}

/* The mail's decision as it is now; false: there is none such any more. */
static bool find(const struct decisions *d, const struct sql_telling_of_row *t,
                 struct decision *found)
{
    struct decision *one;
    size_t count = decisions_list(d, &one);
    for (size_t i = 0; i < count; i++)
        if (one[i].entry->id == t->entry_id &&
            str_equal(one[i].part, t->part)) {
            *found = one[i];
            return true;
        }
    return false;
}

int64_t telling_due(const struct world *w, int64_t mail_id)
{
    struct edition e;
    struct decisions d;
    struct decision one;
    struct sql_telling_of_row t;
    if (!sql_telling_of(w->db, mail_id, &t) ||
        !edition_by_id(w, t.edition_id, &e))
        return 0;
    if (decisions_load(w, &e, &d) && find(&d, &t, &one))
        return one.due_at;
    return INT64_MAX; /* nothing to tell as things stand */
}

bool telling_may_go(const struct world *w, int64_t mail_id)
{
    struct edition e;
    struct decisions d;
    struct decision one;
    struct telling_count count;
    struct sql_telling_of_row t;
    if (!sql_telling_of(w->db, mail_id, &t))
        return true; /* tells no result */
    if (!edition_by_id(w, t.edition_id, &e))
        return false;
    if (t.replaced || !decisions_load(w, &e, &d) || !find(&d, &t, &one)) {
        sql_telling_hold(w->db, mail_id);
        return false;
    }
    if (!str_equal(t.digest, decision_digest(&d, &one))) {
        telling_prepare(w, &e, &count);
        return false;
    }
    if (one.due_at > w->now) {
        sql_telling_postpone(w->db, mail_id, one.due_at);
        return false;
    }
    return true;
}
