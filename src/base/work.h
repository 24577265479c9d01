/* A slow piece of work on a password, done by a thread and not by the event
 * loop. A handler fills it in and answers "later"; when it is done the same
 * request is served again and the handler finds the result. */
#pragma once

#include "base/secret.h"

#include <stdbool.h>

enum work_kind { WORK_NONE, WORK_VERIFY, WORK_HASH };

struct work {
    enum work_kind kind;
    bool done;
    char password[SECRET_PASSWORD_MAX + 1];
    char hash[SECRET_PASSWORD_HASH];     /* WORK_VERIFY: to compare with */
    bool fits;                           /* WORK_VERIFY: the answer */
    char new_hash[SECRET_PASSWORD_HASH]; /* WORK_HASH, or WORK_VERIFY when it
                                            fits and needs a rehash; else "" */
    bool failed;                         /* not enough memory */
};

/* Does the work and sets `done`. Touches nothing else: any thread may. */
void work_run(struct work *work);
/* Forgets password and hashes. */
void work_wipe(struct work *work);
