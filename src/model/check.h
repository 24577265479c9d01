/* Is an award home whole? Database, log, files, keys. Changes nothing. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct check {
    const char **finding; /* one line each, in English */
    size_t count;
    size_t files;       /* checked */
    size_t log_entries; /* checked */
    size_t orphans;     /* files that nothing refers to: what an interrupted
                           upload leaves; not a finding */
};

/* What only the disk and the database can tell. w->db and w->home are enough;
 * the database has the schema of this program. */
void check_home(const struct world *w, struct check *check);

/* Adds a finding; for what the caller has checked itself. */
void check_add(const struct world *w, struct check *check, const char *format,
               ...) __attribute__((format(printf, 3, 4)));
