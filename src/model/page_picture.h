/* A picture that the office prints on a company's page in place of that of its
 * nomination. The nomination stays as the jury read it, and public pages show
 * what it has. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stdint.h>

/* The picture in that slot, "photo" or "logo"; 0: that of the nomination. */
int64_t page_picture_file(const struct world *w, int64_t entry_id,
                          const char *slot);
/* Puts it there, 0: takes it away. Credit and alternative text of a photo are
 * words of the page (model/page_release.h): those to another photo are dropped
 * with it, from drafts too. Write transaction; logged; what is printed from now
 * on is a version. */
void page_picture_put(const struct world *w, int64_t entry_id, const char *slot,
                      int64_t file_id);
