/* The agenda of a meeting as one juror may know it beforehand: of a nomination
 * with which he is in conflict, or which he has not declared, no more than that
 * there is one. */
#pragma once

#include "base/lang.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum agenda_shown {
    AGENDA_OPEN, /* a contest, another topic, a nomination that he may know */
    AGENDA_OUT,  /* he is in conflict with it */
    AGENDA_UNDECLARED, /* he has not declared; in a blind edition: not all */
    AGENDA_HIDDEN      /* he is a stand-in, and the seat is taken */
};

struct agenda_line {
    enum agenda_shown shown;
    const int64_t *at; /* as planned; NULL: an item before it has no minutes */
    int64_t minutes;   /* 0: not said */
    const char *title; /* "" unless it is open; in a blind edition of a
                          nomination "Nomination E07" */
    const char *code;  /* of an open nomination; "" in a blind edition, where
                          the title has it */
    int64_t entry_id;  /* of an open nomination, else 0 */
    bool readable;     /* he may read that now */
};
size_t invite_agenda(const struct world *w, int64_t meeting_id,
                     int64_t jury_member_id, enum lang lang,
                     struct agenda_line **list);
