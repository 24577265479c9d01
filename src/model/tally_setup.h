/* What is declared before the vote, from files: weights.csv and config.json.
 * And the list of faults, each with its file and line. */
#pragma once

#include "model/tally.h"
#include "model/tally_ids.h"

/* A text as it was read from a file, and the name to speak of it. */
struct tally_file {
    const char *name;
    const char *text;
    size_t bytes;
};

struct tally_line {
    const char *file;
    size_t line; /* from 1 */
    enum tally_code code;
    const char *text;
};

/* Starts as {.mem = …}. */
struct tally_lines {
    struct arena *mem;
    struct tally_line *line;
    size_t count;
};

/* Adds a fault; false when no more are listed. `text` is borrowed. */
bool tally_lines_add(struct tally_lines *lines, const struct tally_file *file,
                     size_t line, enum tally_code code, const char *text);

/* A decimal number as an integer in units of 10^-decimals, rounded down;
 * *rest tells whether anything was cut off. Numbers beyond 10^15 units are
 * taken for 10^15. false: not a number (an optional minus, digits, perhaps a
 * point and more digits). */
bool tally_number(const char *text, int decimals, int64_t *units, bool *rest);

/* Where the columns of a table stand. */
struct tally_columns {
    const char *const *names; /* ended by NULL, at most 5 */
    size_t place[5];          /* of each name in a row */
    size_t count;             /* fields in the header; 0: not read yet */
};
struct csv_row;
/* Reads the header; false, with a fault added, if a column is missing. */
bool tally_columns_read(struct tally_columns *columns,
                        const struct csv_row *row, struct tally_lines *lines,
                        const struct tally_file *file);
/* Has the row as many fields as the header? Else a fault is added. */
bool tally_columns_fit(const struct tally_columns *columns,
                       const struct csv_row *row, struct tally_lines *lines,
                       const struct tally_file *file);

struct tally_setup {
    struct tally_criterion *criteria; /* those that could be read */
    size_t *criterion_line;           /* of each in weights.csv */
    size_t criterion_count;
    int decimals; /* of all their scales */

    struct tally_ids known;   /* ids of all rows, readable or not */
    int32_t *known_criterion; /* index into criteria, -1: not readable */
    bool readable;            /* weights.csv is a table with its columns */

    struct tally_config config;
};

/* criterion,weight,min,max,step: the rows' order is the declared order. */
void tally_setup_weights(struct arena *mem, const struct tally_file *file,
                         struct tally_setup *setup, struct tally_lines *lines);

/* Sets setup->config; what is not given keeps its default. Ranges of numbers
 * are left to tally_run(). */
void tally_setup_config(struct arena *mem, const struct tally_file *file,
                        struct tally_setup *setup, struct tally_lines *lines);
/* The same from an object that is part of another document: NULL, or the first
 * fault, which is all that is told. */
struct json;
const char *tally_config_read(struct arena *mem, const struct json *object,
                              struct tally_config *config);
/* Writes what tally_config_read() reads, every key, as the object `key`. */
struct json_out;
void tally_config_write(struct json_out *json, const char *key,
                        struct arena *mem, const struct tally_config *config);
/* A declared rounding alone. */
const char *tally_rounding_read(struct arena *mem, const struct json *object,
                                const struct tally_rounding **rule);
void tally_rounding_write(struct json_out *json, const char *key,
                          struct arena *mem, const struct tally_rounding *rule);
/* "criteria,lot" */
const char *tally_ladder_text(struct arena *mem,
                              const struct tally_config *config);
/* NULL, or what is wrong with the text. */
const char *tally_ladder_read(struct arena *mem, const char *text,
                              struct tally_config *config);
/* The line on which a key of the outermost object stands; 1 if it does not. */
size_t tally_setup_key_line(const struct tally_file *file, const char *key);
