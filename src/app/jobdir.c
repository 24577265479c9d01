/* Folders of rendering jobs: see jobdir.h. */
#include "app/jobdir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"

enum { OPEN_FOLDERS = 16, NAME_BYTES_MAX = 200, JOBS_MAX = 10000 };
static const size_t file_bytes_max = (size_t)1 << 30;

static bool fail(struct jobdir *job, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static bool fail(struct jobdir *job, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (job->why[0] == '\0')
        vsnprintf(job->why, sizeof job->why, format, arguments);
    va_end(arguments);
    return false;
}

bool jobdir_open(struct jobdir *job, const char *home)
{
    char parent[PATH_MAX];
    job->path[0] = job->why[0] = '\0';
    int length = snprintf(parent, sizeof parent, "%s/run/jobs", home);
    if (length < 0 || (size_t)length >= sizeof parent)
        return fail(job, "%s: the path is too long", home);
    if (!file_folder(parent, 0700))
        return fail(job, "%s: %s", parent, strerror(errno));
    char real[PATH_MAX];
    if (!realpath(parent, real) || strlen(real) > sizeof job->path - 20)
        return fail(job, "%s: %s", parent, strerror(errno));
    snprintf(job->path, sizeof job->path, "%.4070s/job-XXXXXX", real);
    if (!mkdtemp(job->path)) {
        job->path[0] = '\0';
        return fail(job, "%s: %s", parent, strerror(errno));
    }
    return true;
}

static int remove_one(const char *path, const struct stat *about, int kind,
                      struct FTW *where)
{
    (void)about;
    (void)kind;
    (void)where;
    remove(path);
    return 0;
}

static void remove_tree(const char *path)
{
    nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

void jobdir_close(struct jobdir *job)
{
    if (job->path[0] != '\0')
        remove_tree(job->path);
    job->path[0] = '\0';
}

static bool plain_name(const char *name)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyz"
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        "0123456789.-_/";
    size_t bytes = strlen(name);
    return bytes > 0 && bytes <= NAME_BYTES_MAX && name[0] != '/' &&
           name[0] != '.' && name[bytes - 1] != '/' && !strstr(name, "//") &&
           !strstr(name, "/.") && strspn(name, allowed) == bytes;
}

bool jobdir_place(struct jobdir *job, const char *name,
                  char path[JOBDIR_PATH_BYTES])
{
    if (job->why[0] != '\0')
        return false;
    if (!plain_name(name))
        return fail(job, "%.100s: not a name for a file of a job", name);
    snprintf(path, JOBDIR_PATH_BYTES, "%s/%s", job->path, name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    bool made = file_folder(path, 0700);
    *slash = '/';
    return made || fail(job, "%s: %s", name, strerror(errno));
}

bool jobdir_write(struct jobdir *job, const char *name, const void *data,
                  size_t bytes)
{
    char path[JOBDIR_PATH_BYTES];
    if (!jobdir_place(job, name, path))
        return false;
    return file_write(path, data, bytes, 0600) ||
           fail(job, "%s: %s", name, strerror(errno));
}

static bool copy_bytes(int from, int to)
{
    struct stat about;
    if (fstat(from, &about) != 0)
        return false;
    if (!S_ISREG(about.st_mode) || about.st_size < 0 ||
        (size_t)about.st_size > file_bytes_max) {
        errno = S_ISREG(about.st_mode) ? EFBIG : EINVAL;
        return false;
    }
    static char some[1 << 16];
    for (;;) {
        ssize_t got = read(from, some, sizeof some);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        for (ssize_t done = 0; done < got;) {
            ssize_t put = write(to, some + done, (size_t)(got - done));
            if (put < 0 && errno != EINTR)
                return false;
            done += put > 0 ? put : 0;
        }
    }
}

/* The last step of the path must not be a link, nor a fifo that keeps us. */
static bool copy_file(const char *source, const char *target)
{
    int from = open(source, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (from < 0)
        return false;
    int to = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                  0600);
    bool copied = to >= 0 && copy_bytes(from, to);
    int fault = errno;
    close(from);
    if (to >= 0 && close(to) != 0 && copied) {
        copied = false;
        fault = errno;
    }
    errno = fault;
    return copied;
}

bool jobdir_copy(struct jobdir *job, const char *source, const char *name)
{
    char path[JOBDIR_PATH_BYTES];
    if (!jobdir_place(job, name, path))
        return false;
    return copy_file(source, path) ||
           fail(job, "%.150s: %s", source, strerror(errno));
}

void jobdir_remove(struct jobdir *job, const char *name)
{
    char path[JOBDIR_PATH_BYTES];
    if (jobdir_place(job, name, path))
        unlink(path);
}

bool jobdir_has(const struct jobdir *job, const char *name)
{
    char path[JOBDIR_PATH_BYTES];
    struct stat about;
    snprintf(path, sizeof path, "%s/%s", job->path, name);
    return lstat(path, &about) == 0 && S_ISREG(about.st_mode) &&
           about.st_size > 0;
}

/* The output may be wanted on another file system, from the command line. */
static bool move_file(const char *path, const char *target)
{
    if (rename(path, target) == 0)
        return true;
    if (errno != EXDEV)
        return false;
    size_t bytes = 0;
    char *data = file_read(path, file_bytes_max, &bytes);
    bool done = data && file_write(target, data, bytes, 0600);
    free(data);
    return done;
}

bool jobdir_publish(struct jobdir *job, const char *name, const char *target)
{
    char path[JOBDIR_PATH_BYTES];
    if (!jobdir_place(job, name, path))
        return false;
    if (!jobdir_has(job, name))
        return fail(job, "%s: not made", name);
    /* a book under embargo is for nobody else on this machine */
    if (chmod(path, 0600) != 0 || !file_sync(path) || !move_file(path, target))
        return fail(job, "%.150s: %s", target, strerror(errno));
    return file_sync_name(target) ||
           fail(job, "%.150s: %s", target, strerror(errno));
}

void jobdir_sweep(const char *home)
{
    char parent[PATH_MAX], path[PATH_MAX + NAME_MAX + 2];
    snprintf(parent, sizeof parent, "%s/run/jobs", home);
    DIR *list = opendir(parent);
    if (!list)
        return;
    struct dirent *name;
    for (int i = 0; i < JOBS_MAX && (name = readdir(list)); i++) {
        if (!str_starts(name->d_name, "job-"))
            continue;
        snprintf(path, sizeof path, "%s/%s", parent, name->d_name);
        remove_tree(path);
    }
    closedir(list);
}
