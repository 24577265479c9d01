/* Inside of the tables for organisers (model/export_table.h): a table under
 * way, filled cell by cell in the order of its columns. */
#pragma once

#include "model/export_table.h"
#include "model/result.h"

struct arena;

struct export_round {
    int64_t id;
    const char *slug, *name;
    const struct result *result; /* NULL: it has none, or is not asked for */
};

struct export_walk {
    const struct world *w;
    int64_t edition_id;
    enum lang lang;
    const char *only;               /* file of the one table wanted, or NULL */
    const struct export_sink *sink; /* NULL: the tables alone are listed */
    struct export_table *list;      /* that were met */
    size_t count;
    struct export_round *round;
    size_t round_count;
    struct arena *row_mem; /* emptied after each row */
    struct export_cell *cell;
    size_t at; /* cells of the row under way */
};

/* Begins a table with columns of the caller's; false: it is not wanted, or only
 * listed, and no rows follow. */
bool export_begin(struct export_walk *x, const struct export_table *table);
void export_end(struct export_walk *x);

/* The next cell. NULL and "" are empty cells. */
void export_text(struct export_walk *x, const char *text);
void export_code(struct export_walk *x, const char *code, const char *text);
void export_none(struct export_walk *x);
void export_number(struct export_walk *x, int64_t number);
void export_number_at(struct export_walk *x, const int64_t *number);
void export_decimal(struct export_walk *x, int64_t units, int decimals);
/* All cells are there. */
void export_row(struct export_walk *x);

/* `de` or `en` as the reader wants. */
const char *export_pick(const struct export_walk *x, const char *de,
                        const char *en);
const char *export_word(const struct export_walk *x, const char *english)
    __attribute__((format_arg(2)));

/* The parts of the walk. */
void export_rankings(struct export_walk *x);
void export_marks(struct export_walk *x);
void export_left_out(struct export_walk *x);
void export_comments(struct export_walk *x);
void export_conflicts(struct export_walk *x);
void export_entries(struct export_walk *x);
void export_honours(struct export_walk *x);
void export_contacts(struct export_walk *x);
