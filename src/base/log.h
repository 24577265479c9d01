/* One key=value line per event on stderr, and the way out for impossible
 * things. Values are quoted where needed; line breaks cannot get in. */
#pragma once

#include <stdnoreturn.h>

/* Pairs of key and value, closed by NULL; a value that is NULL is written as
 * "". Never secrets, never what a juror gave. log_event("login", "user", "17",
 * "outcome", "refused", NULL); */
void log_event(const char *event, ...) __attribute__((sentinel));

/* A broken invariant, SQL that does not prepare, no memory: says so and aborts;
 * Kore starts a new worker. Never for what a user or the disk can cause. */
noreturn void die(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
