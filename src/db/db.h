/* One SQLite database: opening, transactions, and the world's errors.
 *
 * Errors of the world (disk full, busy, I/O) are sticky, like ferror(): after
 * the first one every statement returns nothing and db_failed() is true until
 * the transaction is rolled back. So callers do not check each statement; who
 * began the transaction looks once, before it commits. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct db;

enum db_access { DB_READ, DB_WRITE };

/* Opens (creates, if asked) a database file: WAL, synchronous FULL, foreign
 * keys on. NULL, with *why set, if it cannot be opened. */
struct db *db_open(const char *path, bool create, const char **why);
/* A database in memory, from the bytes of db_copy(); NULL: empty. Tests. */
struct db *db_open_memory(const unsigned char *bytes, size_t count);
/* The whole database as bytes to free with db_copy_free(). Tests. */
unsigned char *db_copy(struct db *db, size_t *count);
void db_copy_free(unsigned char *bytes);
void db_close(struct db *db);

/* Rows and their texts are taken from this arena from now on. */
void db_set_arena(struct db *db, struct arena *mem);

/* A read transaction sees one snapshot; a write transaction is the only one.
 * false: the database was busy or the disk failed (db_failed() is true). */
bool db_begin(struct db *db, enum db_access access);
/* Commits; false, and rolled back, if anything in it had failed. */
bool db_commit(struct db *db);
/* What this transaction overwrites or deletes is to be in no file afterwards:
 * the write-ahead log, which keeps every page as each commit left it, is
 * emptied right after the commit, or, while another process reads, after a
 * later one. Not promised: what the file system, the disk or a backup keeps. */
void db_forget(struct db *db);
/* Gives up the transaction, if there is one, and forgets the failure. */
void db_rollback(struct db *db);
bool db_in_transaction(const struct db *db);

/* A number that is another one as soon as anything was written, by this program
 * or another, since it was asked for last; 0: nothing may be kept now, because
 * this is no read transaction. */
int64_t db_version(struct db *db);

bool db_failed(const struct db *db);
/* Was the failure another writer who held the lock too long? */
bool db_busy(const struct db *db);
/* What failed, for the log; "" if nothing. */
const char *db_why(const struct db *db);

/* Did the last statement meet a UNIQUE rule? Asking claims it. A conflict that
 * nobody claims before the next statement counts as a failure. */
bool db_conflict(struct db *db);

/* Runs statements without results, as they stand: migrations and checks only.
 * NULL, or SQLite's message, in the arena. */
const char *db_script(struct db *db, const char *sql);
/* A copy of the whole database, as it is at one instant, in a new file at
 * `path`, without what was deleted; others may write meanwhile. Not within a
 * transaction. NULL, or SQLite's message, in the arena. */
const char *db_snapshot(struct db *db, const char *path);
/* One number from a statement such as PRAGMA user_version; 0 if none. */
int64_t db_number(struct db *db, const char *sql);
/* One text from a statement such as PRAGMA integrity_check; NULL if none. */
const char *db_text(struct db *db, const char *sql);
