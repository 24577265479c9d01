/* Writing ZIP files with libzip. Members that a function reads come into
 * memory one at a time, when libzip opens them. */
#include "app/archive.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <zip.h>

#include "base/arena.h"
#include "base/log.h"

enum { MODE = 0100644, DOS_YEAR_MIN = 80, DOS_YEAR_MAX = 207 };

/* --- members read when their turn comes --- */

struct late {
    const struct archive_member *member;
    struct arena *mem; /* NULL: not open */
    const char *data;
    size_t bytes, at;
    zip_error_t error;
};

static zip_int64_t open_late(struct late *l)
{
    l->mem = arena_new();
    l->data = l->member->read(l->mem, l->member->context, &l->bytes);
    l->at = 0;
    if (l->data != NULL)
        return 0;
    arena_free(l->mem);
    l->mem = NULL;
    zip_error_set(&l->error, ZIP_ER_READ, 0);
    return -1;
}

static void close_late(struct late *l)
{
    if (l->mem != NULL)
        arena_free(l->mem);
    l->mem = NULL;
}

static zip_int64_t about_late(void *data)
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    memcpy(data, &stat, sizeof stat);
    return sizeof stat;
}

static zip_int64_t serve_late(void *context, void *data, zip_uint64_t length,
                              zip_source_cmd_t command)
{
    struct late *l = context;
    size_t left = l->bytes - l->at;
    if (command == ZIP_SOURCE_OPEN)
        return open_late(l);
    if (command == ZIP_SOURCE_STAT)
        return about_late(data);
    if (command == ZIP_SOURCE_ERROR)
        return zip_error_to_data(&l->error, data, length);
    if (command == ZIP_SOURCE_SUPPORTS)
        return ZIP_SOURCE_SUPPORTS_READABLE;
    if (command == ZIP_SOURCE_READ) {
        size_t count = left < length ? left : (size_t)length;
        memcpy(data, l->data + l->at, count);
        l->at += count;
        return (zip_int64_t)count;
    }
    if (command == ZIP_SOURCE_CLOSE || command == ZIP_SOURCE_FREE) {
        close_late(l);
        return 0;
    }
    zip_error_set(&l->error, ZIP_ER_OPNOTSUPP, 0);
    return -1;
}

/* --- the archive --- */

static zip_source_t *source_of(zip_t *zip, struct arena *mem,
                               const struct archive_member *m)
{
    if (m->read == NULL)
        return m->path != NULL
                   ? zip_source_file(zip, m->path, 0, -1)
                   : zip_source_buffer(zip, m->bytes > 0 ? m->data : "",
                                       m->bytes, 0);
    struct late *late = arena_alloc(mem, sizeof *late);
    late->member = m;
    zip_error_init(&late->error);
    return zip_source_function(zip, serve_late, late);
}

/* In UTC, which a ZIP does not say: the same on every machine. */
static void set_time(zip_t *zip, zip_uint64_t index, int64_t at)
{
    struct tm tm;
    time_t time = (time_t)at;
    if (gmtime_r(&time, &tm) == NULL || tm.tm_year < DOS_YEAR_MIN ||
        tm.tm_year > DOS_YEAR_MAX)
        tm = (struct tm){.tm_year = DOS_YEAR_MIN, .tm_mday = 1};
    zip_uint16_t day = (zip_uint16_t)((tm.tm_year - DOS_YEAR_MIN) << 9 |
                                      (tm.tm_mon + 1) << 5 | tm.tm_mday);
    zip_uint16_t clock =
        (zip_uint16_t)(tm.tm_hour << 11 | tm.tm_min << 5 | tm.tm_sec >> 1);
    zip_file_set_dostime(zip, index, clock, day, 0);
}

static bool plain_name(const char *name)
{
    for (const char *at = name; *at != '\0'; at++)
        if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                   "0123456789._-/",
                   *at) == NULL)
            return false;
    return *name != '\0' && *name != '/' && *name != '.' &&
           strstr(name, "..") == NULL && strstr(name, "//") == NULL;
}

static bool add(zip_t *zip, struct arena *mem, int64_t at,
                const struct archive_member *m)
{
    if (!plain_name(m->name))
        die("archive: not a plain name: %s", m->name);
    zip_source_t *source = source_of(zip, mem, m);
    zip_int64_t index =
        source != NULL ? zip_file_add(zip, m->name, source, 0) : -1;
    if (index < 0) {
        if (source != NULL)
            zip_source_free(source);
        return false;
    }
    zip_uint64_t i = (zip_uint64_t)index;
    set_time(zip, i, at);
    zip_set_file_compression(zip, i, m->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                             0);
    return zip_file_set_external_attributes(zip, i, 0, ZIP_OPSYS_UNIX,
                                            (zip_uint32_t)MODE << 16) == 0;
}

struct watching {
    const struct archive_watch *watch;
    bool cancelled;
};

static void report(zip_t *zip, double part, void *context)
{
    struct watching *w = context;
    (void)zip;
    if (!w->cancelled && w->watch != NULL && w->watch->progress != NULL)
        w->cancelled = !w->watch->progress(w->watch->context, part);
}

static int give_up(zip_t *zip, void *context)
{
    (void)zip;
    return ((struct watching *)context)->cancelled;
}

static bool fill(zip_t *zip, struct arena *mem, int64_t at,
                 const struct archive_member *member, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!add(zip, mem, at, &member[i]))
            return false;
    return true;
}

static enum archive_end write_new(struct arena *mem, zip_t *zip,
                                  struct watching *w, const char **why)
{
    zip_register_progress_callback_with_state(zip, 0.01, report, NULL, w);
    zip_register_cancel_callback_with_state(zip, give_up, NULL, w);
    if (zip_close(zip) == 0)
        return ARCHIVE_DONE;
    *why = arena_text(mem, zip_strerror(zip));
    zip_discard(zip);
    return w->cancelled ? ARCHIVE_CANCELLED : ARCHIVE_FAILED;
}

static enum archive_end
write_whole(struct arena *mem, const char *path, int64_t at,
            const struct archive_member *member, size_t count,
            const struct archive_watch *watch, const char **why)
{
    struct watching w = {.watch = watch};
    int code = 0;
    /* libzip works beside it and renames: an old one stays until then */
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (zip == NULL) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        *why = arena_text(mem, zip_error_strerror(&error));
        zip_error_fini(&error);
        return ARCHIVE_FAILED;
    }
    if (!fill(zip, mem, at, member, count)) {
        *why = arena_text(mem, zip_strerror(zip));
        zip_discard(zip);
        return ARCHIVE_FAILED;
    }
    return write_new(mem, zip, &w, why);
}

/* libzip makes the file as readable as the umask lets it, or as the one in
 * whose place it comes; what is in these is for nobody else on this machine. */
enum archive_end archive_write(struct arena *mem, const char *path, int64_t at,
                               const struct archive_member *member,
                               size_t count, const struct archive_watch *watch,
                               const char **why)
{
    mode_t before = umask(077);
    enum archive_end end =
        write_whole(mem, path, at, member, count, watch, why);
    umask(before);
    if (end != ARCHIVE_DONE || chmod(path, 0600) == 0)
        return end;
    *why = "the file cannot be kept from others";
    return ARCHIVE_FAILED;
}
