/* Processes that `lorbeer serve` starts and ends. */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

struct child {
    pid_t pid;  /* 0: not running */
    int output; /* what it writes to stdout, non-blocking; -1: nothing */
};

struct child_plan {
    const char *const *arguments; /* the program first, then NULL at the end */
    const char *program;          /* absolute path */
    const char *folder;           /* its working directory; NULL: ours */
    const char *home;             /* its LORBEER_HOME */
    bool read_output;
};

/* Starts it in a process group of its own, without core dumps (they would hold
 * passwords), with SIGTERM when we die and no signal blocked. false with
 * errno: no process; a program that is missing ends at once with 127. */
bool child_start(struct child *child, const struct child_plan *plan);

void child_signal(const struct child *child, int signal);

/* Has it ended? Then what is left of its group is killed, its shared memory
 * removed, and pid is 0; *status as from waitpid(). What it has written can
 * still be read from `output`, which the caller closes. */
bool child_ended(struct child *child, int *status);

/* Removes the SysV shared memory that a process has made and, being killed,
 * left behind; only if it is ours, and, if the process may be another one by
 * now, only if nobody uses it. */
void child_remove_memory(pid_t pid, bool unused_only);
