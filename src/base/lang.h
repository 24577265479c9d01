/* The languages of the interface: translations, plurals, numbers, dates.
 *
 * English is the language of the sources; the German catalogues in
 * assets/lang/de are compiled into a table (build/gen/lang_table.c). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct arena;

/* Marks an English text that stands in a table or comes from a lower floor and
 * is translated where it is shown; scripts/lang-check looks for it. */
#define N_(english) (english)

enum lang { LANG_DE, LANG_EN, LANG_COUNT };

/* "de", "en" */
const char *lang_code(enum lang lang);
/* false if the code is not one of ours; *lang is then left alone */
bool lang_from_code(const char *code, enum lang *lang);
/* The best of our languages for an Accept-Language header; German if none. */
enum lang lang_accept(const char *header);

/* The text in that language; the English text itself where there is none. */
const char *lang_text(enum lang lang, const char *english)
    __attribute__((format_arg(2)));
const char *lang_plural(enum lang lang, const char *one, const char *many,
                        int64_t n)
    __attribute__((format_arg(2), format_arg(3)));
/* `de` or `en`, whichever the reader wants; the other where it is empty. */
const char *lang_pick(enum lang lang, const char *de, const char *en);

/* An integer in units of 10^-decimals: 678 with 2 is "6,78" or "6.78". */
char *lang_decimal(struct arena *mem, enum lang lang, int64_t units,
                   int decimals);
/* Whole numbers with the language's thousands separator: 12.000 or 12,000. */
char *lang_int(struct arena *mem, enum lang lang, int64_t value);
/* "6.78" as the engine writes it, with the language's decimal sign. */
char *lang_number(struct arena *mem, enum lang lang, const char *number);

/* "30. September 2026" or "30 September 2026", local time */
char *lang_date(struct arena *mem, enum lang lang, int64_t at);
/* "30. September 2026, 23:59 Uhr" or "30 September 2026, 23:59" */
char *lang_datetime(struct arena *mem, enum lang lang, int64_t at);
/* "30.09.2026 23:59" or "30 Sep 2026 23:59", for tables */
char *lang_datetime_short(struct arena *mem, enum lang lang, int64_t at);
/* "2,4 MB" or "2.4 MB" */
char *lang_bytes(struct arena *mem, enum lang lang, int64_t bytes);
