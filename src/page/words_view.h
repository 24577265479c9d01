/* What changed between two texts, word by word: gone and new marked, for eyes
 * and for ears. */
#pragma once

#include "base/words.h"
#include "http/out.h"

/* Without line breaks between the parts, which would be copied as spaces: the
 * element around it is written with RAW(). */
void html_words(struct out *o, const struct words_part *part, size_t count);
