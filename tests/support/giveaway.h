/* Numbers that give a juror's marks away: the marks (of three criteria, in
 * thousandths), the weighted total, their means with one and with two others
 * who gave `other`, the differences; each as a German, an Englishman and a file
 * write it. The engine is not asked. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;

enum { GIVEAWAY_CRITERIA = 3 };

struct giveaway {
    struct arena *mem;
    const char **number;
    size_t count;
};

/* The weights add up to 100. */
void giveaway_of(struct giveaway *g, struct arena *mem, const int64_t *mark,
                 const int64_t *other, const int64_t *weight);
/* One of them that stands in the text by itself, or NULL. */
const char *giveaway_in(const struct giveaway *g, const char *text);
