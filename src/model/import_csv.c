/* Columns and faults of an import. */
#include "model/import_csv.h"

#include "base/arena.h"
#include "base/csv.h"
#include "base/str.h"

enum { FAULTS_MAX = 1000 };

void import_fault(const struct world *w, struct import_faults *faults,
                  size_t line, const char *what)
{
    if (faults->count >= FAULTS_MAX)
        return;
    faults->list =
        arena_grow(w->mem, faults->list, faults->count, sizeof *faults->list);
    faults->list[faults->count++] = (struct import_fault){line, what};
}

void import_head(const struct world *w, struct import_columns *columns,
                 const struct csv_row *row, struct import_faults *faults)
{
    for (size_t i = 0; i < row->count; i++) {
        const char *name = str_line(w->mem, row->field[i]);
        if (i >= IMPORT_COLUMNS_MAX || import_has_column(columns, name)) {
            import_fault(
                w, faults, row->line,
                arena_printf(w->mem, "the column '%s' is one too many", name));
            return;
        }
        columns->name[columns->count++] = name;
    }
}

const char *import_value(const struct world *w,
                         const struct import_columns *columns,
                         const struct csv_row *row, const char *name)
{
    for (size_t i = 0; i < columns->count && i < row->count; i++)
        if (str_equal(columns->name[i], name))
            return str_lines(w->mem, row->field[i]);
    return "";
}

bool import_has_column(const struct import_columns *columns, const char *name)
{
    for (size_t i = 0; i < columns->count; i++)
        if (str_equal(columns->name[i], name))
            return true;
    return false;
}
