/* What the importers share: columns by name, and faults with their lines. */
#pragma once

#include "model/import.h"

struct csv_row;

enum { IMPORT_COLUMNS_MAX = 200 };

struct import_columns {
    const char *name[IMPORT_COLUMNS_MAX];
    size_t count;
};

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
