/* Reading and writing CSV. The only file that knows libcsv. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;

/* One record: its fields and the line (from 1) on which it begins. */
struct csv_row {
    const char **field;
    size_t count;
    size_t line;
};

/* Called for each record; returns false to stop reading. The row is valid only
 * during the call. */
typedef bool csv_row_function(void *context, const struct csv_row *row);

/* Reads a whole text: RFC 4180, strict quotes, CRLF or LF, an optional BOM,
 * separator ',' or ';' (0: whichever the first line has more of). Empty lines
 * are left out. Returns NULL, or what is wrong, with *line set; also when the
 * text is not UTF-8. What is wrong is an English text marked N_(); the page
 * shows it through lang_text(). Spaces around fields belong to them, at most
 * 4096 fields make a record. A stop asked for by the function is not a fault.
 */
const char *csv_read(const char *text, size_t bytes, char separator,
                     csv_row_function *each, void *context, size_t *line);

/* Writing for German Excel: BOM once, ';', CRLF, every field quoted, and a
 * leading apostrophe before = + - @ TAB CR in text and before fractions, so
 * that no cell becomes a formula, nor 9/1 the ninth of January. Numbers get no
 * apostrophe; NULL is an empty field. */
void csv_start(struct buf *out);
void csv_text(struct buf *out, const char *text);
void csv_number(struct buf *out, const char *number);
void csv_end_row(struct buf *out);
