/* The checks of `lorbeer check`. Everything is looked at, so that one damage
 * does not hide another; only a database that cannot be read ends it early. */
#include "model/check.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "db/db.h"
#include "gen/sql_check.h"
#include "model/audit.h"
#include "model/check_jury.h"
#include "model/check_leaving.h"
#include "model/check_proposal.h"
#include "model/file.h"

enum { KEY_FILE_MODE_MASK = 0077, CHUNK_BYTES = 1 << 16 };

void check_add(const struct world *w, struct check *check, const char *format,
               ...)
{
    va_list arguments;
    const char **list =
        arena_grow(w->mem, (void *)check->finding, check->count, sizeof *list);
    check->finding = list;
    va_start(arguments, format);
    list[check->count++] = arena_vprintf(w->mem, format, arguments);
    va_end(arguments);
}

/* false: nothing more can be asked of this database */
static bool check_database(const struct world *w, struct check *check)
{
    const char *what = db_text(w->db, "PRAGMA integrity_check(1)");
    if (!str_equal(what, "ok"))
        check_add(w, check, "database: %s",
                  what ? str_line(w->mem, what) : "cannot be read");
    int64_t broken =
        db_number(w->db, "SELECT count(*) FROM pragma_foreign_key_check");
    if (broken > 0)
        check_add(
            w, check,
            "database: %" PRId64
            " rows of table %s and perhaps others "
            "refer to rows that do not exist",
            broken,
            db_text(w->db, "SELECT \"table\" FROM pragma_foreign_key_check"));
    return str_equal(what, "ok");
}

static void check_log(const struct world *w, struct check *check)
{
    struct sql_check_log_count_row row = {0};
    const char *what = audit_check(w);
    if (what != NULL)
        check_add(w, check, "log: %s", what);
    if (sql_check_log_count(w->db, &row))
        check->log_entries = (size_t)row.count;
}

/* What is wrong with the bytes of a file, or NULL. */
static const char *file_problem(const struct world *w, const char *digest,
                                int64_t bytes)
{
    static char chunk[CHUNK_BYTES];
    struct secret_digest *d = secret_digest_start(w->mem);
    FILE *file = fopen(file_path(w, digest), "rbe");
    int64_t total = 0;
    size_t got;
    if (file == NULL)
        return errno == ENOENT ? "is missing" : strerror(errno);
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0) {
        secret_digest_add(d, chunk, got);
        total += (int64_t)got;
    }
    bool broken = ferror(file) != 0;
    fclose(file);
    if (broken)
        return "cannot be read to its end";
    if (total != bytes)
        return "has another length than noted";
    return str_equal(secret_digest_end(w->mem, d), digest) ? NULL
                                                           : "was changed";
}

/* Equal files are one: the list is sorted, and each is read once. */
static bool seen_before(const char **last, const char *digest)
{
    bool seen = str_equal(*last, digest);
    *last = digest;
    return seen;
}

static void check_uploads(const struct world *w, struct check *check)
{
    struct sql_check_files_row *row;
    const char *last = NULL;
    size_t count = sql_check_files(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        if (seen_before(&last, row[i].digest))
            continue;
        const char *what = file_problem(w, row[i].digest, row[i].bytes);
        if (what != NULL)
            check_add(w, check, "file %" PRId64 " (%s): files/%s %s", row[i].id,
                      str_line(w->mem, row[i].name), row[i].digest, what);
        check->files++;
    }
}

static void check_renditions(const struct world *w, struct check *check)
{
    struct sql_check_renditions_row *row;
    const char *last = NULL;
    size_t count = sql_check_renditions(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        if (seen_before(&last, row[i].digest))
            continue;
        const char *what = file_problem(w, row[i].digest, row[i].bytes);
        if (what != NULL)
            check_add(w, check, "file %" PRId64 " in %s: files/%s %s",
                      row[i].file_id, row[i].part, row[i].digest, what);
        check->files++;
    }
}

/* What the company has in its hands, with the digest. */
static void check_submissions(const struct world *w, struct check *check)
{
    struct sql_check_submissions_row *row;
    size_t count = sql_check_submissions(w->db, &row);
    for (size_t i = 0; i < count; i++)
        if (!str_equal(row[i].digest, secret_digest(w->mem, row[i].content,
                                                    strlen(row[i].content))))
            check_add(w, check,
                      "nomination %s/%s: version %" PRId64
                      " differs from its digest",
                      row[i].edition, row[i].entry, row[i].version);
}

/* What companies were told, as it was released. */
static void check_letters(const struct world *w, struct check *check)
{
    struct sql_check_letters_row *row;
    size_t count = sql_check_letters(w->db, &row);
    for (size_t i = 0; i < count; i++)
        if (!str_equal(row[i].digest, secret_digest(w->mem, row[i].content,
                                                    strlen(row[i].content))))
            check_add(w, check,
                      "nomination %s/%s: feedback %" PRId64
                      " differs from its digest",
                      row[i].edition, row[i].entry, row[i].number);
}

static void check_erased(const struct world *w, struct check *check)
{
    struct sql_check_erased_row *row;
    size_t count = sql_check_erased(w->db, &row);
    for (size_t i = 0; i < count; i++)
        check_add(w, check,
                  "file %" PRId64 " (%s): files/%s was erased, but is needed",
                  row[i].id, str_line(w->mem, row[i].name), row[i].digest);
}

static void count_orphans(const struct world *w, struct check *check)
{
    DIR *folder = opendir(arena_printf(w->mem, "%s/files", w->home));
    const struct dirent *item;
    struct sql_check_known_row known;
    if (folder == NULL) {
        check_add(w, check, "files: %s", strerror(errno));
        return;
    }
    while ((item = readdir(folder)) != NULL)
        if (file_is_digest(item->d_name) &&
            !sql_check_known(w->db, item->d_name, &known))
            check->orphans++;
    closedir(folder);
}

static void check_key(const struct world *w, struct check *check,
                      const char *name)
{
    struct stat info;
    char *path = arena_printf(w->mem, "%s/keys/%s", w->home, name);
    if (lstat(path, &info) != 0)
        check_add(w, check, "keys/%s: %s", name, strerror(errno));
    else if (!S_ISREG(info.st_mode) || info.st_size != SECRET_KEY_BYTES)
        check_add(w, check, "keys/%s: is not a key of %d bytes", name,
                  SECRET_KEY_BYTES);
    else if ((info.st_mode & KEY_FILE_MODE_MASK) != 0)
        check_add(w, check,
                  "keys/%s: can be read by others (mode %04o, should be 0600)",
                  name, info.st_mode & 07777);
}

void check_home(const struct world *w, struct check *check)
{
    if (check_database(w, check)) {
        check_log(w, check);
        check_jury(w, check);
        check_proposals(w, check);
        check_uploads(w, check);
        check_erased(w, check);
        check_submissions(w, check);
        check_letters(w, check);
        check_leaving(w, check);
        check_renditions(w, check);
        count_orphans(w, check);
    }
    if (db_failed(w->db))
        check_add(w, check, "database: %s", str_line(w->mem, db_why(w->db)));
    check_key(w, check, "cookie");
    check_key(w, check, "seal");
}
