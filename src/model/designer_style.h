/* The paragraph styles of the designer's texts. The names never change. */
#pragma once

#include <stdbool.h>

struct designer_style {
    const char *name; /* ASCII; bilingual ones end in " DE" and " EN" */
    bool bilingual;
    const char *de, *en; /* what stands in it, for LIESMICH.txt */
};

/* All of them; the last has the name NULL. */
extern const struct designer_style designer_styles[];
