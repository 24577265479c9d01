/* Brings a database to the newest schema (sql/schema/NNNN_*.sql). */
#pragma once

#include <stdbool.h>

struct db;

/* Applies what is missing, each file in a transaction of its own; the number
 * of the last one applied is PRAGMA user_version. NULL, or what is wrong: a
 * database of a newer program, one that is not ours, or SQLite's message. */
const char *migrate(struct db *db);
