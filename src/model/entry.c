/* Nominations: drafts and what is in them. Each answer is compared with the
 * one before, and only a change is written: into the answer, and as a version
 * beside it. Submission and formal check are in entry_state.c. */
#include "model/entry.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_entry.h"
#include "gen/sql_entry_write.h"
#include "model/audit.h"
#include "model/edition.h"
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
    return str_equal(e->state, "draft") &&
           edition_by_id(w, e->edition_id, &edition) &&
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

bool entry_answer(const struct world *w, int64_t entry_id, int64_t question_id,
                  const char *value)
{
    struct sql_entry_answer_get_row old;
    bool had = sql_entry_answer_get(w->db, entry_id, question_id, &old);
    if (str_equal(had ? old.value : "", value))
        return false;
    if (value[0] == '\0')
        sql_entry_answer_drop(w->db, entry_id, question_id);
    else
        sql_entry_answer_put(w->db, entry_id, question_id, value,
                             world_actor(w), w->now);
    sql_entry_version_add(w->db, entry_id, question_id, value, world_actor(w),
                          w->now);
    sql_entry_touch(w->db, entry_id, w->now);
    return true;
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

bool entry_choose_category(const struct world *w, int64_t entry_id,
                           int64_t category_id)
{
    struct entry e;
    struct sql_entry_category_fits_row fits;
    if (!entry_by_id(w, entry_id, &e) ||
        !sql_entry_category_fits(w->db, e.edition_id, category_id, &fits))
        return false;
    if (e.category_id == NULL || *e.category_id != category_id) {
        sql_entry_set_category(w->db, entry_id, category_id);
        sql_entry_touch(w->db, entry_id, w->now);
    }
    return true;
}

void entry_consent(const struct world *w, int64_t entry_id,
                   int64_t consent_kind_id, bool given)
{
    bool changed =
        given ? sql_entry_consent_add(w->db, entry_id, consent_kind_id,
                                      world_actor(w), w->now) != 0
              : sql_entry_consent_withdraw(w->db, entry_id, consent_kind_id,
                                           w->now) > 0;
    if (changed)
        audit_add(w, given ? "consent.give" : "consent.withdraw",
                  "consent_kind", consent_kind_id,
                  arena_printf(w->mem, "{\"entry\":%" PRId64 "}", entry_id));
}
