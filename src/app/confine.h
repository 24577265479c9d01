/* Runs a program that must not be trusted with anything: a decoder of uploaded
 * pictures, a typesetter; or with one thing only: a mail, and the way to the
 * mail server.
 *
 * The child may read the system's programs and libraries and what it is given,
 * write in one folder, and nothing else: no other file of this machine, no
 * network unless it is said, no other process. Its time, memory and file sizes
 * have limits. None of this needs root or name spaces: Landlock, seccomp,
 * resource limits and no_new_privs also work inside containers and chroots. */
#pragma once

#include <stdbool.h>

struct confine_plan {
    const char *const *arguments; /* the program's absolute path first, then
                                     NULL at the end */
    const char *folder;           /* the only place to write; working folder,
                                     HOME and TMPDIR */
    const char *const *readable;  /* further files and folders to read, NULL at
                                     the end; a missing one is passed over */
    bool network;                 /* may call out over IP and ask for names */
    int seconds;                  /* wall clock; twice as much CPU time */
    int behind;                   /* by so much nicer than who starts it */
    int memory_mb;                /* data segment, anonymous mappings */
    int file_mb;                  /* largest file it may write */
};

/* `behind` of what takes long: short work that somebody waits for goes first.
 */
enum { CONFINE_BULK = 4 };

struct confine_watch {
    void *context;
    /* Each line of stdout and stderr, without the line break, cut at 1000
     * bytes, in the order they come; at most 10,000. May be NULL. */
    void (*line)(void *context, const char *line);
    /* About five times a second; false ends the child. May be NULL. */
    bool (*tick)(void *context);
};

enum confine_end {
    CONFINE_EXITED,    /* by itself; see `status` */
    CONFINE_KILLED,    /* by a signal, such as a limit; see `status` */
    CONFINE_TIMEOUT,   /* took longer than `seconds` */
    CONFINE_CANCELLED, /* tick() said so */
    CONFINE_REFUSED    /* never started: see `why` */
};

struct confine_result {
    enum confine_end end;
    int status;     /* exit status or signal */
    long memory_kb; /* largest resident size */
    double seconds; /* wall clock */
    char why[200];  /* CONFINE_REFUSED: a sentence, else "" */
};

/* Starts the program and waits for its end. When it returns, no process of the
 * child's group is left. For a process with one thread: the child is prepared
 * between fork and exec. */
void confine_run(const struct confine_plan *plan,
                 const struct confine_watch *watch,
                 struct confine_result *result);

/* Can this kernel confine (Landlock and seccomp)? NULL if so, else a sentence.
 * Then confine_run() refuses, unless the variable LORBEER_UNCONFINED is 1: the
 * child runs with resource limits alone. For test machines only. */
const char *confine_missing(void);
