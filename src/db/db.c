/* One SQLite database. Decisions: one connection per process and no mutex (one
 * worker, one event loop); statements are prepared once and cached by the
 * address of their text; synchronous=FULL, so that an answered save survives a
 * power cut; failures are sticky, see db.h. */
#include "db/statement.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"

enum {
    STATEMENTS_MAX = 1024,
    BUSY_TIMEOUT_MS = 5000,
    FORGET_TIMEOUT_MS = 200, /* readers of ours take no longer */
    WHY_BYTES = 200
};

struct cached {
    const char *sql;
    sqlite3_stmt *st;
};

struct db {
    sqlite3 *handle;
    struct arena *mem;
    struct cached cache[STATEMENTS_MAX]; /* open addressing by address */
    bool failed, busy;
    bool conflict; /* met a UNIQUE rule, not yet claimed */
    bool forget;   /* the log is to be emptied: db_forget() */
    char why[WHY_BYTES];
    int64_t version, own, foreign; /* see db_version() */
};

static void set_failed(struct db *db, int code, const char *what)
{
    if (db->failed)
        return;
    db->failed = true;
    db->busy = (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED;
    snprintf(db->why, sizeof db->why, "%s (%s)", sqlite3_errmsg(db->handle),
             what);
    log_event("database", "failed", db->why, NULL);
}

static void configure(struct db *db)
{
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_timeout(db->handle, BUSY_TIMEOUT_MS);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_exec(db->handle,
                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                 "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
                 "PRAGMA secure_delete = ON",
                 NULL, NULL, NULL);
}

static int try_open(struct db *db, const char *name, int flags)
{
    int code =
        sqlite3_open_v2(name, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK)
        return code;
    configure(db);
    /* opening is lazy: only a read shows whether this is a database */
    return sqlite3_exec(db->handle, "SELECT count(*) FROM sqlite_schema", NULL,
                        NULL, NULL);
}

/* On a read-only medium WAL has no place for its shared memory, but nobody
 * else can be writing either. */
static int try_open_read_only(struct db *db, const char *path)
{
    char *name = sqlite3_mprintf("file:%s?mode=ro&immutable=1", path);
    if (name == NULL)
        die("no memory");
    int code = try_open(db, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    sqlite3_free(name);
    return code;
}

struct db *db_open(const char *path, bool create, const char **why)
{
    static char text[WHY_BYTES];
    struct db *db = calloc(1, sizeof *db);
    if (db == NULL)
        die("no memory for a database handle");
    int code = try_open(
        db, path, SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0));
    if ((code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY) {
        sqlite3_close(db->handle);
        code = try_open_read_only(db, path);
    }
    if (code != SQLITE_OK) {
        snprintf(text, sizeof text, "%s: %s", path, sqlite3_errmsg(db->handle));
        *why = text;
        sqlite3_close(db->handle);
        free(db);
        return NULL;
    }
    return db;
}

struct db *db_open_memory(const unsigned char *bytes, size_t count)
{
    struct db *db = calloc(1, sizeof *db);
    if (db == NULL || sqlite3_open(":memory:", &db->handle) != SQLITE_OK)
        die("no memory for a database");
    if (bytes != NULL) {
        unsigned char *copy = sqlite3_malloc64(count);
        memcpy(copy, bytes, count);
        if (sqlite3_deserialize(db->handle, "main", copy, (sqlite3_int64)count,
                                (sqlite3_int64)count,
                                SQLITE_DESERIALIZE_FREEONCLOSE |
                                    SQLITE_DESERIALIZE_RESIZEABLE) != SQLITE_OK)
            die("not a database: %s", sqlite3_errmsg(db->handle));
    }
    configure(db);
    return db;
}

unsigned char *db_copy(struct db *db, size_t *count)
{
    sqlite3_int64 bytes = 0;
    unsigned char *copy = sqlite3_serialize(db->handle, "main", &bytes, 0);
    if (copy == NULL)
        die("cannot copy the database");
    *count = (size_t)bytes;
    /* a database in WAL mode cannot be opened in memory */
    copy[18] = copy[19] = 1;
    return copy;
}

void db_copy_free(unsigned char *bytes)
{
    sqlite3_free(bytes);
}

void db_close(struct db *db)
{
    if (db == NULL)
        return;
    for (size_t i = 0; i < STATEMENTS_MAX; i++)
        sqlite3_finalize(db->cache[i].st);
    sqlite3_close(db->handle);
    free(db);
}

void db_set_arena(struct db *db, struct arena *mem)
{
    db->mem = mem;
}

static struct cached *cache_slot(struct db *db, const char *sql)
{
    size_t i = ((uintptr_t)sql >> 4) % STATEMENTS_MAX;
    for (size_t tries = 0; tries < STATEMENTS_MAX; tries++) {
        struct cached *slot = &db->cache[i];
        if (slot->sql == NULL || slot->sql == sql)
            return slot;
        i = (i + 1) % STATEMENTS_MAX;
    }
    die("more than %d statements", STATEMENTS_MAX);
}

/* A conflict that the caller did not look at is a mistake of ours. */
static void unclaimed_conflict(struct db *db)
{
    if (!db->conflict)
        return;
    db->conflict = false;
    set_failed(db, SQLITE_CONSTRAINT, "a conflict that nobody expected");
}

sqlite3_stmt *db_statement(struct db *db, const char *sql)
{
    unclaimed_conflict(db);
    struct cached *slot = cache_slot(db, sql);
    if (slot->sql == NULL) {
        if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                               &slot->st, NULL) != SQLITE_OK) {
            if ((sqlite3_errcode(db->handle) & 0xff) == SQLITE_ERROR)
                die("cannot prepare: %s: %.80s", sqlite3_errmsg(db->handle),
                    sql);
            set_failed(db, sqlite3_errcode(db->handle), sql);
            return NULL;
        }
        slot->sql = sql;
    }
    return slot->st;
}

