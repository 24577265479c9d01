/* What generated statements (build/gen/sql_NOUN.c) are made of. Nothing else
 * includes this file. */
#pragma once

#include "db/db.h"

#include <sqlite3.h>

/* The prepared statement for this text, ready to bind; the text must be a
 * constant, its address is the key of the cache. */
sqlite3_stmt *db_statement(struct db *db, const char *sql);

void db_bind_int(struct db *db, sqlite3_stmt *st, const char *name,
                 int64_t value);
void db_bind_int_opt(struct db *db, sqlite3_stmt *st, const char *name,
                     const int64_t *value);
void db_bind_real(struct db *db, sqlite3_stmt *st, const char *name,
                  double value);
void db_bind_real_opt(struct db *db, sqlite3_stmt *st, const char *name,
                      const double *value);
void db_bind_text(struct db *db, sqlite3_stmt *st, const char *name,
                  const char *value);

/* true: there is a row to read. */
bool db_step(struct db *db, sqlite3_stmt *st);
void db_done(struct db *db, sqlite3_stmt *st);

/* Steps to the end: changed rows; the new row's id (0 on a conflict). */
int64_t db_run(struct db *db, sqlite3_stmt *st);
int64_t db_insert(struct db *db, sqlite3_stmt *st);

int64_t db_column_int(struct db *db, sqlite3_stmt *st, int column);
const int64_t *db_column_int_opt(struct db *db, sqlite3_stmt *st, int column);
double db_column_real(struct db *db, sqlite3_stmt *st, int column);
const double *db_column_real_opt(struct db *db, sqlite3_stmt *st, int column);
const char *db_column_text(struct db *db, sqlite3_stmt *st, int column);

void *db_grow(struct db *db, void *rows, size_t count, size_t row_bytes);
