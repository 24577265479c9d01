/* Migrations: numbered files, forward only, compiled in. There is no way back
 * but a backup; a half-applied file cannot happen (one transaction each). */
#include "db/migrate.h"

#include <inttypes.h>
#include <stdio.h>

#include "db/db.h"
#include "db/schema.h"

enum { APPLICATION_ID = 0x4c6f7262 }; /* "Lorb" */

/* A table that is written anew is dropped in between: foreign keys are looked
 * at once, when the file has run. */
static const char *check_keys(struct db *db)
{
    return db_number(db, "SELECT count(*) FROM pragma_foreign_key_check") > 0
               ? "rows refer to rows that do not exist"
               : NULL;
}

static const char *apply(struct db *db, size_t number)
{
    char pragma[80];
    snprintf(pragma, sizeof pragma,
             "PRAGMA user_version = %zu; PRAGMA application_id = %d", number,
             APPLICATION_ID);
    const char *why = db_script(db, "PRAGMA foreign_keys = OFF");
    if (why == NULL)
        why = db_script(db, "BEGIN IMMEDIATE");
    if (why == NULL)
        why = db_script(db, schema_files[number - 1]);
    if (why == NULL)
        why = check_keys(db);
    if (why == NULL)
        why = db_script(db, pragma);
    if (why == NULL)
        why = db_script(db, "COMMIT");
    if (why != NULL)
        db_rollback(db);
    const char *keys = db_script(db, "PRAGMA foreign_keys = ON");
    return why != NULL ? why : keys;
}

const char *migrate(struct db *db)
{
    int64_t version = db_number(db, "PRAGMA user_version");
    int64_t id = db_number(db, "PRAGMA application_id");
    if (version > 0 && id != APPLICATION_ID)
        return "this is not a database of Lorbeer";
    if (version > (int64_t)schema_file_count)
        return "the database was made by a newer version of Lorbeer";
    for (size_t number = (size_t)version + 1; number <= schema_file_count;
         number++) {
        const char *why = apply(db, number);
        if (why != NULL)
            return why;
    }
    return NULL;
}
