/* Packs files into a ZIP: the same files give the same bytes. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct kit_zip_item {
    const char *name; /* in the ZIP: ASCII, "de/winner.png" */
    const char *path; /* of the file */
    bool stored;      /* it is packed already: a picture */
};

/* Sorted by name, all of the first day that a ZIP can tell. NULL, or what went
 * wrong, which lives as long as the program. */
const char *kit_zip(const struct kit_zip_item *items, size_t count,
                    const char *output);
