/* Change requests: see change.h. */
#include "model/change.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "gen/sql_change.h"
#include "gen/sql_change_write.h"
#include "model/audit.h"
#include "model/edition.h"
#include "model/notice.h"
#include "model/receipt_mail.h"
#include "model/seal.h"
#include "model/submission.h"

static bool jury_has_it(const struct world *w, int64_t entry_id)
{
    struct sql_change_seen_by_jury_row seen = {1};
    sql_change_seen_by_jury(w->db, entry_id, &seen);
    return seen.count > 0;
}

static bool is_in(const struct entry *e)
{
    return str_equal(e->state, "submitted") || str_equal(e->state, "admitted");
}

bool change_open(const struct world *w, int64_t entry_id, struct change *change)
{
    struct entry e;
    struct sql_change_open_row row;
    struct sql_change_questions_row *q;
    if (!entry_by_id(w, entry_id, &e) || !is_in(&e) ||
        !sql_change_open(w->db, entry_id, &row) || row.due_at < w->now ||
        jury_has_it(w, entry_id))
        return false;
    size_t count = sql_change_questions(w->db, row.id, &q);
    int64_t *ids = arena_alloc(w->mem, (count + 1) * sizeof *ids);
    for (size_t i = 0; i < count; i++)
        ids[i] = q[i].question_id;
    *change = (struct change){.id = row.id,
                              .due_at = row.due_at,
                              .asked_at = row.asked_at,
                              .message = row.message,
                              .question = ids,
                              .count = count};
    return true;
}

bool change_names(const struct change *change, int64_t question_id)
{
    for (size_t i = 0; i < change->count; i++)
        if (change->question[i] == question_id)
            return true;
    return false;
}

/* --- asking ----------------------------------------------------------------
 */

enum change_outcome change_possible(const struct world *w,
                                    const struct entry *e)
{
    struct edition edition;
    struct sql_change_open_row open;
    if (!is_in(e) || !edition_by_id(w, e->edition_id, &edition))
        return CHANGE_STATE;
    if (edition_accepts(w, &edition))
        return CHANGE_CALL_OPEN;
    if (jury_has_it(w, e->id))
        return CHANGE_JURY;
    return sql_change_open(w->db, e->id, &open) ? CHANGE_PENDING : CHANGE_ASKED;
}

static const char *labels(const struct world *w, int64_t change_id,
                          enum lang lang)
{
    struct buf out;
    struct sql_change_questions_row *q;
    size_t count = sql_change_questions(w->db, change_id, &q);
    buf_init(&out, w->mem);
    for (size_t i = 0; i < count; i++)
        if (q[i].asked != 0)
            buf_addf(&out, "%s- %s", out.bytes > 0 ? "\n" : "",
                     lang_pick(lang, q[i].label_de, q[i].label_en));
    return out.data;
}

static void tell_company(const struct world *w, const struct entry *e,
                         int64_t id, const struct change_wish *wish)
{
    struct edition edition;
    if (!edition_by_id(w, e->edition_id, &edition))
        return;
    const struct notice_value values[] = {
        {"organisation", e->organisation, NULL},
        {"edition", edition.title_de, edition.title_en},
        {"message", wish->message, NULL},
        {"questions", labels(w, id, LANG_DE), labels(w, id, LANG_EN)},
        notice_instant(w, "term", wish->due_at),
    };
    notice_contacts(
        w, e->id,
        &(struct notice){"change_asked", values, sizeof values / sizeof *values,
                         arena_printf(w->mem, "/my/entry/%" PRId64, e->id)});
}

enum change_outcome change_ask(const struct world *w, const struct entry *e,
                               const struct change_wish *wish)
{
    enum change_outcome possible = change_possible(w, e);
    if (possible != CHANGE_ASKED)
        return possible;
    submission_ensure(w, e);
    int64_t id = sql_change_add(w->db, e->id, world_actor(w), w->now,
                                wish->message, wish->due_at);
    for (size_t i = 0; i < wish->count; i++)
        sql_change_add_question(w->db, id, wish->question[i], e->id);
    sql_change_add_following(w->db, id);
    audit_add(w, "change.ask", "entry", e->id,
              arena_printf(w->mem, "{\"request\":%" PRId64 "}", id));
    tell_company(w, e, id, wish);
    return CHANGE_ASKED;
}

