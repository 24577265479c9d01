/* What the jury decided: nominees, winners and commendations with its reason.
 * Marks are never changed by a decision. */
#pragma once

#include "model/world.h"

#include <stdbool.h>

enum honour_outcome {
    HONOUR_OK,
    HONOUR_NOT_ADMITTED, /* the nomination is not */
    HONOUR_FULL,         /* there are as many nominees as there may be */
    HONOUR_IN_ROUND      /* it is in a round of nominees that was opened, or in
                            which marks are */
};

/* kind: "nominee" or "winner"; a winner is a nominee too. Recording again
 * changes category and reason. */
enum honour_outcome honour_set(const struct world *w, int64_t entry_id,
                               const char *kind, int64_t category_id,
                               const char *reason_de, const char *reason_en);
/* The same for whatever decided it. "commended" is for a nomination that need
 * not be a nominee. A nominee keeps the motion that nominated it when it wins.
 * Where the office changes the words alone, the motion stays. */
struct honour_decision {
    const char *kind; /* "nominee", "winner", "commended" */
    int64_t category_id;
    const char *reason_de, *reason_en;
    int64_t motion_id; /* 0: the office recorded it */
};
enum honour_outcome honour_decide(const struct world *w, int64_t entry_id,
                                  const struct honour_decision *decision);
/* Takes it back; taking back a nomination takes back the win too, and takes the
 * entry out of planned rounds of nominees. */
enum honour_outcome honour_remove(const struct world *w, int64_t entry_id,
                                  const char *kind);

/* How many nominees an edition may have and has. */
struct honour_limit {
    int64_t most, named; /* most 0: no bound */
};
struct honour_limit honour_limit(const struct world *w, int64_t edition_id);
/* false: more are named already. 0 takes the bound away; logged. */
bool honour_set_limit(const struct world *w, int64_t edition_id, int64_t most);

/* Stands for all honours of a nomination as they are now; the log keeps it with
 * each change, so that `lorbeer check` finds one that was not logged. */
const char *honour_digest(const struct world *w, int64_t entry_id);
