#include "model/check_leaving.h"

#include <dirent.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/str.h"
#include "gen/sql_check.h"
#include "gen/sql_job.h"

static void check_exports(const struct world *w, struct check *check)
{
    struct sql_check_exports_row *row;
    size_t count = sql_check_exports(w->db, &row);
    for (size_t i = 0; i < count; i++) {
        struct stat info;
        const char *path =
            arena_printf(w->mem, "%s/exports/%s", w->home, row[i].result);
        bool there = lstat(path, &info) == 0 && S_ISREG(info.st_mode);
        if (there && info.st_size == row[i].result_bytes)
            continue;
        check_add(w, check, "job %" PRId64 ": exports/%s %s", row[i].id,
                  str_line(w->mem, row[i].result),
                  there ? "has another length than noted" : "is missing");
    }
}

static void count_strays(const struct world *w, struct check *check)
{
    DIR *folder = opendir(arena_printf(w->mem, "%s/exports", w->home));
    const struct dirent *item;
    struct sql_job_has_result_row known;
    if (folder == NULL)
        return; /* nothing was ever made */
    while ((item = readdir(folder)) != NULL)
        if (item->d_name[0] != '.' &&
            !sql_job_has_result(w->db, item->d_name, &known))
            check->orphans++;
    closedir(folder);
}

static void check_versions(const struct world *w, struct check *check)
{
    struct sql_check_page_versions_row *row;
    size_t count = sql_check_page_versions(w->db, &row);
    for (size_t i = 0; i < count; i++)
        if (!str_equal(row[i].digest, secret_digest(w->mem, row[i].content,
                                                    strlen(row[i].content))))
            check_add(w, check,
                      "nomination %s/%s: version %" PRId64
                      " of its page differs from its digest",
                      row[i].edition, row[i].entry, row[i].number);
}

static void check_links(const struct world *w, struct check *check)
{
    struct sql_check_page_releases_row *release;
    struct sql_check_addresses_row *address;
    size_t count = sql_check_page_releases(w->db, &release);
    for (size_t i = 0; i < count; i++)
        check_add(w, check,
                  "release %" PRId64
                  ": given through a link to another nomination's page",
                  release[i].id);
    count = sql_check_addresses(w->db, &address);
    for (size_t i = 0; i < count; i++)
        check_add(w, check,
                  "nomination %" PRId64
                  ": its address %s is of another edition",
                  address[i].entry_id, str_line(w->mem, address[i].slug));
}

void check_leaving(const struct world *w, struct check *check)
{
    check_exports(w, check);
    count_strays(w, check);
    check_versions(w, check);
    check_links(w, check);
}
