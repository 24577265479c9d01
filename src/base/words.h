/* Two versions of a text, compared word by word. */
#pragma once

#include <stddef.h>

struct arena;

enum words_kind { WORDS_SAME, WORDS_GONE, WORDS_NEW };

struct words_part {
    enum words_kind kind;
    const char *text;
};

/* The parts of both texts in reading order: leaving out the new ones gives
 * `before`, leaving out the gone ones `after`, but for white space at the ends
 * of words. The fewest words are gone and new; where that would be too much
 * work, all between the first and the last difference is. The count. */
size_t words_compare(struct arena *mem, const char *before, const char *after,
                     struct words_part **parts);

/* The same with long parts that did not change shortened to about so many
 * bytes at each side, at spaces, with "…" between. */
void words_shorten(struct arena *mem, struct words_part *parts, size_t count,
                   size_t bytes);
