/* Prizes as the office sets them up, while nothing is decided about them. */
#pragma once

#include "model/prize.h"

enum prize_fault {
    PRIZE_FINE,
    PRIZE_CODE,   /* no code, or one that another prize has */
    PRIZE_NAME,   /* no German name */
    PRIZE_MONEY,  /* an amount and heads, a cap without heads, or heads in a
                     category */
    PRIZE_DECIDED /* something is decided about it: it stays */
};
/* Is anything decided, moved or on an agenda that hangs on it? */
bool prize_decided(const struct world *w, int64_t id);
/* prize->id 0: a new one. Logged. */
enum prize_fault prize_store(const struct world *w, const struct prize *prize);
enum prize_fault prize_remove(const struct world *w, int64_t id);
