/* Reading packs: for each juror a PDF with what a meeting talks about and he
 * may read, his own marks and, if he wants, his own notes. Nobody else gets it,
 * not the office either.
 *
 * A pack holds what he could read when it was made. The digest of that is kept;
 * as soon as he may read something else (a conflict declared since, a
 * nomination withdrawn) the pack is given to nobody, and erased. */
#pragma once

#include "base/lang.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pack {
    int64_t id, meeting_id, jury_member_id;
    enum lang lang;
    bool notes;         /* his own notes are in it */
    const char *state;  /* "waiting", "running", "done", "failed", "erased" */
    const char *input;  /* digest of what he could read */
    const char *digest; /* of the PDF; "" unless it is done */
    int64_t bytes, attempts, ordered_at;
    const int64_t *done_at;
};

/* false: none was ordered. */
bool pack_of(const struct world *w, int64_t meeting_id, int64_t jury_member_id,
             struct pack *pack);
bool pack_is_under_way(const struct pack *pack);

/* --- write transaction; logged --- */

/* Orders it, or orders it anew: what was made before is erased. */
void pack_order(const struct world *w, int64_t meeting_id,
                int64_t jury_member_id, enum lang lang, bool notes);
/* For everybody who was invited and has no pack that is made or under way and
 * good; in each one's language, with notes where he had chosen so, else
 * without. How many. */
size_t pack_order_all(const struct world *w, int64_t meeting_id);

/* All packs of a juror who leaves the jury, with their bytes. */
void pack_drop(const struct world *w, int64_t jury_member_id);

/* May he have it as it is: is it done, and may he still read all that is in it?
 */
bool pack_is_good(const struct world *w, const struct pack *pack);

/* --- for the job process --- */

/* The oldest that waits; 0 if none does. Reads only. */
int64_t pack_next(const struct world *w);
/* Takes it; false if somebody else did. Write transaction. */
bool pack_claim(const struct world *w, int64_t id, struct pack *pack);
/* It is kept under files/. Write transaction. */
void pack_made(const struct world *w, const struct pack *pack,
               const char *input, const char *digest, int64_t bytes);
/* It failed; after three attempts for good. Broken off: it is tried again.
 * Write transaction. */
void pack_unmade(const struct world *w, const struct pack *pack,
                 const char *problem, bool broken_off);
/* When the job process starts: what broke off is tried again. Write
 * transaction. */
void pack_requeue(const struct world *w);
/* Erases those that are not good any more, and all of meetings that are over
 * for PACK_DAYS; how many. Begins and commits transactions of its own. */
enum { PACK_DAYS = 30 };
size_t pack_sweep(const struct world *w);
