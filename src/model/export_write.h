/* The tables of model/export_table.h as files. Nothing that a person wrote can
 * become a formula: a spreadsheet holds texts as texts, CSV puts an apostrophe
 * before = + - @ TAB CR, and JSON has no formulas. The same rows give the same
 * bytes. */
#pragma once

#include "model/export_table.h"

struct buf;

/* What stands in a file beside its tables. */
struct export_about {
    const char *slug, *title; /* of the edition */
    int64_t changed_at;       /* when something of it was changed last */
    enum lang lang;
};
/* false: there is no such edition. */
bool export_about(const struct world *w, int64_t edition_id, enum lang lang,
                  struct export_about *about);

/* A workbook with a sheet for each table. NULL, or what went wrong, in English
 * marked N_(). The folder of `path` is where it works. Read transaction. */
const char *export_xlsx(const struct world *w, int64_t edition_id,
                        enum lang lang, const char *path);

/* One table for German Excel: BOM, semicolons, CRLF, decimal comma. false:
 * there is no such table. Read transaction. */
bool export_csv(const struct world *w, int64_t edition_id, enum lang lang,
                const char *file, struct buf *out);

/* All of them, as assets/schema/results.schema.json describes. Read
 * transaction. */
void export_json(const struct world *w, int64_t edition_id, enum lang lang,
                 struct buf *out);
