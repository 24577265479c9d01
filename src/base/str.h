/* Text: UTF-8, trimming, strict numbers. With character.c, the only
 * one that knows utf8proc. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

bool str_equal(const char *a, const char *b); /* both may be NULL */
bool str_empty(const char *text);             /* NULL, "" or only white space */
bool str_starts(const char *text, const char *prefix);
bool str_ends(const char *text, const char *suffix);

/* Is this valid UTF-8 without NUL? */
bool str_utf8(const char *text, size_t bytes);

/* A cleaned copy of one line of user text: NFC, control characters and line
 * breaks to spaces, runs of spaces to one, trimmed. NULL stays NULL. */
char *str_line(struct arena *mem, const char *text);
/* A cleaned copy of several lines: NFC, CRLF and CR to LF, tabs kept, other
 * control characters removed, white space at the ends trimmed. */
char *str_lines(struct arena *mem, const char *text);

/* A key for comparing names and addresses without regard to case (NFKC,
 * casefolded). */
char *str_key(struct arena *mem, const char *text);

/* Lower-case ASCII letters, digits and hyphens, for file names and URLs:
 * "Müller & Söhne" becomes "mueller-soehne". Never empty: "x" if nothing is
 * left. */
char *str_slug(struct arena *mem, const char *text);

/* User-perceived characters (grapheme clusters); CRLF counts as one. */
size_t str_characters(const char *text);

/* Plausible as one e-mail address: one @, no spaces, a dot in the domain,
 * at most 254 bytes. */
bool str_email(const char *text);
/* Absolute http or https URL without white space or control characters. */
bool str_weblink(const char *text);

/* Strict: optional minus, digits, nothing else; false when outside min..max.
 * *value is set only on success. */
bool str_int(const char *text, int64_t min, int64_t max, int64_t *value);

/* A decimal number with at most `decimals` digits after the point, as an
 * integer in units of 10^-decimals: "7.25" with 2 is 725. A comma is taken as
 * the point too, for German input, where `comma` says so. false: not a number,
 * too many decimals, or more than 15 digits in all. */
bool str_decimal(const char *text, int decimals, bool comma, int64_t *units);

/* Standard hexadecimal in lower case; `hex` has room for 2 * bytes + 1. */
void str_hex(char *hex, const unsigned char *data, size_t bytes);
