/* Results as a spreadsheet: a sheet for each round's ranking and one with all
 * marks. The only file that knows libxlsxwriter. */
#pragma once

#include "base/lang.h"
#include "model/tally_report.h"

enum { TALLY_XLSX_ROWS_MAX = 1048576 };

/* Writes a workbook to `path`, with headings in the language. Scores are
 * numbers, rounded as shown; texts are texts, whatever they begin with. NULL,
 * or what is wrong (English, N_()); then there may be half a file. */
const char *tally_xlsx_write(const char *path, enum lang lang,
                             const struct tally_report *reports, size_t count);
