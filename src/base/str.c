/* Text: see str.h.
 *
 * Whatever comes in may be broken UTF-8 (an old import, a hostile form), so
 * the cleaning functions first put U+FFFD for every byte that fits nowhere;
 * after that utf8proc cannot fail but for lack of memory.
 *
 * Normalising sorts the marks that follow a letter, in a time that grows with
 * the square of their number: a letter keeps CHARACTER_MARKS_MAX of those that
 * were typed. Keys also take characters apart that are no marks, but consist of
 * some, and leave out what stands between; that has a limit of its own. */
#include "base/str.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <utf8proc.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/character.h"
#include "base/log.h"

enum {
    REPLACEMENT = 0xfffd,
    EMAIL_BYTES_MAX = 254, /* RFC 5321, 4.5.3.1.3 less the brackets */
    EMAIL_LOCAL_BYTES_MAX = 64,
    DECIMAL_DIGITS_MAX = 15,
    /* more than CHARACTER_MARKS_MAX typed ones ever come to */
    PART_MARKS_MAX = 128,
    PARTS_MAX = 32 /* U+FDFA, the longest, has 18 */
};

/* The code point at *text, which moves on; REPLACEMENT and one byte further
 * where there is no valid one, and -1 at the end. */
static int32_t next(const char **text, const char *end)
{
    if (*text >= end)
        return -1;
    utf8proc_int32_t code;
    utf8proc_ssize_t bytes =
        utf8proc_iterate((const utf8proc_uint8_t *)*text,
                         (utf8proc_ssize_t)(end - *text), &code);
    if (bytes < 1) {
        code = REPLACEMENT;
        bytes = 1;
    }
    *text += bytes;
    return code;
}

static void add_code(struct buf *b, int32_t code)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t count = utf8proc_encode_char(code, bytes);
    buf_addn(b, (const char *)bytes, (size_t)count);
}

static bool is_space(int32_t code)
{
    return character_traits(code) & CHARACTER_SPACE;
}

static bool is_hidden(int32_t code)
{
    return character_traits(code) & CHARACTER_HIDDEN;
}

static bool is_control(int32_t code)
{
    return character_traits(code) & CHARACTER_CONTROL;
}

bool str_equal(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool str_empty(const char *text)
{
    if (!text)
        return true;
    const char *end = text + strlen(text);
    for (int32_t code; (code = next(&text, end)) >= 0;)
        if (!is_space(code) && !is_hidden(code))
            return false;
    return true;
}

bool str_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool str_ends(const char *text, const char *suffix)
{
    size_t bytes = strlen(text);
    size_t suffix_bytes = strlen(suffix);
    return bytes >= suffix_bytes &&
           memcmp(text + bytes - suffix_bytes, suffix, suffix_bytes) == 0;
}

bool str_utf8(const char *text, size_t bytes)
{
    const char *at = text;
    const char *end = text + bytes;
    while (at < end) {
        utf8proc_int32_t code;
        utf8proc_ssize_t step = utf8proc_iterate(
            (const utf8proc_uint8_t *)at, (utf8proc_ssize_t)(end - at), &code);
        if (step < 1 || code == 0)
            return false;
        at += step;
    }
    return true;
}

/* Adds what a code point is made of, as long as no more than PART_MARKS_MAX
 * marks follow each other; `marks` counts them. */
static void add_parts(struct buf *b, int32_t code, utf8proc_option_t options,
                      int *marks)
{
    utf8proc_int32_t parts[PARTS_MAX];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char(code, parts, PARTS_MAX, options, &boundary);
    if (count < 0 || count > PARTS_MAX)
        die("str: U+%X does not decompose", (unsigned)code);
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        bool mark = utf8proc_get_property(parts[i])->combining_class != 0;
        *marks = mark ? *marks + 1 : 0;
        if (*marks <= PART_MARKS_MAX)
            add_code(b, parts[i]);
    }
}

