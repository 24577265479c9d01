/* From a home to one file: see backup.h. The database is copied first, then the
 * files: they are named by their content and never change, so those that came
 * later do no harm. Where one goes meanwhile, all of it is done again. */
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
#include "model/file.h"
#include "model/world.h"

enum { ATTEMPTS = 3 };

struct packer {
    const struct world *w;
    struct backup_report *report;
    struct archive_member *member;
    size_t count;
    const char *snapshot; /* copy of the database */
    backup_stop *stop;
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
}

/* --- what there is --- */

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

static void look_for(struct packer *p, const char *name)
{
    struct backup_report *r = p->report;
    if (file_exists(below(p, name)))
        return;
    r->missing = arena_grow(p->w->mem, (void *)r->missing, r->missing_count,
                            sizeof *r->missing);
    r->missing[r->missing_count++] = name;
}

/* Whether the files that the copied database needs are there. A database of
 * another schema is not asked: it is copied before it is brought up to date. */
static bool find_missing(struct packer *p)
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
    for (size_t i = 0; i < exports; i++)
        look_for(p, arena_printf(p->w->mem, "exports/%s", export[i].result));
    size_t files = known ? sql_check_files(db, &file) : 0;
    for (size_t i = 0; i < files; i++)
        look_for(p, arena_printf(p->w->mem, "files/%s", file[i].digest));
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

static bool goes_on(void *context, double part)
{
    struct packer *p = context;
    (void)part;
    return !p->stop();
}

static enum backup_end write_zip(struct packer *p, const char *path)
{
    const char *why = NULL;
    const struct archive_watch watch = {p, goes_on};
    switch (archive_write(p->w->mem, path, p->at, p->member, p->count, &watch,
                          &why)) {
    case ARCHIVE_CANCELLED:
        return fail(p, BACKUP_REFUSED, path, "stopped");
    case ARCHIVE_FAILED:
        return fail(p, BACKUP_FAILED, path, why);
    case ARCHIVE_DONE:
        break;
    }
    if (!file_sync(path) || !file_sync_name(path))
        return fail(p, BACKUP_FAILED, path, strerror(errno));
    p->report->files = p->count - 1; /* the mark is none of the home's */
    p->report->bytes = file_size(path);
    return BACKUP_DONE;
}

static enum backup_end pack(struct packer *p, const char *path)
{
    unlink(p->snapshot); /* of one that was killed */
    p->count = p->report->missing_count = 0;
    p->member = NULL;
    p->report->missing = NULL;
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
    if (!add_folder(p, "keys", is_key) ||
        !add_folder(p, "files", file_is_digest) ||
        !add_folder(p, "exports", file_plain_name))
        return fail(p, BACKUP_FAILED, p->w->home, strerror(errno));
    add_folder(p, "templates", is_template); /* few homes have it */
    if (!find_missing(p))
        return fail(p, BACKUP_FAILED, p->snapshot, "cannot be read");
    return write_zip(p, path);
}

/* Has one of the listed files gone since, as files do that nothing needs any
 * more? */
static bool one_has_gone(const struct packer *p)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->member[i].path != NULL && !file_exists(p->member[i].path))
            return true;
    return false;
}

/* One at a time: the copy of the database has one place. The folder is what is
 * locked, so that no file stays that belongs to whoever came first. */
enum backup_end backup_make(const struct world *w, const char *path,
                            backup_stop *stop, struct backup_report *report)
{
    *report = (struct backup_report){0};
    struct packer p = {.w = w, .report = report, .stop = stop};
    const char *run = below(&p, "run");
    p.snapshot = below(&p, "run/backup.db");
    mode_t before = umask(077);
    int fd = open(run, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum backup_end end;
    if (fd < 0)
        end = fail(&p, BACKUP_FAILED, run, strerror(errno));
    else if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        end = fail(&p, BACKUP_REFUSED, w->home, "another backup is being made");
    else {
        end = pack(&p, path);
        for (int i = 1;
             i < ATTEMPTS && end == BACKUP_FAILED && one_has_gone(&p); i++)
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
