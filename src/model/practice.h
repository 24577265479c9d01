/* Practising on an invented nomination with the criteria of a round. Nothing
 * that counts, lists, exports or reminds reads what is stored here; only the
 * newest marks are kept, and nothing goes to the log. */
#pragma once

#include "model/ballot.h"

struct practice {
    const char *comment, *note; /* "" if none */
    bool discuss;
};

/* Saves all of it; what was handed in is a draft again. Write transaction. */
void practice_save(const struct world *w, int64_t round_id,
                   int64_t jury_member_id, const struct practice *practice,
                   const struct mark *marks, size_t count);
/* Handed in, for practice; or a draft again. Does nothing if nothing was
 * saved. */
void practice_hand_in(const struct world *w, int64_t round_id,
                      int64_t jury_member_id);
void practice_reopen(const struct world *w, int64_t round_id,
                     int64_t jury_member_id);
/* As if nothing had ever been typed. */
void practice_clear(const struct world *w, int64_t round_id,
                    int64_t jury_member_id);