/* A copy in valid UTF-8, normalised as the options say. */
static char *normalise(struct arena *mem, const char *text,
                       utf8proc_option_t options)
{
    struct buf parts;
    int marks = 0, part_marks = 0;
    buf_init(&parts, mem);
    const char *end = text + strlen(text);
    for (int32_t code; (code = next(&text, end)) >= 0;) {
        bool mark = character_traits(code) & CHARACTER_MARK;
        marks = mark ? marks + 1 : 0;
        if (marks <= CHARACTER_MARKS_MAX)
            add_parts(&parts, code, options, &part_marks);
    }
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t count = utf8proc_map(
        (const utf8proc_uint8_t *)parts.data, (utf8proc_ssize_t)parts.bytes,
        &mapped, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (count < 0)
        die("str: %s", utf8proc_errmsg(count));
    char *copy = arena_textn(mem, (const char *)mapped, (size_t)count);
    free(mapped);
    return copy;
}

static char *nfc(struct arena *mem, const char *text)
{
    return normalise(mem, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

char *str_line(struct arena *mem, const char *text)
{
    if (!text)
        return NULL;
    text = nfc(mem, text);
    const char *end = text + strlen(text);
    struct buf line;
    buf_init(&line, mem);
    bool space_due = false;
    for (int32_t code; (code = next(&text, end)) >= 0;) {
        if (is_hidden(code))
            continue;
        if (is_space(code) || is_control(code)) {
            space_due = line.bytes > 0;
            continue;
        }
        if (space_due)
            buf_addc(&line, ' ');
        space_due = false;
        add_code(&line, code);
    }
    return line.data;
}

char *str_lines(struct arena *mem, const char *text)
{
    if (!text)
        return NULL;
    text = nfc(mem, text);
    const char *end = text + strlen(text);
    struct buf lines;
    buf_init(&lines, mem);
    size_t trimmed_bytes = 0; /* up to the last character that is no space */
    for (int32_t code; (code = next(&text, end)) >= 0;) {
        if (code == '\r') {
            if (*text == '\n')
                continue;
            code = '\n';
        }
        if (code == 0x85 || code == 0x2028 || code == 0x2029)
            code = '\n';
        if (is_hidden(code) ||
            (is_control(code) && code != '\n' && code != '\t'))
            continue;
        bool space = is_space(code);
        if (space && lines.bytes == 0)
            continue;
        add_code(&lines, code);
        if (!space)
            trimmed_bytes = lines.bytes;
    }
    lines.data[trimmed_bytes] = '\0';
    return lines.data;
}

char *str_key(struct arena *mem, const char *text)
{
    if (!text)
        return NULL;
    return normalise(mem, text,
                     UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                         UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
}

/* What a letter becomes where taking off its accent would be wrong (German)
 * or impossible (it has none to take off). */
static const char *transcription(int32_t code)
{
    static const struct {
        int32_t code;
        const char *ascii;
    } table[] = {
        {0xe4, "ae"}, {0xf6, "oe"}, {0xfc, "ue"},  {0xdf, "ss"}, {0xe6, "ae"},
        {0xf8, "oe"}, {0xf0, "d"},  {0xfe, "th"},  {0x111, "d"}, {0x127, "h"},
        {0x131, "i"}, {0x142, "l"}, {0x153, "oe"}, {0x167, "t"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].code == code)
            return table[i].ascii;
    return NULL;
}

static int32_t base_letter(int32_t code)
{
    utf8proc_int32_t parts[8];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char(code, parts, sizeof parts / sizeof parts[0],
                                UTF8PROC_DECOMPOSE, &boundary);
    return count > 0 ? parts[0] : code;
}

static bool is_slug_letter(int32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
}

char *str_slug(struct arena *mem, const char *text)
{
    text = str_key(mem, text ? text : "");
    const char *end = text + strlen(text);
    struct buf slug;
    buf_init(&slug, mem);
    bool hyphen_due = false;
    for (int32_t code; (code = next(&text, end)) >= 0;) {
        const char *ascii = transcription(code);
        int32_t letter = base_letter(code);
        if (!ascii && !is_slug_letter(letter)) {
            if (utf8proc_category(code) != UTF8PROC_CATEGORY_MN)
                hyphen_due = slug.bytes > 0;
            continue;
        }
        if (hyphen_due)
            buf_addc(&slug, '-');
        hyphen_due = false;
        if (ascii)
            buf_add(&slug, ascii);
        else
            buf_addc(&slug, (char)letter);
    }
    if (slug.bytes == 0)
        buf_addc(&slug, 'x');
    return slug.data;
}

size_t str_characters(const char *text)
{
    const char *end = text + strlen(text);
    int32_t before = next(&text, end);
    if (before < 0)
        return 0;
    size_t count = 1;
    int32_t state = 0;
    for (int32_t code; (code = next(&text, end)) >= 0; before = code)
        if (character_begins(before, code, &state))
            count++;
    return count;
}

static bool is_ascii_alnum(int32_t code)
{
    return is_slug_letter(code) || (code >= 'A' && code <= 'Z');
}

static bool email_local(const char *text, size_t bytes)
{
    if (bytes < 1 || bytes > EMAIL_LOCAL_BYTES_MAX)
        return false;
    for (size_t i = 0; i < bytes; i++)
        if (!is_ascii_alnum(text[i]) &&
            !(text[i] > 0 && strchr("!#$%&'*+-/=?^_`{|}~.", text[i])))
            return false;
    return true;
}

/* Letters beyond ASCII are fine: the mail library turns them into Punycode. */
static bool is_domain_letter(int32_t code)
{
    if (code < 0x80)
        return is_ascii_alnum(code) || code == '-';
    utf8proc_category_t category = utf8proc_category(code);
    return code != REPLACEMENT && category >= UTF8PROC_CATEGORY_LU &&
           category <= UTF8PROC_CATEGORY_ND;
}

static bool email_domain(const char *text)
{
    const char *end = text + strlen(text);
    size_t dots = 0;
    int32_t before = '.';
    for (int32_t code; (code = next(&text, end)) >= 0; before = code) {
        if (code == '.') {
            if (before == '.' || before == '-')
                return false;
            dots++;
        } else if (!is_domain_letter(code) || (code == '-' && before == '.')) {
            return false;
        }
    }
    return dots > 0 && before != '.' && before != '-';
}

bool str_email(const char *text)
{
    if (!text || strlen(text) > EMAIL_BYTES_MAX)
        return false;
    const char *at = strchr(text, '@');
    return at && !strchr(at + 1, '@') &&
           email_local(text, (size_t)(at - text)) && email_domain(at + 1);
}

bool str_weblink(const char *text)
{
    if (!text || !str_utf8(text, strlen(text)))
        return false;
    size_t scheme_bytes = 0;
    if (strncasecmp(text, "http://", 7) == 0)
        scheme_bytes = 7;
    else if (strncasecmp(text, "https://", 8) == 0)
        scheme_bytes = 8;
    const char *host = text + scheme_bytes;
    if (scheme_bytes == 0 || !*host || strchr("/?#:@.", *host))
        return false;
    const char *end = host + strlen(host);
    for (int32_t code; (code = next(&host, end)) >= 0;)
        if (is_space(code) || is_control(code) || is_hidden(code))
            return false;
    return true;
}

bool str_int(const char *text, int64_t min, int64_t max, int64_t *value)
{
    if (!text)
        return false;
    bool negative = *text == '-';
    text += negative;
    if (!*text)
        return false;
    int64_t sum = 0;
    for (; *text; text++) {
        if (*text < '0' || *text > '9')
            return false;
        int digit = *text - '0';
        if (__builtin_mul_overflow(sum, 10, &sum) ||
            __builtin_add_overflow(sum, negative ? -digit : digit, &sum))
            return false;
    }
    if (sum < min || sum > max)
        return false;
    *value = sum;
    return true;
}

bool str_decimal(const char *text, int decimals, bool comma, int64_t *units)
{
    assert(decimals >= 0 && decimals <= DECIMAL_DIGITS_MAX);
    if (!text)
        return false;
    bool negative = *text == '-';
    text += negative;
    int64_t sum = 0;
    int digits = 0;
    int after = -1; /* digits after the point; -1: no point yet */
    for (; *text; text++) {
        if (*text == '.' || (comma && *text == ',')) {
            if (after >= 0 || digits == 0)
                return false;
            after = 0;
            continue;
        }
        if (*text < '0' || *text > '9' || ++digits > DECIMAL_DIGITS_MAX)
            return false;
        sum = sum * 10 + (*text - '0');
        if (after >= 0)
            after++;
    }
    if (digits == 0 || after == 0 || after > decimals)
        return false;
    for (int i = after < 0 ? 0 : after; i < decimals; i++)
        if (__builtin_mul_overflow(sum, 10, &sum))
            return false;
    *units = negative ? -sum : sum;
    return true;
}

void str_hex(char *hex, const unsigned char *data, size_t bytes)
{
    static const char digit[] = "0123456789abcdef";
    for (size_t i = 0; i < bytes; i++) {
        hex[2 * i] = digit[data[i] >> 4];
        hex[2 * i + 1] = digit[data[i] & 15];
    }
    hex[2 * bytes] = '\0';
}
