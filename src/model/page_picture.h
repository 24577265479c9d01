/* A picture that the office prints on a company's page in place of that of its
 * nomination. The nomination stays as the jury read it, and public pages show
 * what it has. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stdint.h>

struct page_picture {
    const char *slot; /* "photo", "logo" */
    int64_t file_id;  /* 0: that of the nomination */
    const char *credit, *alt_de, *alt_en;
};
/* What is stored; file_id is 0 if nothing is. */
void page_picture_get(const struct world *w, int64_t entry_id, const char *slot,
                      struct page_picture *p);
/* Words of the page to another photo are dropped with it. Write transaction;
 * logged; what is printed from now on is a version. */
void page_picture_put(const struct world *w, int64_t entry_id,
                      const struct page_picture *p);
