/* Extensions and reminders: see deadline.h. */
#include "model/deadline.h"

#include <inttypes.h>

#include "base/arena.h"
#include "gen/sql_deadline.h"
#include "gen/sql_deadline_write.h"
#include "model/notice.h"

bool deadline_extends(const struct edition *e, const int64_t *after)
{
    return e->phase >= PHASE_OPEN && e->deadline_at != NULL && after != NULL &&
           *after > *e->deadline_at;
}

bool deadline_shortens(const struct world *w, const struct edition *e,
                       const int64_t *after)
{
    struct sql_deadline_entries_row entries = {0};
    if (e->deadline_at == NULL || (after != NULL && *after >= *e->deadline_at))
        return false;
    sql_deadline_entries(w->db, e->id, &entries);
    return e->phase >= PHASE_OPEN || entries.count > 0;
}

void deadline_extend(const struct world *w, const struct edition *before,
                     int64_t after, const char *reason)
{
    struct sql_deadline_contacts_row *person;
    sql_deadline_add(w->db, before->id, *before->deadline_at, after, reason,
                     world_actor(w), w->now);
    const struct notice_value values[] = {
        {"edition", before->title_de, before->title_en},
        notice_instant(w, "before", *before->deadline_at),
        notice_instant(w, "after", after),
        {"reason", reason, NULL},
        {"dates",
         arena_printf(w->mem, "%s/edition/%s.ics", w->url, before->slug), NULL},
    };
    const struct notice n = {"extended", values, sizeof values / sizeof *values,
                             "/my"};
    size_t count = sql_deadline_contacts(w->db, before->id, &person);
    for (size_t i = 0; i < count; i++)
        notice_person(w, person[i].user_id, &n);
}

static bool differs(const int64_t *a, const int64_t *b)
{
    return a == NULL || b == NULL ? a != b : *a != *b;
}

void deadline_dates_changed(const struct world *w, const struct edition *before,
                            const struct edition_settings *after)
{
    if (differs(before->opens_at, after->opens_at) ||
        differs(before->deadline_at, after->deadline_at) ||
        differs(before->ceremony_at, after->ceremony_at))
        sql_deadline_touch(w->db, before->id, w->now);
}

bool deadline_extension(const struct world *w, const struct edition *e,
                        struct deadline_extension *x)
{
    struct sql_deadline_last_row row;
    if (e->deadline_at == NULL ||
        !sql_deadline_last(w->db, e->id, *e->deadline_at, &row))
        return false;
    *x = (struct deadline_extension){row.before_at, row.after_at,
                                     row.changed_at, row.reason};
    return true;
}

/* --- reminders -------------------------------------------------------------
 */

int64_t deadline_remind_days(const struct world *w, int64_t edition_id)
{
    struct sql_deadline_remind_get_row row;
    return sql_deadline_remind_get(w->db, edition_id, &row) ? row.remind_days
                                                            : 0;
}

void deadline_set_remind_days(const struct world *w, int64_t edition_id,
                              int64_t days)
{
    sql_deadline_remind_set(w->db, edition_id, days);
}

bool deadline_remind_due(const struct world *w)
{
    struct sql_deadline_remind_due_row *due;
    return sql_deadline_remind_due(w->db, w->now, &due) > 0;
}

static void remind(const struct world *w, const struct edition *e)
{
    struct sql_deadline_drafts_row *draft;
    size_t count = sql_deadline_drafts(w->db, e->id, &draft);
    for (size_t i = 0; i < count; i++) {
        const struct notice_value values[] = {
            {"organisation", draft[i].organisation, NULL},
            {"edition", e->title_de, e->title_en},
            notice_instant(w, "deadline", *e->deadline_at),
            draft[i].reopened
                ? (struct notice_value){"state",
                                        "Sie haben eine eingereichte Bewerbung "
                                        "zum Ändern geöffnet. Reichen Sie sie "
                                        "nicht noch einmal ein, zählt die "
                                        "Fassung, die Sie eingereicht haben.",
                                        "You have opened a submitted "
                                        "nomination to change it. Unless you "
                                        "submit it again, the version that you "
                                        "submitted counts."}
                : (struct notice_value){"state",
                                        "Ihr Entwurf ist noch nicht "
                                        "eingereicht. Ein Entwurf nimmt nicht "
                                        "teil.",
                                        "Your draft is not submitted yet. A "
                                        "draft does not take part."},
        };
        notice_person(
            w, draft[i].user_id,
            &(struct notice){
                "draft_reminder", values, sizeof values / sizeof *values,
                arena_printf(w->mem, "/my/entry/%" PRId64, draft[i].id)});
    }
}

void deadline_remind(const struct world *w)
{
    struct edition e;
    struct sql_deadline_remind_due_row *due;
    size_t count = sql_deadline_remind_due(w->db, w->now, &due);
    for (size_t i = 0; i < count; i++) {
        if (!edition_by_id(w, due[i].id, &e))
            continue;
        remind(w, &e);
        sql_deadline_reminded(w->db, e.id);
    }
}
