/* How often one may try: logging in, its second step, registering, asking for a
 * reset, proposing a company. */
#pragma once

#include "model/world.h"

enum attempt_kind {
    ATTEMPT_LOGIN,    /* 10 per account, 30 per network in 15 minutes */
    ATTEMPT_REGISTER, /* 5 per account, 20 per network in an hour */
    ATTEMPT_RESET,    /* the same */
    ATTEMPT_SECOND,   /* 5 per account, 30 per network in 15 minutes: three of a
                         million codes fit at any time */
    ATTEMPT_PROPOSE   /* 5 per address in a day, 20 per network in an hour */
};

/* Counts an attempt before it is made, so that many at once count too. The
 * account is an address as typed, whether it exists or not; the network is the
 * client's address as text ("" if unknown: one network).
 * 0: go ahead. Else nothing was counted, and the minutes to wait are returned.
 * Write transaction. */
int attempt_begin(const struct world *w, enum attempt_kind kind,
                  const char *account, const char *network);
/* The attempt went well and does not count. Write transaction. */
void attempt_forgive(const struct world *w, enum attempt_kind kind,
                     const char *account, const char *network);
