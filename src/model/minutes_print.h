/* For the job process: which minutes wait for their PDF, and what is in it. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct minutes_print {
    int64_t id, revision, attempts, created_at;
    const char *data; /* data.json: assets/brochure/README.md */
    size_t data_bytes;
};

/* The oldest that waits; 0 if none does. Reads only. */
int64_t minutes_print_next(const struct world *w);
/* Takes it; false if somebody else did. Write transaction. */
bool minutes_print_claim(const struct world *w, int64_t id);
bool minutes_print_input(const struct world *w, int64_t id,
                         struct minutes_print *print);
/* Its PDF is kept under files/. Nothing happens if somebody signed meanwhile:
 * then it is made anew. Write transaction. */
void minutes_print_done(const struct world *w,
                        const struct minutes_print *print, const char *digest,
                        int64_t bytes);
/* It failed; after three attempts for good. Write transaction. */
void minutes_print_failed(const struct world *w,
                          const struct minutes_print *print,
                          const char *problem, bool broken_off);
/* When the job process starts. Write transaction. */
void minutes_print_requeue(const struct world *w);
