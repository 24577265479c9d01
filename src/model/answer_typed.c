/* Lenient reading of what people type: see answer_typed.h. */
#include "model/answer_typed.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/str.h"

enum { AMOUNT_BYTES_MAX = 40, MONEY_DECIMALS = 2 };

/* Below a trillion euros: what can be typed can be read back from the field. */
static const int64_t cents_max = 99999999999999;

/* --- amounts ---------------------------------------------------------------
 */

/* Without currency and spaces: "1.200,50". NULL if something else is in it. */
static const char *bare_amount(struct arena *mem, const char *text)
{
    static const char *const dropped[] = {
        "€", "EUR", "Euro", "euro", "\u00a0", "\u202f", " ", "'", "\u2019"};
    char *bare = arena_alloc(mem, strlen(text) + 1);
    size_t n = 0;
    if (strlen(text) > AMOUNT_BYTES_MAX)
        return NULL;
    while (*text != '\0') {
        size_t skip = 0;
        for (size_t i = 0; skip == 0 && i < sizeof dropped / sizeof *dropped;
             i++)
            if (str_starts(text, dropped[i]))
                skip = strlen(dropped[i]);
        if (skip == 0)
            bare[n++] = *text++;
        text += skip;
    }
    bare[n] = '\0';
    return strspn(bare, "-0123456789.,") == n && n > 0 ? bare : NULL;
}

/* "12.345.678": the first group of one to three, all others of three. */
static bool are_groups(const char *text, const char *end, char mark)
{
    size_t digits = 0;
    bool first = true;
    if (*text == '0')
        return false; /* 0,125 is no thousand */
    for (; text <= end; text++) {
        if (text < end && *text != mark) {
            digits++;
            continue;
        }
        if (first ? digits == 0 || digits > 3 : digits != 3)
            return false;
        first = false;
        digits = 0;
    }
    return true;
}

/* Where the decimals begin, or NULL: 1,5 and 1.200,50, but 1.200 has none. */
static const char *decimal_mark(const char *amount)
{
    const char *comma = strrchr(amount, ','), *point = strrchr(amount, '.');
    const char *last = comma > point ? comma : point;
    if (last == NULL || (comma != NULL && point != NULL))
        return last;
    return strchr(amount, *last) != last || strlen(last + 1) == 3 ? NULL : last;
}

bool typed_money(struct arena *mem, const char *text, int64_t *cents)
{
    const char *amount = bare_amount(mem, text);
    if (amount == NULL)
        return false;
    bool minus = amount[0] == '-';
    amount += minus;
    if (strchr(amount, '-') != NULL)
        return false;
    const char *mark = decimal_mark(amount);
    const char *end = mark ? mark : amount + strlen(amount);
    char *plain = arena_alloc(mem, strlen(amount) + 2);
    size_t n = 0;
    char group = '\0';
    for (const char *c = amount; c < end; c++) {
        if ((*c == '.' || *c == ',') && group != '\0' && *c != group)
            return false;
        if (*c == '.' || *c == ',')
            group = *c;
        else
            plain[n++] = *c;
    }
    if (group != '\0' && !are_groups(amount, end, group))
        return false;
    if (mark != NULL) {
        size_t bytes = strlen(mark + 1);
        plain[n++] = '.';
        memcpy(plain + n, mark + 1, bytes);
        n += bytes;
    }
    plain[n] = '\0';
    if (!str_decimal(plain, MONEY_DECIMALS, false, cents) || *cents > cents_max)
        return false;
    *cents = minus ? -*cents : *cents;
    return true;
}

bool typed_whole(struct arena *mem, const char *text, int64_t *number)
{
    static const char *const marks[] = {".",      ",",      " ",     "'",
                                        "\u2019", "\u00a0", "\u202f"};
    bool minus = text[0] == '-';
    text += minus;
    const char *mark = NULL;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (mark == NULL && strstr(text, marks[i]) != NULL)
            mark = marks[i];
    if (mark == NULL)
        return str_int(text - minus, INT64_MIN, INT64_MAX, number);
    char *grouped = arena_alloc(mem, strlen(text) + 1);
    char *plain = arena_alloc(mem, strlen(text) + 2);
    size_t n = 0, digits = 0;
    while (*text != '\0') {
        bool between = str_starts(text, mark);
        grouped[n++] = between ? '.' : *text;
        if (!between)
            plain[digits++] = *text;
        text += between ? strlen(mark) : 1;
    }
    plain[digits] = '\0';
    if (!are_groups(grouped, grouped + n, '.') ||
        !str_int(plain, 0, INT64_MAX, number))
        return false;
    *number = minus ? -*number : *number;
    return true;
}

