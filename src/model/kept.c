/* Forms that wait for their sender; of each person only a few, so nobody can
 * fill the database with them. */
#include "model/kept.h"

#include "base/arena.h"
#include "gen/sql_kept.h"
#include "gen/sql_kept_write.h"

void kept_sweep(const struct world *w)
{
    sql_kept_end_old(w->db, w->now - KEPT_S);
}

void kept_add(const struct world *w, int64_t user_id, const char *path,
              const char *fields)
{
    sql_kept_add(w->db, user_id, path, fields, w->now);
    sql_kept_end_surplus(w->db, user_id, KEPT_MAX);
}

size_t kept_list(const struct world *w, int64_t user_id, struct kept **list)
{
    struct sql_kept_list_row *row;
    size_t count = sql_kept_list(w->db, user_id, w->now - KEPT_S, &row);
    *list = arena_alloc(w->mem, (count + 1) * sizeof **list);
    for (size_t i = 0; i < count; i++)
        (*list)[i] = (struct kept){row[i].id, row[i].kept_at, row[i].path,
                                   row[i].fields};
    return count;
}

void kept_drop(const struct world *w, int64_t user_id, int64_t id)
{
    sql_kept_drop(w->db, user_id, id);
}
