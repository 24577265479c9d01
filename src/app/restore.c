/* From a file back to a home: see backup.h. Everything is unpacked into a new
 * folder beside the place it is to have, and gets its name when it is whole. A
 * file from elsewhere is not trusted: its members have names that a home has,
 * or it is no backup. */
#include "app/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/archive_read.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/str.h"
#include "db/db.h"
#include "db/migrate.h"
#include "model/audit.h"
#include "model/outbox.h"

enum {
    OWNER_FOLDER = 0700,
    OWNER_FILE = 0600,
    MARK_BYTES_MAX = 500,
    FOLDERS_OPEN_MAX = 8 /* while they are removed */
};

enum { FOLDERS = 5, KEPT_FOLDERS = 4 };
static const char *const folders[FOLDERS] = {"files", "exports", "keys",
                                             "templates", "run"};

struct unpacker {
    struct arena *mem;
    struct archive_reader *zip;
    char *folder; /* that becomes the home */
    backup_stop *stop;
    struct backup_report *report;
};

static enum backup_end fail(struct unpacker *u, enum backup_end end,
                            const char *what, const char *why)
{
    u->report->what = what;
    u->report->why = arena_text(u->mem, why);
    return end;
}

static const char *below(const struct unpacker *u, const char *name)
{
    return arena_printf(u->mem, "%s/%s", u->folder, name);
}

/* --- members --- */

static bool belongs(const char *name)
{
    static const char *const single[] = {BACKUP_MARK, "lorbeer.db",
                                         "lorbeer.conf", "demo-logins.tsv"};
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        if (str_equal(name, single[i]))
            return true;
    const char *slash = strchr(name, '/');
    for (size_t i = 0; slash != NULL && i < KEPT_FOLDERS; i++)
        if (strlen(folders[i]) == (size_t)(slash - name) &&
            str_starts(name, folders[i]))
            return file_plain_name(slash + 1);
    return false;
}

static enum backup_end unpack_member(struct unpacker *u, size_t i)
{
    const char *name = archive_name(u->zip, i), *path = below(u, name), *why;
    if (!belongs(name))
        return fail(u, BACKUP_INPUT, "the backup",
                    "has a file that no home has");
    int to = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                  OWNER_FILE);
    if (to < 0)
        return fail(u, errno == EEXIST ? BACKUP_INPUT : BACKUP_FAILED, path,
                    strerror(errno));
    enum archive_copied copied =
        archive_copy(u->zip, i, to, &u->report->bytes, &why);
    u->report->files++;
    if (close(to) != 0)
        return fail(u, BACKUP_FAILED, path, strerror(errno));
    if (copied == ARCHIVE_DAMAGED)
        return fail(u, BACKUP_INPUT, name, why);
    return copied == ARCHIVE_COPIED ? BACKUP_DONE
                                    : fail(u, BACKUP_FAILED, path, why);
}

/* Is it ours? Reads when it was made. */
static enum backup_end read_mark(struct unpacker *u, const char *path)
{
    static const char when[] = BACKUP_FORMAT "\nmade at ";
    const char *text = archive_text(u->zip, BACKUP_MARK, MARK_BYTES_MAX);
    if (text == NULL || !str_starts(text, when))
        return fail(u, BACKUP_INPUT, path, "is not a backup of Lorbeer");
    text += strlen(when);
    u->report->made_at = arena_textn(u->mem, text, strcspn(text, "\n"));
    return BACKUP_DONE;
}

/* --- the folder --- */

static enum backup_end unpack(struct unpacker *u, const char *path)
{
    enum backup_end end = read_mark(u, path);
    for (size_t i = 0; end == BACKUP_DONE && i < FOLDERS; i++)
        if (!file_folder(below(u, folders[i]), OWNER_FOLDER))
            end = fail(u, BACKUP_FAILED, below(u, folders[i]), strerror(errno));
    for (size_t i = 0; end == BACKUP_DONE && i < archive_count(u->zip); i++)
        end = u->stop() ? fail(u, BACKUP_REFUSED, path, "stopped")
                        : unpack_member(u, i);
    if (end == BACKUP_DONE) {
        unlink(below(u, BACKUP_MARK));
        u->report->files--;
    }
    if (end == BACKUP_DONE && !file_exists(below(u, "lorbeer.db")))
        end = fail(u, BACKUP_INPUT, path, "has no database");
    return end;
}

/* It is this program's now, and says in its log where it comes from. */
static enum backup_end settle(struct unpacker *u)
{
    const char *why = NULL, *path = below(u, "lorbeer.db");
    struct db *db = db_open(path, false, &why);
    if (db == NULL)
        return fail(u, BACKUP_INPUT, "lorbeer.db", why);
    db_set_arena(db, u->mem);
    struct world w = {
        .mem = u->mem, .db = db, .home = u->folder, .now = clock_now()};
    why = migrate(db);
    if (why == NULL) {
        if (db_begin(db, DB_WRITE)) {
            outbox_doubt(&w);
            audit_add(&w, "home.restore", "home", 0,
                      arena_printf(u->mem, "{\"made_at\":\"%s\"}",
                                   u->report->made_at));
        }
        if (!db_commit(db))
            why = "the database cannot be written";
    }
    enum backup_end end =
        why == NULL ? BACKUP_DONE : fail(u, BACKUP_INPUT, "lorbeer.db", why);
    db_close(db);
    return end;
}