static int parameter(sqlite3_stmt *st, const char *name)
{
    int index = sqlite3_bind_parameter_index(st, name);
    if (index == 0)
        die("no parameter %s in %.80s", name, sqlite3_sql(st));
    return index;
}

void db_bind_int(struct db *db, sqlite3_stmt *st, const char *name,
                 int64_t value)
{
    if (!db->failed)
        sqlite3_bind_int64(st, parameter(st, name), value);
}

void db_bind_int_opt(struct db *db, sqlite3_stmt *st, const char *name,
                     const int64_t *value)
{
    if (value != NULL)
        db_bind_int(db, st, name, *value);
    else if (!db->failed)
        sqlite3_bind_null(st, parameter(st, name));
}

void db_bind_real(struct db *db, sqlite3_stmt *st, const char *name,
                  double value)
{
    if (!db->failed)
        sqlite3_bind_double(st, parameter(st, name), value);
}

void db_bind_real_opt(struct db *db, sqlite3_stmt *st, const char *name,
                      const double *value)
{
    if (value != NULL)
        db_bind_real(db, st, name, *value);
    else if (!db->failed)
        sqlite3_bind_null(st, parameter(st, name));
}

void db_bind_text(struct db *db, sqlite3_stmt *st, const char *name,
                  const char *value)
{
    if (!db->failed)
        sqlite3_bind_text(st, parameter(st, name), value, -1, SQLITE_STATIC);
}

static bool is_conflict(int code)
{
    return code == SQLITE_CONSTRAINT_UNIQUE ||
           code == SQLITE_CONSTRAINT_PRIMARYKEY;
}

bool db_step(struct db *db, sqlite3_stmt *st)
{
    if (db->failed || st == NULL)
        return false;
    int code = sqlite3_step(st);
    if (code == SQLITE_ROW)
        return true;
    if (is_conflict(code))
        db->conflict = true;
    else if (code != SQLITE_DONE)
        set_failed(db, code, sqlite3_sql(st));
    return false;
}

void db_done(struct db *db, sqlite3_stmt *st)
{
    (void)db;
    if (st == NULL)
        return;
    sqlite3_reset(st);
    sqlite3_clear_bindings(st);
}

int64_t db_run(struct db *db, sqlite3_stmt *st)
{
    db_step(db, st);
    int64_t changes =
        db->failed || db->conflict ? 0 : sqlite3_changes64(db->handle);
    db_done(db, st);
    return changes;
}

int64_t db_insert(struct db *db, sqlite3_stmt *st)
{
    return db_run(db, st) > 0 ? sqlite3_last_insert_rowid(db->handle) : 0;
}

int64_t db_column_int(struct db *db, sqlite3_stmt *st, int column)
{
    (void)db;
    return sqlite3_column_int64(st, column);
}

const int64_t *db_column_int_opt(struct db *db, sqlite3_stmt *st, int column)
{
    if (sqlite3_column_type(st, column) == SQLITE_NULL)
        return NULL;
    int64_t *value = arena_alloc(db->mem, sizeof *value);
    *value = sqlite3_column_int64(st, column);
    return value;
}

