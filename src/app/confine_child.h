/* A confined child as confine_run() and confine_talk_start() share it. The only
 * file that knows libseccomp. */
#pragma once

#include "app/confine.h"

#include <sys/types.h>

struct confine_child {
    pid_t pid;
    int pidfd;
    int output; /* what it writes; the caller closes it */
};

/* Forks; true when the program runs. `input` is its stdin, -1: nothing. On
 * failure *result is CONFINE_REFUSED with a sentence. */
bool confine_child_start(struct confine_child *child,
                         const struct confine_plan *plan, int input,
                         struct confine_result *result);

/* Kills its process group, if anything of it still lives, and waits for its
 * end; of *result the status, the memory, and CONFINE_KILLED where a signal
 * ended what was thought to have exited. */
void confine_child_end(struct confine_child *child,
                       struct confine_result *result);
