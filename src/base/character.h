/* Characters as readers count them, by one rule for server and browser.
 *
 * A text is cleaned and counted code point by code point. All that the rule
 * asks about a code point is here; scripts/characters2js.c makes a table of the
 * same answers for the browser, so that both count alike whatever version of
 * Unicode the browser knows. The rule is UAX 29 (extended grapheme clusters) as
 * libutf8proc has it; conjuncts of Indic scripts, which later versions join,
 * are counted by their parts. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* So many marks in a row are kept, as in the stream-safe format of UAX 15: more
 * than any language writes. */
enum { CHARACTER_MARKS_MAX = 30 };

enum {
    CHARACTER_SPACE = 1,   /* any white space, line breaks too */
    CHARACTER_HIDDEN = 2,  /* nobody sees it: dropped from every text */
    CHARACTER_CONTROL = 4, /* Cc */
    CHARACTER_MARK = 8     /* counts against CHARACTER_MARKS_MAX */
};

/* Bits of the above. */
unsigned character_traits(int32_t code);

/* Alike in both: code points of one class are the same to
 * character_begins(). */
int character_class(int32_t code);

/* Does `code` begin another character than `before`, the code point before it?
 * `state` is 0 before the first pair of a text and then belongs to this
 * function. A letter and its mark count as the letter that is both. */
bool character_begins(int32_t before, int32_t code, int32_t *state);