double db_column_real(struct db *db, sqlite3_stmt *st, int column)
{
    (void)db;
    return sqlite3_column_double(st, column);
}

const double *db_column_real_opt(struct db *db, sqlite3_stmt *st, int column)
{
    if (sqlite3_column_type(st, column) == SQLITE_NULL)
        return NULL;
    double *value = arena_alloc(db->mem, sizeof *value);
    *value = sqlite3_column_double(st, column);
    return value;
}

const char *db_column_text(struct db *db, sqlite3_stmt *st, int column)
{
    if (sqlite3_column_type(st, column) == SQLITE_NULL)
        return NULL;
    return arena_textn(db->mem, (const char *)sqlite3_column_text(st, column),
                       (size_t)sqlite3_column_bytes(st, column));
}

void *db_grow(struct db *db, void *rows, size_t count, size_t row_bytes)
{
    return arena_grow(db->mem, rows, count, row_bytes);
}

bool db_begin(struct db *db, enum db_access access)
{
    static const char read[] = "BEGIN";
    static const char write[] = "BEGIN IMMEDIATE";
    sqlite3_stmt *st = db_statement(db, access == DB_READ ? read : write);
    db_step(db, st);
    db_done(db, st);
    return !db->failed;
}

void db_forget(struct db *db)
{
    db->forget = true;
}

/* Not a failure if somebody reads: the next commit tries again. */
static void empty_log(struct db *db)
{
    sqlite3_busy_timeout(db->handle, FORGET_TIMEOUT_MS);
    int code = sqlite3_wal_checkpoint_v2(
        db->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_busy_timeout(db->handle, BUSY_TIMEOUT_MS);
    db->forget = code != SQLITE_OK;
}

bool db_commit(struct db *db)
{
    static const char commit[] = "COMMIT";
    unclaimed_conflict(db);
    if (!db->failed) {
        sqlite3_stmt *st = db_statement(db, commit);
        db_step(db, st);
        db_done(db, st);
    }
    bool committed = !db->failed;
    if (!committed)
        db_rollback(db);
    else if (db->forget)
        empty_log(db);
    return committed;
}

void db_rollback(struct db *db)
{
    if (db_in_transaction(db))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    db->failed = db->busy = db->conflict = false;
    db->why[0] = '\0';
}

bool db_in_transaction(const struct db *db)
{
    return sqlite3_get_autocommit(db->handle) == 0;
}

bool db_failed(const struct db *db)
{
    return db->failed;
}

bool db_busy(const struct db *db)
{
    return db->busy;
}

const char *db_why(const struct db *db)
{
    return db->why;
}

bool db_conflict(struct db *db)
{
    bool was = db->conflict;
    db->conflict = false;
    return was;
}

const char *db_script(struct db *db, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(db->handle, sql, NULL, NULL, &message) == SQLITE_OK)
        return NULL;
    const char *copy = arena_text(db->mem, message);
    sqlite3_free(message);
    return copy;
}

const char *db_snapshot(struct db *db, const char *path)
{
    char *sql = sqlite3_mprintf("VACUUM INTO %Q", path);
    if (sql == NULL)
        die("database: no memory");
    const char *why = db_script(db, sql);
    sqlite3_free(sql);
    return why;
}

int64_t db_number(struct db *db, const char *sql)
{
    sqlite3_stmt *st = NULL;
    int64_t number = 0;
    if (sqlite3_prepare_v2(db->handle, sql, -1, &st, NULL) == SQLITE_OK &&
        sqlite3_step(st) == SQLITE_ROW)
        number = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return number;
}

const char *db_text(struct db *db, const char *sql)
{
    sqlite3_stmt *st = NULL;
    const char *text = NULL;
    if (sqlite3_prepare_v2(db->handle, sql, -1, &st, NULL) == SQLITE_OK &&
        sqlite3_step(st) == SQLITE_ROW)
        text = db_column_text(db, st, 0);
    sqlite3_finalize(st);
    return text;
}

/* Of what others wrote SQLite counts commits, of what this connection writes it
 * counts rows, also of a transaction that is rolled back. */
int64_t db_version(struct db *db)
{
    if (!db_in_transaction(db) ||
        sqlite3_txn_state(db->handle, "main") == SQLITE_TXN_WRITE)
        return 0;
    int64_t foreign = db_number(db, "PRAGMA data_version");
    int64_t own = sqlite3_total_changes64(db->handle);
    if (db->version == 0 || foreign != db->foreign || own != db->own)
        db->version++;
    db->foreign = foreign;
    db->own = own;
    return db->version;
}
