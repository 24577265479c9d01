/* Packages in the job table: what was made before, and from what. */
#pragma once

#include "model/world.h"

#include <stdbool.h>

struct package_made_of {
    int64_t edition_id;
    const char *product, *language, *digest;
};
struct package_made {
    const char *file; /* under HOME/exports */
    int64_t bytes;
};
/* The latest that was made of the same; false if none was. */
bool package_made(const struct world *w, const struct package_made_of *of,
                  struct package_made *made);
/* Notes what a job was made from. Write transaction. */
void package_note_input(const struct world *w, int64_t job_id,
                        const char *digest);
