/* Jurors, conflicts, assignment. A declaration is one row that the juror (or
 * the office) may change; the audit log keeps each. */
#include "model/jury.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_jury.h"
#include "gen/sql_jury_write.h"
#include "model/audit.h"
#include "model/meeting.h"
#include "model/seal.h"
#include "model/user.h"

int64_t jury_add(const struct world *w, int64_t edition_id, int64_t user_id,
                 const char *institution, const char *function_de,
                 const char *function_en, bool chair)
{
    struct sql_jury_count_row count = {0};
    struct jury_member m;
    int64_t id = 0;
    if (jury_of_user(w, edition_id, user_id, &m))
        return 0;
    sql_jury_count(w->db, edition_id, &count);
    for (int64_t n = count.count + 1; id == 0 && !db_failed(w->db); n++) {
        char *code = arena_printf(w->mem, "J%02" PRId64, n);
        id = sql_jury_add(w->db, edition_id, user_id, code, n, institution,
                          function_de, function_en, chair, w->now);
        if (id == 0 && !db_conflict(w->db))
            return 0;
    }
    user_grant(w, user_id, "juror");
    audit_add(w, "jury.add", "jury_member", id, NULL);
    return id;
}

bool jury_of_user(const struct world *w, int64_t edition_id, int64_t user_id,
                  struct jury_member *m)
{
    struct sql_jury_of_user_row row;
    if (!sql_jury_of_user(w->db, edition_id, user_id, &row))
        return false;
    *m = (struct jury_member){row.id,   row.edition_id, row.user_id,
                              row.code, row.name,       row.joined_at};
    return true;
}

bool conflict_known_kind(const char *kind)
{
    static const char *const kinds[] = {"none",   "employed", "mandate",
                                        "client", "family",   "competitor",
                                        "other"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_equal(kind, kinds[i]))
            return true;
    return false;
}

bool conflict_known_period(const char *period)
{
    return str_equal(period, "past") || str_equal(period, "present") ||
           str_equal(period, "planned");
}

bool conflict_get(const struct world *w, int64_t jury_member_id,
                  int64_t entry_id, struct conflict *conflict)
{
    struct sql_jury_conflict_get_row row;
    if (!sql_jury_conflict_get(w->db, jury_member_id, entry_id, &row))
        return false;
    *conflict = (struct conflict){.kind = row.kind,
                                  .period = row.period,
                                  .remark = row.remark,
                                  .hints = row.hints,
                                  .late = row.late != 0};
    return true;
}

static void log_declaration(const struct world *w, int64_t jury_member_id,
                            int64_t entry_id, const struct conflict *old,
                            const struct conflict *new)
{
    const struct audit_field fields[] = {
        {"entry", NULL, arena_printf(w->mem, "%" PRId64, entry_id)},
        {"kind", old->kind, new->kind},
        {"period", old->period, new->period},
        {"remark", old->remark, new->remark},
        {"hints", old->hints, new->hints},
        {"late", old->late ? "yes" : NULL, new->late ? "yes" : NULL},
    };
    audit_change(w, "conflict.declare", "jury_member", jury_member_id, fields,
                 sizeof fields / sizeof *fields);
}

void conflict_put(const struct world *w, int64_t jury_member_id,
                  int64_t entry_id, const struct conflict *new)
{
    struct conflict old = {0};
    if (conflict_get(w, jury_member_id, entry_id, &old) &&
        str_equal(old.kind, new->kind) && str_equal(old.period, new->period) &&
        str_equal(old.remark, new->remark))
        return;
    sql_jury_conflict_put(w->db, jury_member_id, entry_id, new->kind,
                          new->period, new->remark, new->hints, new->late,
                          world_actor(w), w->now);
    log_declaration(w, jury_member_id, entry_id, &old, new);
    seal_entry_changed(w, entry_id);
    meeting_declared(w, jury_member_id);
}

void conflict_declare(const struct world *w, int64_t jury_member_id,
                      int64_t entry_id, const char *kind, const char *remark)
{
    const struct conflict plain = {
        .kind = kind, .period = "", .remark = remark, .hints = ""};
    conflict_put(w, jury_member_id, entry_id, &plain);
}

bool conflict_is_fixed(const struct world *w, int64_t jury_member_id,
                       int64_t entry_id)
{
    struct sql_jury_conflict_fixed_row row;
    return sql_jury_conflict_fixed(w->db, jury_member_id, entry_id, &row);
}

const char *conflict_kind(const struct world *w, int64_t jury_member_id,
                          int64_t entry_id)
{
    struct sql_jury_conflict_get_row row;
    return sql_jury_conflict_get(w->db, jury_member_id, entry_id, &row)
               ? row.kind
               : NULL;
}

void assignment_add(const struct world *w, int64_t round_id,
                    int64_t jury_member_id, int64_t entry_id)
{
    sql_jury_assign(w->db, round_id, jury_member_id, entry_id);
}

void assignment_remove(const struct world *w, int64_t round_id,
                       int64_t jury_member_id, int64_t entry_id)
{
    sql_jury_unassign(w->db, round_id, jury_member_id, entry_id);
}

void assignment_apply(const struct world *w, int64_t round_id,
                      const struct assignment_change *change, size_t count)
{
    int64_t added = 0, removed = 0;
    for (size_t i = 0; i < count; i++) {
        const struct assignment_change *a = &change[i];
        if (a->assigned)
            added += sql_jury_assign(w->db, round_id, a->jury_member_id,
                                     a->entry_id);
        else
            removed += sql_jury_unassign(w->db, round_id, a->jury_member_id,
                                         a->entry_id);
    }
    if (added + removed > 0)
        audit_add(w, "assignment.change", "round", round_id,
                  arena_printf(
                      w->mem, "{\"added\":%" PRId64 ",\"removed\":%" PRId64 "}",
                      added, removed));
}

void assignment_all(const struct world *w, int64_t round_id)
{
    int64_t added = sql_jury_assign_all(w->db, round_id);
    audit_add(w, "assignment.all", "round", round_id,
              arena_printf(w->mem, "{\"added\":%" PRId64 "}", added));
}