static int remove_one(const char *path, const struct stat *st, int kind,
                      struct FTW *where)
{
    (void)st;
    (void)kind;
    (void)where;
    return remove(path);
}

/* The folder with what is in it reaches the disk before its name does. */
static enum backup_end move(struct unpacker *u, const char *home)
{
    for (size_t i = 0; i <= FOLDERS; i++) {
        const char *path = i < FOLDERS ? below(u, folders[i]) : u->folder;
        if (!file_sync(path))
            return fail(u, BACKUP_FAILED, path, strerror(errno));
    }
    /* an empty folder gives way; any other stays, and is named */
    if (rename(u->folder, home) != 0)
        return fail(u,
                    errno == ENOTEMPTY || errno == EEXIST ? BACKUP_REFUSED
                                                          : BACKUP_FAILED,
                    home, strerror(errno));
    u->report->home = home;
    return file_sync_name(home) ? BACKUP_DONE
                                : fail(u, BACKUP_FAILED, home, strerror(errno));
}

static enum backup_end make_home(struct unpacker *u, const char *path,
                                 const char *home)
{
    const char *slash = strrchr(home, '/');
    if (slash != NULL && slash > home)
        file_folder(arena_textn(u->mem, home, (size_t)(slash - home)),
                    OWNER_FOLDER);
    u->folder = arena_printf(u->mem, "%s.XXXXXX", home);
    if (mkdtemp(u->folder) == NULL)
        return fail(u, BACKUP_FAILED, home, strerror(errno));
    enum backup_end end = unpack(u, path);
    if (end == BACKUP_DONE)
        end = settle(u);
    if (end == BACKUP_DONE)
        end = move(u, home);
    if (end != BACKUP_DONE)
        nftw(u->folder, remove_one, FOLDERS_OPEN_MAX, FTW_DEPTH | FTW_PHYS);
    return end;
}

static bool is_empty(const char *home)
{
    DIR *folder = opendir(home);
    const struct dirent *item;
    bool empty = folder != NULL;
    while (empty && (item = readdir(folder)) != NULL)
        empty = str_equal(item->d_name, ".") || str_equal(item->d_name, "..");
    if (folder != NULL)
        closedir(folder);
    return empty;
}

/* A folder that is to give way is on the disk of the folder above it. */
static bool is_mount_point(struct arena *mem, const char *home)
{
    struct stat here, above;
    return stat(home, &here) == 0 &&
           stat(arena_printf(mem, "%s/..", home), &above) == 0 &&
           here.st_dev != above.st_dev;
}

/* Who means the other way round hears that, not that the ZIP is there already.
 */
static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Looked at before the work. *home becomes the place itself where it is there
 * by another name: a link to an empty folder, or ".". */
static enum backup_end find_place(struct unpacker *u, const char **home)
{
    size_t bytes = strlen(*home);
    while (bytes > 1 && (*home)[bytes - 1] == '/')
        bytes--;
    *home = arena_textn(u->mem, *home, bytes);
    if (access(*home, F_OK) != 0)
        return BACKUP_DONE;
    if (!is_empty(*home))
        return fail(u, BACKUP_REFUSED, *home, "is there already");
    if (is_mount_point(u->mem, *home))
        return fail(u, BACKUP_REFUSED, *home,
                    "is a mount point: name a folder in it");
    char *real = realpath(*home, NULL);
    if (real == NULL)
        return fail(u, BACKUP_FAILED, *home, strerror(errno));
    *home = arena_text(u->mem, real);
    free(real);
    return BACKUP_DONE;
}

enum backup_end backup_restore(struct arena *mem, const char *path,
                               const char *home, backup_stop *stop,
                               struct backup_report *report)
{
    *report = (struct backup_report){0};
    struct unpacker u = {.mem = mem, .report = report, .stop = stop};
    const char *why = NULL;
    if (is_folder(path))
        return fail(&u, BACKUP_INPUT, path,
                    "is a folder: name the ZIP first, then the home");
    enum backup_end end = find_place(&u, &home);
    if (end != BACKUP_DONE)
        return end;
    u.zip = archive_open(mem, path, &why);
    if (u.zip == NULL)
        return errno != 0 ? fail(&u, BACKUP_FAILED, path, why)
                          : fail(&u, BACKUP_INPUT, path, why);
    mode_t before = umask(077);
    end = make_home(&u, path, home);
    umask(before);
    archive_close(u.zip);
    return end;
}
