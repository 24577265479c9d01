/* Whoever changes a proposal behind the program's back forgets the log, or what
 * was promised to the people in it. */
#include "model/check_proposal.h"

#include <inttypes.h>

#include "gen/sql_proposal.h"

void check_proposals(const struct world *w, struct check *check)
{
    struct sql_proposal_unlogged_row *unlogged;
    struct sql_proposal_kept_row *kept;
    struct sql_proposal_stray_row *stray;
    size_t count = sql_proposal_unlogged(w->db, &unlogged);
    for (size_t i = 0; i < count; i++)
        check_add(w, check,
                  "proposal %" PRId64 ": is %s, but the log does not say so",
                  unlogged[i].id, unlogged[i].state);
    count = sql_proposal_kept(w->db, &kept);
    for (size_t i = 0; i < count; i++)
        check_add(w, check,
                  "proposal %" PRId64
                  ": is %s, but data that were to be "
                  "deleted are still there",
                  kept[i].id, kept[i].state);
    count = sql_proposal_stray(w->db, &stray);
    for (size_t i = 0; i < count; i++)
        check_add(w, check,
                  "proposal %" PRId64
                  ": does not fit the nomination that it "
                  "became",
                  stray[i].id);
}
