/* For the job process: which versions wait for their PDF, and what is in it. */
#pragma once

#include "model/print_image.h"

#include <stdbool.h>
#include <stddef.h>

struct submission_print {
    int64_t id, attempts, created_at;
    const char *data; /* data.json: assets/brochure/README.md */
    size_t data_bytes;
    struct print_images images;
};

/* The oldest version that waits; 0 if none does. Reads only. */
int64_t submission_next(const struct world *w);
/* Takes it; false if somebody else did. Write transaction. */
bool submission_claim(const struct world *w, int64_t id);
bool submission_input(const struct world *w, int64_t id,
                      struct submission_print *print);
/* Its PDF is kept under files/. Write transaction. */
void submission_printed(const struct world *w, int64_t id, const char *digest,
                        int64_t bytes);
/* It failed; after three attempts for good. `problem` in English. Broken off:
 * it is tried again. Write transaction. */
void submission_unprinted(const struct world *w,
                          const struct submission_print *print,
                          const char *problem, bool broken_off);
/* When the job process starts: what broke off or failed is tried again. Write
 * transaction. */
void submission_requeue(const struct world *w);
