/* What people type for amounts, dates, choices and rows of a table: into fields
 * of a form or into cells of a spreadsheet. Nothing here asks whether it fits
 * the question's limits. */
#pragma once

#include "model/answer.h"

struct arena;

/* "1.200,50 €", "1,200.50", "1200.5", "EUR 1 200": cents. Three digits after
 * the only separator are thousands. false: not an amount. */
bool typed_money(struct arena *mem, const char *text, int64_t *cents);

/* "1200", and as pages write it: "1.200", "1,200", "1 200", "1'200". false: not
 * a whole number. */
bool typed_whole(struct arena *mem, const char *text, int64_t *number);

/* "2026-05-03" of that, "3.5.2026" or "3/5/2026"; NULL if there is no such day.
 */
const char *typed_date(struct arena *mem, const char *text);

/* "yes" or "no", also for "ja" and "nein"; NULL for anything else. */
const char *typed_yes_no(const char *text);

/* The choice with that code, else the only one with that label in any language;
 * choice_count if there is none. */
size_t typed_choice(struct arena *mem, const struct question *q,
                    const char *text);
/* Codes or labels, separated by line breaks, semicolons, bars, commas or
 * spaces. Marks the chosen ones; "" or the part that is none. */
const char *typed_choices(struct arena *mem, const struct question *q,
                          const char *text, bool *chosen);

/* A cell has all rows of a table in one line, with semicolons between them. */
bool typed_one_line(const char *text);
/* The next row of a table that is not empty, NULL at the end. */
const char *typed_line(struct arena *mem, bool one_line, const char **rest);
/* "Polen TAB 12", "Polen: 12", "Polen = 12", "Polen 12": the number, "" if
 * there is none, and the label. */
const char *typed_row(struct arena *mem, const char *line, const char **label);
