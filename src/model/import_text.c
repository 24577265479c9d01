/* What the importer says about a cell, and files of an older encoding. */
#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "model/import_csv.h"

/* --- Windows-1252 ----------------------------------------------------------
 */

/* What 0x80 to 0x9f stand for; five of them for nothing. */
static const char *const upper[] = {
    "€", NULL, "‚",  "ƒ", "„",  "…",  "†", "‡",  "ˆ", "‰", "Š",
    "‹", "Œ",  NULL, "Ž", NULL, NULL, "‘", "’",  "“", "”", "•",
    "–", "—",  "˜",  "™", "š",  "›",  "œ", NULL, "ž", "Ÿ",
};

static bool add_byte(struct buf *out, unsigned char c)
{
    if (c == 0)
        return false;
    if (c < 0x80) {
        buf_addc(out, (char)c);
    } else if (c >= 0xa0) {
        buf_addc(out, (char)(0xc0 | c >> 6));
        buf_addc(out, (char)(0x80 | (c & 0x3f)));
    } else {
        if (upper[c - 0x80] == NULL)
            return false;
        buf_add(out, upper[c - 0x80]);
    }
    return true;
}

const char *import_utf8(struct arena *mem, const char *text, size_t *bytes)
{
    struct buf out;
    if (str_utf8(text, *bytes))
        return text;
    buf_init(&out, mem);
    for (size_t i = 0; i < *bytes; i++)
        if (!add_byte(&out, (unsigned char)text[i]))
            return text;
    *bytes = out.bytes;
    return out.data;
}

/* --- what is wrong ---------------------------------------------------------
 */

const char *import_place(const struct world *w,
                         const struct import_columns *columns, const char *name)
{
    size_t at = 0;
    while (at < columns->count && !str_equal(columns->name[at], name))
        at++;
    const char *letters =
        at < 26 ? arena_printf(w->mem, "%c", (char)('A' + at))
                : arena_printf(w->mem, "%c%c", (char)('A' + at / 26 - 1),
                               (char)('A' + at % 26));
    return arena_printf(w->mem, "%s ('%s')", letters, name);
}

/* "from 1 to 500", "from 1", "up to 500"; both in cents where it is money. */
static const char *range(struct arena *mem, const struct question *q)
{
    int64_t unit = str_equal(q->kind, "money") ? 100 : 1;
    const char *min = q->number_min ? arena_printf(mem, "from %" PRId64,
                                                   *q->number_min / unit)
                                    : "";
    const char *max = q->number_max ? arena_printf(mem, "up to %" PRId64,
                                                   *q->number_max / unit)
                                    : "";
    return arena_printf(mem, "%s%s%s", min, *min && *max ? " " : "", max);
}

static const char *days(struct arena *mem, const struct question *q)
{
    return arena_printf(
        mem, "%s%s%s%s%s", q->date_min ? "from " : "",
        q->date_min ? q->date_min : "", q->date_min && q->date_max ? " " : "",
        q->date_max ? "up to " : "", q->date_max ? q->date_max : "");
}

static const char *codes(struct arena *mem, const struct question *q)
{
    struct buf all;
    if (str_equal(q->kind, "yesno"))
        return "yes, no";
    buf_init(&all, mem);
    for (size_t i = 0; i < q->choice_count; i++)
        buf_addf(&all, "%s%s", i > 0 ? ", " : "", q->choice[i].code);
    return all.data;
}

static const char *too_many(struct arena *mem, const struct question *q)
{
    bool table = str_equal(q->kind, "table");
    return arena_printf(mem, "at most %" PRId64 " %s fit",
                        table ? answer_rows_max(q) : *q->count_max,
                        table ? "rows" : "choices");
}

static const char *row_number(struct arena *mem, const struct question *q,
                              const char *label)
{
    return arena_printf(
        mem,
        "'%s' has no whole number %s; write rows such as "
        "\"Poland: 12; India: 7\"",
        label, q->number_min || q->number_max ? range(mem, q) : "from 0");
}

const char *import_answer_fault(struct arena *mem, const struct question *q,
                                enum answer_fault fault, const char *part)
{
    switch (fault) {
    case ANSWER_FITS:
        break;
    case ANSWER_TOO_LONG:
        return arena_printf(
            mem, "the text has %zu characters, at most %" PRId64 " fit",
            str_characters(part), answer_characters_max(q));
    case ANSWER_NOT_A_NUMBER:
        return arena_printf(mem,
                            "'%s' is not a whole number; write digits only, "
                            "such as 60",
                            part);
    case ANSWER_OUT_OF_RANGE:
        return arena_printf(mem, "the number must be %s", range(mem, q));
    case ANSWER_NOT_MONEY:
        return arena_printf(mem,
                            "'%s' is not an amount; write one such as 1200 or "
                            "1200,50",
                            part);
    case ANSWER_NOT_A_DATE:
        return arena_printf(
            mem, "'%s' is not a day; write 2026-12-31 or 31.12.2026", part);
    case ANSWER_DATE_RANGE:
        return arena_printf(mem, "'%s' must be a day %s", part, days(mem, q));
    case ANSWER_NOT_A_CHOICE:
        return arena_printf(mem, "'%s' is not one of the choices; write %s",
                            part, codes(mem, q));
    case ANSWER_TOO_MANY:
        return too_many(mem, q);
    case ANSWER_ROW_LABEL:
        return "a row has no label, or one of more than 60 characters; write "
               "rows such as \"Poland: 12; India: 7\"";
    case ANSWER_ROW_NUMBER:
        return row_number(mem, q, part);
    case ANSWER_ROW_TWICE:
        return arena_printf(mem, "'%s' stands there twice; add the numbers up",
                            part);
    case ANSWER_NOT_A_LINK:
        return arena_printf(
            mem, "'%s' is not a web address; write one with https://", part);
    case ANSWER_NOT_AN_EMAIL:
        return arena_printf(mem,
                            "'%s' is not an e-mail address; write one such as "
                            "name@example.org",
                            part);
    }
    return "fits";
}
