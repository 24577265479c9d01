/* What an organiser takes out of an edition as tables: rankings, marks, what
 * was not counted, comments, conflicts, nominations, honours and contacts. One
 * walk over the rows serves spreadsheets, CSV and JSON alike, row by row, so
 * that 10,000 nominations are never in memory together. */
#pragma once

#include "base/lang.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum export_kind {
    EXPORT_TEXT,
    EXPORT_INTEGER,
    EXPORT_DECIMAL, /* number in units of 10^-decimals */
    EXPORT_MONEY,   /* number in cents */
    EXPORT_DAY,     /* code: "2026-05-03" */
    EXPORT_TIME,    /* number in Unix seconds */
    EXPORT_YESNO,   /* number 0 or 1 */
    EXPORT_CODES,   /* code: codes joined by spaces; text: their labels */
    EXPORT_ROWS     /* code: lines "label TAB number"; text for readers */
};

struct export_column {
    const char *key;     /* in JSON, never translated */
    const char *group;   /* in JSON the object it stands in, or NULL */
    const char *heading; /* in the reader's language */
    enum export_kind kind;
    int width; /* characters */
};

/* A cell that is not given is empty, and null in JSON. */
struct export_cell {
    bool given;
    const char *text; /* for readers */
    const char *code; /* for programs; NULL: the text */
    int64_t number;
    int decimals;
};

struct export_table {
    const char *key;   /* "marks"; each round has one "rankings" */
    const char *round; /* slug of the round, or NULL */
    const char *file;  /* "ranking-jury": for a file's name, ASCII */
    const char *title; /* in the reader's language */
    const struct export_column *column;
    size_t count;
};

/* Where it goes. Tables come one after the other, those of the same key
 * together; begin, rows, end. What a cell points to lives until row() returns,
 * a table until end() does. */
struct export_sink {
    void *context;
    void (*begin)(void *context, const struct export_table *table);
    void (*row)(void *context, const struct export_table *table,
                const struct export_cell *cell);
    void (*end)(void *context, const struct export_table *table);
};

/* All tables of the edition; `only` (the `file` of one) or NULL. Rounds that
 * are open are not among them: their marks are nobody's. Read transaction. */
void export_tables(const struct world *w, int64_t edition_id, enum lang lang,
                   const char *only, const struct export_sink *sink);

/* The tables that there are, without rows; how many. */
size_t export_list(const struct world *w, int64_t edition_id, enum lang lang,
                   struct export_table **list);

/* What the file of a table is called, without its ending: the title in ASCII,
 * unlike that of all tables before it in the list. */
const char *export_download(const struct world *w,
                            const struct export_table *list, size_t i);

/* Rows of the largest tables: tells whether the files can be made at once. */
struct export_size {
    int64_t entries, ballots;
};
struct export_size export_size(const struct world *w, int64_t edition_id);