/* --- dates, yes and no -----------------------------------------------------
 */

const char *typed_date(struct arena *mem, const char *text)
{
    int year, month, day, used = 0;
    int64_t from, until;
    if (sscanf(text, "%2d.%2d.%4d%n", &day, &month, &year, &used) != 3 &&
        sscanf(text, "%2d/%2d/%4d%n", &day, &month, &year, &used) != 3 &&
        sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3)
        return NULL;
    if (text[used] != '\0' || year < 1000 || month < 1 || day < 1)
        return NULL;
    const char *date = arena_printf(mem, "%04d-%02d-%02d", year, month, day);
    return clock_day(date, &from, &until) ? date : NULL;
}

const char *typed_yes_no(const char *text)
{
    if (strcasecmp(text, "yes") == 0 || strcasecmp(text, "ja") == 0)
        return "yes";
    if (strcasecmp(text, "no") == 0 || strcasecmp(text, "nein") == 0)
        return "no";
    return NULL;
}

/* --- choices ---------------------------------------------------------------
 */

size_t typed_choice(struct arena *mem, const struct question *q,
                    const char *text)
{
    size_t found = q->choice_count;
    const char *key = str_key(mem, text);
    for (size_t i = 0; i < q->choice_count; i++)
        if (str_equal(q->choice[i].code, text))
            return i;
    for (size_t i = 0; i < q->choice_count; i++) {
        if (!str_equal(str_key(mem, q->choice[i].label_de), key) &&
            !str_equal(str_key(mem, q->choice[i].label_en), key))
            continue;
        if (found < q->choice_count)
            return q->choice_count; /* could be either */
        found = i;
    }
    return found;
}

/* Labels may have commas and spaces in them: a part is divided further only
 * where it is no choice as it stands. */
static const char *choose(struct arena *mem, const struct question *q,
                          const char *text, bool *chosen, size_t level)
{
    static const char *const marks[] = {"\n;|", ",", " \t"};
    size_t at = typed_choice(mem, q, text);
    if (at < q->choice_count) {
        chosen[at] = true;
        return "";
    }
    while (level < sizeof marks / sizeof *marks &&
           strpbrk(text, marks[level]) == NULL)
        level++;
    if (level >= sizeof marks / sizeof *marks)
        return text;
    while (*text != '\0') {
        size_t bytes = strcspn(text, marks[level]);
        const char *part = str_line(mem, arena_textn(mem, text, bytes));
        const char *wrong =
            part[0] == '\0' ? "" : choose(mem, q, part, chosen, level + 1);
        if (wrong[0] != '\0')
            return level < 2 ? wrong : part;
        text += bytes + (text[bytes] != '\0');
    }
    return "";
}

const char *typed_choices(struct arena *mem, const struct question *q,
                          const char *text, bool *chosen)
{
    memset(chosen, 0, q->choice_count * sizeof *chosen);
    return choose(mem, q, text, chosen, 0);
}

/* --- rows ------------------------------------------------------------------
 */

bool typed_one_line(const char *text)
{
    return strpbrk(text, "\n\t") == NULL;
}

const char *typed_line(struct arena *mem, bool one_line, const char **rest)
{
    const char *text = *rest;
    while (*text != '\0') {
        size_t bytes = strcspn(text, one_line ? ";" : "\n");
        const char *line = arena_textn(mem, text, bytes);
        text += bytes + (text[bytes] != '\0');
        if (!str_empty(line)) {
            *rest = text;
            return line;
        }
    }
    *rest = text;
    return NULL;
}

const char *typed_row(struct arena *mem, const char *line, const char **label)
{
    static const char marks[] = "\t:=;";
    const char *mark = NULL;
    for (const char *m = marks; mark == NULL && *m != '\0'; m++)
        mark = strrchr(line, *m);
    if (mark == NULL) { /* "Polen 12", but not "Bosnien und Herzegowina" */
        mark = strrchr(line, ' ');
        if (mark != NULL && strspn(mark + 1, "-0123456789") != strlen(mark + 1))
            mark = NULL;
    }
    if (mark == NULL) {
        bool digits = strspn(line, "0123456789") == strlen(line);
        *label = digits ? "" : str_line(mem, line);
        return digits ? line : "";
    }
    *label = str_line(mem, arena_textn(mem, line, (size_t)(mark - line)));
    return str_line(mem, mark + 1);
}
