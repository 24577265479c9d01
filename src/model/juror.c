/* Seats in a jury. Marks hang on them, so one that was used is never removed.
 */
#include "model/juror.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json.h"
#include "gen/sql_juror.h"
#include "gen/sql_juror_write.h"
#include "model/audit.h"
#include "model/pack.h"

bool juror_by_id(const struct world *w, int64_t id, struct juror *juror)
{
    struct sql_juror_get_row row;
    struct sql_juror_categories_row *category;
    if (!sql_juror_get(w->db, id, &row))
        return false;
    size_t count = sql_juror_categories(w->db, id, &category);
    int64_t *list = arena_alloc(w->mem, count * sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = category[i].id;
    *juror = (struct juror){
        .id = row.id,
        .edition_id = row.edition_id,
        .user_id = row.user_id,
        .code = row.code,
        .name = row.name,
        .email = row.email,
        .institution = row.institution,
        .function_de = row.function_de,
        .function_en = row.function_en,
        .chair = row.chair != 0,
        .deputy_chair = row.deputy_chair != 0,
        .votes = row.votes != 0,
        .stands_in_for = row.stands_in_for ? *row.stands_in_for : 0,
        .panel = row.panel,
        .load_max = row.load_max,
        .category = list,
        .category_count = count,
    };
    return true;
}

static const char *category_codes(const struct world *w, int64_t id)
{
    struct sql_juror_categories_row *row;
    size_t count = sql_juror_categories(w->db, id, &row);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text =
            arena_printf(w->mem, "%s%s%s", text, i > 0 ? " " : "", row[i].code);
    return text;
}

bool juror_can_stand_in(const struct world *w, int64_t id, int64_t for_id)
{
    struct sql_juror_can_stand_in_row row;
    return sql_juror_can_stand_in(w->db, id, for_id, &row);
}

/* The code of whom he stands in for. */
static const char *stands_in_for(const struct world *w, int64_t id)
{
    struct sql_juror_get_row row;
    return sql_juror_get(w->db, id, &row) && row.stands_in_for_code
               ? row.stands_in_for_code
               : "";
}

static const char *yes_no(bool value)
{
    return value ? "yes" : "no";
}

void juror_change(const struct world *w, int64_t id, const struct juror *now)
{
    struct juror was;
    if (!juror_by_id(w, id, &was))
        return;
    const char *categories = category_codes(w, id);
    const char *stood_in_for = stands_in_for(w, id);
    sql_juror_set(w->db, id, now->institution, now->function_de,
                  now->function_en, now->chair, now->deputy_chair, now->votes,
                  juror_can_stand_in(w, id, now->stands_in_for)
                      ? &now->stands_in_for
                      : NULL,
                  now->panel, now->load_max);
    sql_juror_drop_categories(w->db, id);
    for (size_t i = 0; i < now->category_count; i++)
        sql_juror_add_category(w->db, id, now->category[i]);
    const struct audit_field fields[] = {
        {"institution", was.institution, now->institution},
        {"function_de", was.function_de, now->function_de},
        {"function_en", was.function_en, now->function_en},
        {"chair", yes_no(was.chair), yes_no(now->chair)},
        {"deputy_chair", yes_no(was.deputy_chair), yes_no(now->deputy_chair)},
        {"votes", yes_no(was.votes), yes_no(now->votes)},
        {"stands_in_for", stood_in_for, stands_in_for(w, id)},
        {"panel", was.panel, now->panel},
        {"load_max", arena_printf(w->mem, "%" PRId64, was.load_max),
         arena_printf(w->mem, "%" PRId64, now->load_max)},
        {"categories", categories, category_codes(w, id)},
    };
    audit_change(w, "jury.change", "jury_member", id, fields,
                 sizeof fields / sizeof *fields);
}

struct juror_work juror_work(const struct world *w, int64_t id)
{
    struct sql_juror_work_row row = {0};
    sql_juror_work(w->db, id, &row);
    return (struct juror_work){row.ballots, row.closed, row.open, row.meetings};
}

int64_t juror_release(const struct world *w, int64_t id)
{
    int64_t count = sql_juror_release(w->db, id);
    if (count > 0)
        audit_add(w, "jury.release", "jury_member", id,
                  arena_printf(w->mem, "{\"removed\":%" PRId64 "}", count));
    return count;
}

bool juror_remove(const struct world *w, int64_t id)
{
    struct juror juror;
    struct juror_work work = juror_work(w, id);
    struct json_out json;
    struct buf payload;
    if (!juror_by_id(w, id, &juror) || work.ballots > 0 || work.closed > 0 ||
        work.meetings > 0)
        return false;
    juror_release(w, id);
    sql_juror_drop_categories(w->db, id);
    sql_juror_drop_assignments(w->db, id);
    sql_juror_drop_conflicts(w->db, id);
    sql_juror_cancel_mails(w->db, id);
    pack_drop(w, id);
    sql_juror_drop(w->db, id);
    buf_init(&payload, w->mem);
    json_out_start(&json, &payload, 0);
    json_object(&json, NULL);
    json_text(&json, "juror", juror.code);
    json_int(&json, "user", juror.user_id);
    json_object_end(&json);
    audit_add(w, "jury.remove", "edition", juror.edition_id, payload.data);
    return true;
}
