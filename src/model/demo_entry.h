/* The sample nominations. */
#pragma once

#include "model/demo.h"

/* Adds the nominations of a file, admitted, with pictures, consents and (where
 * the file says so) honours. NULL, or what is wrong with the file. */
const char *demo_entries_add(const struct world *w, int64_t edition_id,
                             const char *folder, const char *json);

/* Starts a nomination of the acting user's company like the one of that code
 * in files->published, and submits it or leaves it a draft without its
 * English half. */
const char *demo_entry_copy(const struct world *w, int64_t edition_id,
                            const struct demo_files *files, const char *code,
                            bool submit);
