/* What the importers share: columns by name, and faults with their lines. */
#pragma once

#include "model/answer.h"
#include "model/import.h"

struct csv_row;

enum { IMPORT_COLUMNS_MAX = 200 };

struct import_columns {
    const char *name[IMPORT_COLUMNS_MAX];
    size_t count;
};

/* The text in UTF-8, and its length: a file that is not UTF-8 is taken for
 * Windows-1252, as Excel writes it. Where it cannot be that either, the bytes
 * as they are: the reader of CSV says so. */
const char *import_utf8(struct arena *mem, const char *text, size_t *bytes);

/* "F ('staff')": where a column is found in a spreadsheet. */
const char *import_place(const struct world *w,
                         const struct import_columns *columns,
                         const char *name);
/* What is wrong with the answer in a cell, and what would be right. */
const char *import_answer_fault(struct arena *mem, const struct question *q,
                                enum answer_fault fault, const char *part);

void import_fault(const struct world *w, struct import_faults *faults,
                  size_t line, const char *what);
/* Reads the head line; notes double and too many columns. */
void import_head(const struct world *w, struct import_columns *columns,
                 const struct csv_row *row, struct import_faults *faults);
/* The value of that column in this row, cleaned; "" if the column
 * or the field is missing. */
const char *import_value(const struct world *w,
                         const struct import_columns *columns,
                         const struct csv_row *row, const char *name);
bool import_has_column(const struct import_columns *columns, const char *name);
