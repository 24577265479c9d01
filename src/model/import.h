/* Bulk data from CSV: nominations, and marks that were given on paper. All or
 * nothing: every bad line is named, and the caller rolls back. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct import_fault {
    size_t line;      /* of the file, from 1 */
    const char *what; /* an English sentence without a full stop */
};

struct import_faults {
    struct import_fault *list;
    size_t count;
};

/* Nominations. Columns: code, organisation, category (its code or name), and
 * any of state (draft, submitted, admitted; default submitted), contact (e-mail
 * of the company's account, created without a password if it is new), parent,
 * consent_CODE (yes or no; stored without a person: it was imported), and
 * questions by their code, or by their label where only one has it. Cells may
 * be written as people do (answer.h). UTF-8, or Windows-1252 where it is not
 * that; commas or semicolons. Returns how many were added; with faults it means
 * nothing. */
size_t import_entries(const struct world *w, int64_t edition_id,
                      const char *csv, size_t bytes,
                      struct import_faults *faults);

/* Marks. Columns: juror, entry, criterion, score, and round (its slug), which
 * may be missing if the edition has only one. Entries must be admitted. A
 * ballot with every mark counts as submitted, others stay drafts. Refused for
 * a round that was opened. */
size_t import_scores(const struct world *w, int64_t edition_id, const char *csv,
                     size_t bytes, struct import_faults *faults);
