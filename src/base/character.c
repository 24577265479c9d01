/* What the rule of counting asks about a code point: see character.h. */
#include "base/character.h"

#include <utf8proc.h>

enum { PARTS_MAX = 8 };

/* What a code point consists of, taken apart; the count. */
static utf8proc_ssize_t parts_of(int32_t code, utf8proc_int32_t *parts)
{
    int boundary = 0;
    return utf8proc_decompose_char(code, parts, PARTS_MAX, UTF8PROC_DECOMPOSE,
                                   &boundary);
}

/* A text must count the same before and after normalising. That it does is the
 * design of the classes, but for two: U+21AE, a stroked U+2194, which may stand
 * for an emoji, and U+0CC0. These are taken for their first part. Syllables of
 * Hangul have classes of their own, which fit. */
static int32_t stand_in(int32_t code)
{
    const utf8proc_property_t *property = utf8proc_get_property(code);
    utf8proc_int32_t parts[PARTS_MAX];
    if (property->decomp_seqindex == UINT16_MAX || parts_of(code, parts) < 2)
        return code;
    return parts[0];
}

static bool is_space(int32_t code, utf8proc_category_t category)
{
    return (code >= '\t' && code <= '\r') || code == 0x85 ||
           category == UTF8PROC_CATEGORY_ZS ||
           category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

/* Characters nobody sees: they make two names look the same, turn the writing
 * direction around or pretend that a field was filled in. The joiners that
 * emoji and some scripts need are not among them. */
static bool is_hidden(int32_t code)
{
    return code == 0x200b || code == 0x2060 || code == 0xfeff ||
           (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

/* A few have no combining class but consist of marks alone, as U+0F73. */
static bool is_mark(int32_t code)
{
    enum { FIRST_MARK = 0x300 };
    utf8proc_int32_t parts[PARTS_MAX];
    return code >= FIRST_MARK && parts_of(code, parts) > 0 &&
           utf8proc_get_property(parts[0])->combining_class != 0;
}

unsigned character_traits(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    unsigned traits = is_space(code, category) ? CHARACTER_SPACE : 0;
    if (is_hidden(code))
        traits |= CHARACTER_HIDDEN;
    if (category == UTF8PROC_CATEGORY_CC)
        traits |= CHARACTER_CONTROL;
    if (is_mark(code))
        traits |= CHARACTER_MARK;
    return traits;
}

int character_class(int32_t code)
{
    return utf8proc_get_property(stand_in(code))->boundclass;
}

bool character_begins(int32_t before, int32_t code, int32_t *state)
{
    return utf8proc_grapheme_break_stateful(stand_in(before), stand_in(code),
                                            state);
}
