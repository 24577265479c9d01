/* Nominations: drafts and what is in them. Each answer is compared with the
 * version before, and only a change is written: as a version, and into the
 * answer beside it. Submission and formal check are in entry_state.c. */
#include "model/entry.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_consent.h"
#include "gen/sql_entry.h"
#include "gen/sql_entry_write.h"
#include "model/audit.h"
#include "model/change.h"
#include "model/consent.h"
#include "model/edition.h"
#include "model/proposal.h"
#include "model/session.h"
#include "model/upload.h"

bool entry_by_id(const struct world *w, int64_t id, struct entry *e)
{
    struct sql_entry_by_id_row row;
    if (!sql_entry_by_id(w->db, id, &row))
        return false;
    *e = (struct entry){
        .id = row.id,
        .edition_id = row.edition_id,
        .organisation_id = row.organisation_id,
        .code = row.code,
        .state = row.state,
        .organisation = row.organisation,
        .category_id = row.category_id,
        .confirmed_category_id = row.confirmed_category_id,
        .number = row.number,
        .submitted_at = row.submitted_at,
        .reject_reason = row.reject_reason,
        .reopened_from = row.reopened_from,
        .revision = row.revision,
    };
    return true;
}

bool entry_belongs_to(const struct world *w, int64_t entry_id, int64_t user_id)
{
    struct sql_entry_contact_row row;
    return sql_entry_contact(w->db, entry_id, user_id, &row);
}

bool entry_editable(const struct world *w, const struct entry *e)
{
    struct edition edition;
    struct change change;
    if (!str_equal(e->state, "draft"))
        return change_open(w, e->id, &change);
    return edition_by_id(w, e->edition_id, &edition) &&
           edition_accepts(w, &edition);
}

int64_t entry_create(const struct world *w, int64_t edition_id,
                     int64_t organisation_id)
{
    struct sql_entry_count_row count = {0};
    int64_t id = 0;
    sql_entry_count(w->db, edition_id, &count);
    /* imported codes may have taken the next number already */
    for (int64_t n = count.count + 1; id == 0 && !db_failed(w->db); n++) {
        char *code = arena_printf(w->mem, "E%02" PRId64, n);
        id = sql_entry_add(w->db, edition_id, organisation_id, code,
                           world_actor(w), w->now);
        if (id == 0 && !db_conflict(w->db))
            break;
    }
    if (id != 0)
        audit_add(w, "entry.create", "entry", id, NULL);
    return id;
}

/* --- versions ---------------------------------------------------------------
 */

static bool is_passing(const struct world *w, int64_t entry_id,
                       const struct sql_entry_version_last_row *last)
{
    struct sql_entry_others_saved_row saved;
    struct sql_entry_others_there_row there;
    const int64_t *actor = world_actor(w);
    if (last->typing_since == NULL || actor == NULL ||
        last->changed_by == NULL || *last->changed_by != *actor)
        return false;
    /* sessions note only once in a while that they were used */
    return w->now - *last->typing_since < ENTRY_TYPING_S &&
           !sql_entry_others_saved(w->db, entry_id, last->id, *actor, &saved) &&
           !sql_entry_others_there(w->db, entry_id, *actor,
                                   last->changed_at - SESSION_TOUCH_S, &there);
}

static void put_answer(const struct world *w, int64_t entry_id,
                       int64_t question_id, const char *value)
{
    if (value[0] == '\0')
        sql_entry_answer_drop(w->db, entry_id, question_id);
    else
        sql_entry_answer_put(w->db, entry_id, question_id, value,
                             world_actor(w), w->now);
}

bool entry_type(const struct world *w, int64_t entry_id, int64_t question_id,
                const struct entry_typed *typed)
{
    struct sql_entry_version_last_row last = {.value = "", .fits = 1};
    struct sql_entry_answer_get_row answer;
    bool had = sql_entry_version_last(w->db, entry_id, question_id, &last);
    if (!had && sql_entry_answer_get(w->db, entry_id, question_id, &answer))
        last.value = answer.value; /* from before there were versions */
    int64_t since = w->now;
    if (str_equal(last.value, typed->value) && (last.fits != 0) == typed->fits)
        return false;
    if (typed->typing && had && is_passing(w, entry_id, &last)) {
        since = *last.typing_since;
        sql_entry_version_drop(w->db, last.id);
    }
    sql_entry_version_add(w->db, entry_id, question_id, typed->value,
                          typed->fits, typed->typing ? &since : NULL,
                          world_actor(w), w->now);
    if (typed->fits)
        put_answer(w, entry_id, question_id, typed->value);
    sql_entry_touch(w->db, entry_id, w->now);
    return true;
}

bool entry_answer(const struct world *w, int64_t entry_id, int64_t question_id,
                  const char *value)
{
    const struct entry_typed typed = {.value = value, .fits = true};
    return entry_type(w, entry_id, question_id, &typed);
}

void entry_versions_stand(const struct world *w, int64_t entry_id)
{
    sql_entry_versions_stand(w->db, entry_id);
}

bool entry_is_unfit(const struct world *w, int64_t entry_id,
                    int64_t question_id)
{
    struct sql_entry_version_last_row last;
    return sql_entry_version_last(w->db, entry_id, question_id, &last) &&
           last.fits == 0;
}

void entry_picture(const struct world *w, int64_t entry_id, int64_t question_id,
                   int64_t file_id)
{
    const struct upload_place place = {entry_id, question_id};
    if (file_id == 0)
        upload_clear(w, &place);
    else
        upload_add(w, &place, file_id, 0);
}

void entry_describe_picture(const struct world *w, int64_t entry_id,
                            int64_t question_id,
                            const struct entry_caption *caption)
{
    const struct upload_place place = {entry_id, question_id};
    upload_describe(w, &place, upload_last(w, &place), caption);
}

static const char *category_code(const struct world *w, int64_t id)
{
    struct sql_entry_category_code_row row;
    return sql_entry_category_code(w->db, id, &row) ? row.code : NULL;
}

static void log_category(const struct world *w, const struct entry *e,
                         int64_t category_id)
{
    const struct audit_field fields[] = {
        {"category", e->category_id ? category_code(w, *e->category_id) : NULL,
         category_code(w, category_id)}};
    audit_change(w, "entry.category", "entry", e->id, fields, 1);
}

bool entry_choose_category(const struct world *w, int64_t entry_id,
                           int64_t category_id)
{
    struct entry e;
    struct sql_entry_category_fits_row fits;
    if (!entry_by_id(w, entry_id, &e) ||
        !sql_entry_category_fits(w->db, e.edition_id, category_id, &fits) ||
        !proposal_allows(w, e.edition_id, e.organisation_id, category_id))
        return false;
    if (e.category_id == NULL || *e.category_id != category_id) {
        log_category(w, &e, category_id);
        sql_entry_set_category(w->db, entry_id, category_id);
        sql_entry_touch(w->db, entry_id, w->now);
    }
    return true;
}

void entry_consent(const struct world *w, int64_t entry_id,
                   int64_t consent_kind_id, bool given)
{
    struct sql_consent_kind_row kind;
    if (given)
        consent_give(w, entry_id, consent_kind_id);
    else if (sql_consent_kind(w->db, consent_kind_id, &kind))
        consent_take_back(w, entry_id, kind.code);
}
