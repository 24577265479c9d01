/* Practice ballots: the same shape as ballots, other tables. */
#include "model/practice.h"

#include "gen/sql_practice.h"
#include "gen/sql_practice_write.h"

void practice_save(const struct world *w, int64_t round_id,
                   int64_t jury_member_id, const struct practice *practice,
                   const struct mark *marks, size_t count)
{
    struct sql_practice_get_row row;
    sql_practice_put(w->db, round_id, jury_member_id, practice->comment,
                     practice->note, practice->discuss, w->now);
    if (!sql_practice_get(w->db, round_id, jury_member_id, &row))
        return;
    for (size_t k = 0; k < count; k++)
        sql_practice_mark_put(w->db, row.id, marks[k].criterion_id,
                              marks[k].value, marks[k].comment);
}

void practice_hand_in(const struct world *w, int64_t round_id,
                      int64_t jury_member_id)
{
    sql_practice_set_state(w->db, round_id, jury_member_id, "submitted",
                           w->now);
}

void practice_reopen(const struct world *w, int64_t round_id,
                     int64_t jury_member_id)
{
    sql_practice_set_state(w->db, round_id, jury_member_id, "draft", w->now);
}

void practice_clear(const struct world *w, int64_t round_id,
                    int64_t jury_member_id)
{
    sql_practice_clear(w->db, round_id, jury_member_id);
}
