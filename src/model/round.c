/* Scoring rounds. Opening fixes the rules (rules.h), and assignments with marks
 * cannot be taken back. Closing seals (seal.h). */
#include "model/round.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/str.h"
#include "gen/sql_round.h"
#include "gen/sql_round_write.h"
#include "model/audit.h"
#include "model/rules.h"
#include "model/seal.h"
#include "model/submission.h"

#define ROUND_FROM_ROW(row)                                                    \
    (struct round)                                                             \
    {                                                                          \
        .id = (row).id, .edition_id = (row).edition_id,                        \
        .category_id = (row).category_id, .slug = (row).slug,                  \
        .name_de = (row).name_de, .name_en = (row).name_en,                    \
        .state = (row).state, .method = (row).method, .ladder = (row).ladder,  \
        .disclosure = (row).disclosure, .stage = (row).stage,                  \
        .quorum = (row).quorum, .decimals = (row).decimals,                    \
        .scale_decimals = (row).scale_decimals, .closes_at = (row).closes_at,  \
        .opened_at = (row).opened_at, .closed_at = (row).closed_at,            \
        .declared = (row).declared, .lambda = (row).lambda,                    \
        .replaces_id = (row).replaces_id, .entries = (row).entries,            \
        .comment_min = (row).comment_min,                                      \
        .criterion_comment_min = (row).criterion_comment_min,                  \
        .visit = (row).visit != 0                                              \
    }

bool round_by_id(const struct world *w, int64_t id, struct round *r)
{
    struct sql_round_by_id_row row;
    if (!sql_round_by_id(w->db, id, &row))
        return false;
    *r = ROUND_FROM_ROW(row);
    return true;
}

bool round_by_slug(const struct world *w, int64_t edition_id, const char *slug,
                   struct round *r)
{
    struct sql_round_by_slug_row row;
    if (!sql_round_by_slug(w->db, edition_id, slug, &row))
        return false;
    *r = ROUND_FROM_ROW(row);
    return true;
}

size_t round_criteria(const struct world *w, int64_t round_id,
                      struct criterion **criteria)
{
    struct sql_round_criteria_row *row;
    size_t count = sql_round_criteria(w->db, round_id, &row);
    *criteria = arena_alloc(w->mem, count * sizeof **criteria);
    for (size_t i = 0; i < count; i++)
        (*criteria)[i] = (struct criterion){
            .id = row[i].id,
            .code = row[i].code,
            .name_de = row[i].name_de,
            .name_en = row[i].name_en,
            .question_de = row[i].question_de,
            .question_en = row[i].question_en,
            .weight = row[i].weight,
            .lo = row[i].lo,
            .hi = row[i].hi,
            .step = row[i].step,
        };
    return count;
}

enum round_outcome round_open(const struct world *w, int64_t id)
{
    struct sql_round_assignment_count_row assigned;
    struct criterion *criteria;
    if (!sql_round_assignment_count(w->db, id, &assigned) ||
        assigned.count == 0 || round_criteria(w, id, &criteria) == 0)
        return ROUND_EMPTY;
    if (sql_round_open(w->db, id, w->now) == 0)
        return ROUND_WRONG_STATE;
    struct round r;
    audit_add(w, "round.open", "round", id, NULL);
    submission_settle(
        w); /* jurors read what was submitted, not half a change */
    if (round_by_id(w, id, &r))
        rules_freeze(w, &r);
    return ROUND_OK;
}

bool round_set_sheet(const struct world *w, int64_t id, int64_t comment_min,
                     int64_t criterion_comment_min, bool visit)
{
    if (sql_round_sheet(w->db, id, comment_min, criterion_comment_min, visit) ==
        0)
        return false;
    struct buf payload;
    struct json_out j;
    buf_init(&payload, w->mem);
    json_out_start(&j, &payload, 0);
    json_object(&j, NULL);
    json_int(&j, "comment_min", comment_min);
    json_int(&j, "criterion_comment_min", criterion_comment_min);
    json_bool(&j, "visit", visit);
    json_object_end(&j);
    audit_add(w, "round.sheet", "round", id, payload.data);
    return true;
}

int64_t round_unfinished(const struct world *w, int64_t id)
{
    struct sql_round_unfinished_row row = {0};
    sql_round_unfinished(w->db, id, &row);
    return row.count;
}

enum round_outcome round_close(const struct world *w, int64_t id,
                               const char *reason)
{
    int64_t unfinished = round_unfinished(w, id);
    if (unfinished > 0 && str_empty(reason))
        return ROUND_NEEDS_REASON;
    if (sql_round_close(w->db, id, reason, w->now) == 0)
        return ROUND_WRONG_STATE;
    struct buf payload;
    struct json_out j;
    buf_init(&payload, w->mem);
    json_out_start(&j, &payload, 0);
    json_object(&j, NULL);
    json_int(&j, "unfinished", unfinished);
    json_text(&j, "reason", reason);
    json_object_end(&j);
    audit_add(w, "round.close", "round", id, payload.data);
    seal_write(w, id);
    return ROUND_OK;
}

bool round_combines(const struct world *w, int64_t id)
{
    struct sql_round_shares_row *row;
    return sql_round_shares(w->db, id, &row) > 0;
}

enum round_outcome round_combine(const struct world *w, int64_t id)
{
    struct sql_round_shares_row *row;
    size_t count = sql_round_shares(w->db, id, &row);
    for (size_t i = 0; i < count; i++)
        if (!str_equal(row[i].state, "closed"))
            return ROUND_PARTS_OPEN;
    if (count == 0 || sql_round_combine(w->db, id, w->now) == 0)
        return ROUND_WRONG_STATE;
    audit_add(w, "round.combine", "round", id, NULL);
    seal_write(w, id);
    return ROUND_OK;
}