/* --- how it ends -----------------------------------------------------------
 */

static void tell_office(const struct world *w, const struct entry *e,
                        int64_t version)
{
    struct edition edition;
    if (!edition_by_id(w, e->edition_id, &edition))
        return;
    const struct notice_value values[] = {
        {"organisation", e->organisation, NULL},
        {"edition", edition.title_de, edition.title_en},
    };
    notice_organisers(
        w, e->id,
        &(struct notice){
            "change_answered", values, sizeof values / sizeof *values,
            arena_printf(w->mem, "/office/entry/%" PRId64 "/version/%" PRId64,
                         e->id, version)});
}

enum entry_outcome change_answer(const struct world *w, const struct entry *e)
{
    struct change change;
    struct submission *list;
    const char **missing;
    if (!change_open(w, e->id, &change))
        return ENTRY_LATE;
    if (entry_missing(w, e->id, &missing) > 0)
        return ENTRY_INCOMPLETE;
    int64_t id = submission_record(w, e, "change");
    if (submission_list(w, e->id, &list) == 0)
        return ENTRY_WRONG_STATE;
    sql_change_end(w->db, change.id, "answered", world_actor(w), &id, w->now);
    audit_add(w, "change.answer", "entry", e->id,
              arena_printf(w->mem,
                           "{\"request\":%" PRId64 ",\"version\":%" PRId64 "}",
                           change.id, list[0].version));
    seal_entry_changed(w, e->id);
    receipt_mail(w, e, list[0].version);
    tell_office(w, e, list[0].version);
    return ENTRY_OK;
}

static void end(const struct world *w, int64_t entry_id, int64_t id,
                const char *state)
{
    submission_put_back(w, entry_id);
    sql_change_end(w->db, id, state, world_actor(w), NULL, w->now);
    audit_add(
        w, str_equal(state, "expired") ? "change.expire" : "change.take_back",
        "entry", entry_id,
        arena_printf(w->mem, "{\"request\":%" PRId64 "}", id));
}

bool change_take_back(const struct world *w, int64_t entry_id)
{
    struct sql_change_open_row row;
    if (!sql_change_open(w->db, entry_id, &row))
        return false;
    end(w, entry_id, row.id, "taken_back");
    return true;
}

static void tell_expired(const struct world *w, int64_t entry_id)
{
    struct entry e;
    struct edition edition;
    if (!entry_by_id(w, entry_id, &e) ||
        !edition_by_id(w, e.edition_id, &edition))
        return;
    const struct notice_value values[] = {
        {"organisation", e.organisation, NULL},
        {"edition", edition.title_de, edition.title_en},
    };
    const size_t count = sizeof values / sizeof *values;
    notice_contacts(
        w, entry_id,
        &(struct notice){"change_expired", values, count,
                         arena_printf(w->mem, "/my/entry/%" PRId64, entry_id)});
    notice_organisers(
        w, entry_id,
        &(struct notice){
            "change_expired", values, count,
            arena_printf(w->mem, "/office/entry/%" PRId64, entry_id)});
}

void change_settle(const struct world *w)
{
    struct sql_change_overdue_row *row;
    size_t count = sql_change_overdue(w->db, w->now, &row);
    for (size_t i = 0; i < count; i++) {
        end(w, row[i].entry_id, row[i].id, "expired");
        tell_expired(w, row[i].entry_id);
    }
}

bool change_unsettled(const struct world *w)
{
    struct sql_change_overdue_row *row;
    return sql_change_overdue(w->db, w->now, &row) > 0;
}

size_t change_list(const struct world *w, int64_t entry_id,
                   struct change_record **list)
{
    struct sql_change_list_row *row;
    size_t count = sql_change_list(w->db, entry_id, &row);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct change_record){
            .id = row[i].id,
            .asked_at = row[i].asked_at,
            .due_at = row[i].due_at,
            .person = row[i].person,
            .message = row[i].message,
            .state = row[i].state,
            .ended_at = row[i].ended_at,
            .version = row[i].version,
        };
    return count;
}
