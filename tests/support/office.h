/* Office files made on the spot: archives with the parts that say what they
 * are. */
#pragma once

#include <stddef.h>

struct arena;

/* A part of the archive; NULL ends a list. */
struct office_part {
    const char *name, *text;
    size_t fill; /* instead of the text: so many zeros */
};
char *office_archive(struct arena *mem, const struct office_part *parts,
                     size_t *bytes);
/* A small document of Word's, without programs in it. */
char *office_docx(struct arena *mem, size_t *bytes);
