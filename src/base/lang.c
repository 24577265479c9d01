/* The languages of the interface: see lang.h.
 *
 * Not libintl: it follows the locale of the process, we need a language per
 * request. Months stand here and not in the catalogue because their use is a
 * rule of the language, not a sentence. */
#include "base/lang.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/lang_table.h"
#include "base/str.h"

enum { ACCEPT_RANGES_MAX = 32, DIGITS_MAX = 24 };

static const char *const codes[LANG_COUNT] = {
    [LANG_DE] = "de",
    [LANG_EN] = "en",
};

static const char *const months[LANG_COUNT][12] = {
    [LANG_DE] = {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
                 "August", "September", "Oktober", "November", "Dezember"},
    [LANG_EN] = {"January", "February", "March", "April", "May", "June", "July",
                 "August", "September", "October", "November", "December"},
};

const char *lang_code(enum lang lang)
{
    return codes[lang];
}

bool lang_from_code(const char *code, enum lang *lang)
{
    for (enum lang i = 0; i < LANG_COUNT; i++) {
        if (!str_equal(code, codes[i]))
            continue;
        *lang = i;
        return true;
    }
    return false;
}

/* "q=0.8" in thousandths; without a proper one 1000. */
static int weight(const char *range, size_t bytes)
{
    const char *semicolon = memchr(range, ';', bytes);
    if (!semicolon)
        return 1000;
    const char *end = range + bytes;
    const char *at = semicolon + 1;
    while (at < end && *at == ' ')
        at++;
    if (end - at < 3 || strncasecmp(at, "q=", 2) != 0)
        return 1000;
    at += 2;
    int value = *at == '1' ? 1000 : 0;
    if (value == 0 && end - at > 2 && at[1] == '.') {
        int place = 100;
        for (at += 2; at < end && *at >= '0' && *at <= '9'; at++) {
            value += (*at - '0') * place;
            place /= 10;
        }
    }
    return value;
}

/* "de", "de-AT" and "*", which stands for German, the language of the house */
static bool range_lang(const char *range, size_t bytes, enum lang *lang)
{
    if (bytes > 0 && *range == '*') {
        *lang = LANG_DE;
        return true;
    }
    for (enum lang i = 0; i < LANG_COUNT; i++) {
        if (bytes < 2 || strncasecmp(range, codes[i], 2) != 0 ||
            (bytes > 2 && !strchr("-; ", range[2])))
            continue;
        *lang = i;
        return true;
    }
    return false;
}

enum lang lang_accept(const char *header)
{
    enum lang best = LANG_DE;
    int best_weight = 0;
    for (int i = 0; header && *header && i < ACCEPT_RANGES_MAX; i++) {
        header += strspn(header, " \t,");
        size_t bytes = strcspn(header, ",");
        enum lang lang;
        if (range_lang(header, bytes, &lang) &&
            weight(header, bytes) > best_weight) {
            best = lang;
            best_weight = weight(header, bytes);
        }
        header += bytes;
    }
    return best;
}

static int compare(const void *english, const void *entry)
{
    return strcmp(english, ((const struct lang_entry *)entry)->english);
}

static const struct lang_entry *german(const char *english)
{
    return bsearch(english, lang_table, lang_table_count, sizeof lang_table[0],
                   compare);
}

const char *lang_text(enum lang lang, const char *english)
{
    if (lang == LANG_EN)
        return english;
    const struct lang_entry *entry = german(english);
    return entry ? entry->german_one : english;
}

const char *lang_plural(enum lang lang, const char *one, const char *many,
                        int64_t n)
{
    const struct lang_entry *entry = lang == LANG_EN ? NULL : german(one);
    if (entry && entry->german_many)
        return n == 1 ? entry->german_one : entry->german_many;
    return n == 1 ? one : many;
}

const char *lang_pick(enum lang lang, const char *de, const char *en)
{
    const char *first = lang == LANG_DE ? de : en;
    const char *second = lang == LANG_DE ? en : de;
    if (!str_empty(first))
        return first;
    if (!str_empty(second))
        return second;
    return "";
}

static uint64_t magnitude(int64_t value)
{
    return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

char *lang_decimal(struct arena *mem, enum lang lang, int64_t units,
                   int decimals)
{
    assert(decimals >= 0 && decimals <= 18);
    uint64_t one = 1;
    for (int i = 0; i < decimals; i++)
        one *= 10;
    uint64_t size = magnitude(units);
    const char *sign = units < 0 ? "-" : "";
    if (decimals == 0)
        return arena_printf(mem, "%s%llu", sign, (unsigned long long)size);
    return arena_printf(mem, "%s%llu%c%0*llu", sign,
                        (unsigned long long)(size / one),
                        lang == LANG_DE ? ',' : '.', decimals,
                        (unsigned long long)(size % one));
}

char *lang_int(struct arena *mem, enum lang lang, int64_t value)
{
    char digits[DIGITS_MAX * 2];
    size_t at = sizeof digits;
    uint64_t size = magnitude(value);
    int count = 0;
    digits[--at] = '\0';
    do {
        if (count > 0 && count % 3 == 0)
            digits[--at] = lang == LANG_DE ? '.' : ',';
        digits[--at] = (char)('0' + size % 10);
        size /= 10;
        count++;
    } while (size > 0);
    if (value < 0)
        digits[--at] = '-';
    return arena_text(mem, digits + at);
}

char *lang_number(struct arena *mem, enum lang lang, const char *number)
{
    char *text = arena_text(mem, number);
    char *point = text ? strchr(text, '.') : NULL;
    if (point && lang == LANG_DE)
        *point = ',';
    return text;
}

char *lang_date(struct arena *mem, enum lang lang, int64_t at)
{
    struct clock_local t = clock_local(at);
    return arena_printf(mem, "%d%s %s %d", t.day, lang == LANG_DE ? "." : "",
                        months[lang][t.month - 1], t.year);
}

char *lang_datetime(struct arena *mem, enum lang lang, int64_t at)
{
    struct clock_local t = clock_local(at);
    return arena_printf(mem, "%s, %02d:%02d%s", lang_date(mem, lang, at),
                        t.hour, t.minute, lang == LANG_DE ? " Uhr" : "");
}

char *lang_datetime_short(struct arena *mem, enum lang lang, int64_t at)
{
    struct clock_local t = clock_local(at);
    if (lang == LANG_DE)
        return arena_printf(mem, "%02d.%02d.%04d %02d:%02d", t.day, t.month,
                            t.year, t.hour, t.minute);
    return arena_printf(mem, "%d %.3s %d %02d:%02d", t.day,
                        months[lang][t.month - 1], t.year, t.hour, t.minute);
}

char *lang_bytes(struct arena *mem, enum lang lang, int64_t bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB"};
    if (bytes < 1000)
        return arena_printf(mem, "%lld %s", (long long)bytes,
                            lang == LANG_DE ? "Byte" : "bytes");
    /* Tenths of the unit, rounded; 999,960 bytes are 1.0 MB, not 1000.0 kB. */
    size_t unit = 0;
    int64_t tenth = 100;
    while (unit + 1 < sizeof units / sizeof units[0] &&
           bytes / tenth + (bytes % tenth >= tenth / 2) >= 10000) {
        unit++;
        tenth *= 1000;
    }
    int64_t tenths = bytes / tenth + (bytes % tenth >= tenth / 2);
    return arena_printf(mem, "%s %s", lang_decimal(mem, lang, tenths, 1),
                        units[unit]);
}
