/* From a home to one file: see backup.h. The database is copied first, then the
 * files: they are named by their content and never change, so those that came
 * later do no harm. */
#include "app/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/archive.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/str.h"
#include "db/db.h"
#include "db/schema.h"
#include "gen/sql_check.h"
#include "model/world.h"

enum { DIGEST_DIGITS = 64 };

struct packer {
    const struct world *w;
    struct backup_report *report;
    struct archive_member *member;
    size_t count;
    const char *snapshot; /* copy of the database */
    int64_t at;
};

static enum backup_end fail(struct packer *p, enum backup_end end,
                            const char *what, const char *why)
{
    p->report->what = what;
    p->report->why = why;
    return end;
}

static const char *below(const struct packer *p, const char *name)
{
    return arena_printf(p->w->mem, "%s/%s", p->w->home, name);
}

static struct archive_member *add(struct packer *p, const char *name)
{
    p->member = arena_grow(p->w->mem, p->member, p->count, sizeof *p->member);
    struct archive_member *m = &p->member[p->count++];
    m->name = name;
    return m;
}

static void add_file(struct packer *p, const char *name, bool stored)
{
    struct archive_member *m = add(p, name);
    m->path = below(p, name);
    m->stored = stored;
    p->report->files++;
}

/* --- what there is --- */

static bool is_digest(const char *name)
{
    return strlen(name) == DIGEST_DIGITS &&
           strspn(name, "0123456789abcdef") == DIGEST_DIGITS;
}

static bool is_key(const char *name)
{
    return strspn(name, "abcdefghijklmnopqrstuvwxyz") == strlen(name);
}

/* The house's own templates of the kit: README of assets/kit. */
static bool is_template(const char *name)
{
    return file_plain_name(name) && str_ends(name, ".typ");
}

/* Regular files of the folder whose names are right: an upload under way has
 * another name. */
static bool add_folder(struct packer *p, const char *folder,
                       bool (*right)(const char *name))
{
    DIR *open = opendir(below(p, folder));
    const struct dirent *item;
    if (open == NULL)
        return false;
    while ((item = readdir(open)) != NULL) {
        const char *name =
            arena_printf(p->w->mem, "%s/%s", folder, item->d_name);
        if (right(item->d_name) && file_exists(below(p, name)))
            add_file(p, name, true);
    }
    closedir(open);
    return true;
}

static void add_missing(struct packer *p, const char *name)
{
    struct backup_report *r = p->report;
    r->missing = arena_grow(p->w->mem, (void *)r->missing, r->missing_count,
                            sizeof *r->missing);
    r->missing[r->missing_count++] = name;
}

/* What the copied database knows of: exports, and whether the files it needs
 * are there. A database of another schema is not asked: it is copied before it
 * is brought up to date. */
static bool add_known(struct packer *p)
{
    const char *why;
    struct db *db = db_open(p->snapshot, false, &why);
    struct sql_check_exports_row *export = NULL;
    struct sql_check_files_row *file = NULL;
    if (db == NULL)
        return false;
    db_set_arena(db, p->w->mem);
    bool known =
        db_number(db, "PRAGMA user_version") == (int64_t)schema_file_count;
    size_t exports = known ? sql_check_exports(db, &export) : 0;
    for (size_t i = 0; i < exports; i++) {
        const char *name =
            arena_printf(p->w->mem, "exports/%s", export[i].result);
        if (file_exists(below(p, name)))
            add_file(p, name, true);
        else
            add_missing(p, name);
    }
    size_t files = known ? sql_check_files(db, &file) : 0;
    for (size_t i = 0; i < files; i++) {
        const char *name = arena_printf(p->w->mem, "files/%s", file[i].digest);
        if (!file_exists(below(p, name)))
            add_missing(p, name);
    }
    bool read = !db_failed(db);
    db_close(db);
    return read;
}

static void add_mark(struct packer *p)
{
    struct archive_member *m = add(p, BACKUP_MARK);
    p->report->made_at = clock_iso(p->w->mem, p->at);
    m->data = arena_printf(
        p->w->mem, BACKUP_FORMAT "\nmade at %s\nschema %" PRId64 "\n",
        p->report->made_at, db_number(p->w->db, "PRAGMA user_version"));
    m->bytes = strlen(m->data);
}

/* --- the file --- */

static bool sync_path(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool synced = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    return synced;
}

static bool sync_file(struct arena *mem, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder =
        slash == NULL
            ? "."
            : arena_textn(mem, path, slash > path ? (size_t)(slash - path) : 1);
    return sync_path(path, O_RDONLY) &&
           sync_path(folder, O_RDONLY | O_DIRECTORY);
}

static enum backup_end write_zip(struct packer *p, const char *path)
{
    const char *why = NULL;
    if (archive_write(p->w->mem, path, p->at, p->member, p->count, NULL,
                      &why) != ARCHIVE_DONE)
        return fail(p, BACKUP_FAILED, path, why);
    if (!sync_file(p->w->mem, path))
        return fail(p, BACKUP_FAILED, path, strerror(errno));
    p->report->bytes = file_size(path);
    return BACKUP_DONE;
}

static enum backup_end pack(struct packer *p, const char *path)
{
    unlink(p->snapshot); /* of one that was killed */
    p->at = clock_now();
    const char *why = db_snapshot(p->w->db, p->snapshot);
    if (why != NULL)
        return fail(p, BACKUP_FAILED, below(p, "lorbeer.db"), why);
    add_mark(p);
    struct archive_member *db = add(p, "lorbeer.db");
    db->path = p->snapshot;
    add_file(p, "lorbeer.conf", false);
    if (file_exists(below(p, "demo-logins.tsv")))
        add_file(p, "demo-logins.tsv", false);
    if (!add_folder(p, "keys", is_key) || !add_folder(p, "files", is_digest))
        return fail(p, BACKUP_FAILED, p->w->home, strerror(errno));
    add_folder(p, "templates", is_template); /* few homes have it */
    if (!add_known(p))
        return fail(p, BACKUP_FAILED, p->snapshot, "cannot be read");
    return write_zip(p, path);
}

/* One at a time: the copy of the database has one place. */
enum backup_end backup_make(const struct world *w, const char *path,
                            struct backup_report *report)
{
    *report = (struct backup_report){0};
    struct packer p = {.w = w, .report = report};
    const char *lock = below(&p, "run/backup.lock");
    p.snapshot = below(&p, "run/backup.db");
    mode_t before = umask(077);
    int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    enum backup_end end;
    if (fd < 0)
        end = fail(&p, BACKUP_FAILED, lock, strerror(errno));
    else if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        end = fail(&p, BACKUP_REFUSED, w->home, "another backup is being made");
    else {
        end = pack(&p, path);
        unlink(p.snapshot);
        unlink(arena_printf(w->mem, "%s-wal", p.snapshot));
        unlink(arena_printf(w->mem, "%s-shm", p.snapshot));
    }
    if (fd >= 0)
        close(fd);
    umask(before);
    return end;
}
