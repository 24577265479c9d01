/* Whole files: see file.h. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

enum { PATH_BYTES_MAX = 4096 };

/* Reads until the end or until `room` is full; -1 with errno. */
static ssize_t read_all(int fd, char *data, size_t room)
{
    size_t bytes = 0;
    while (bytes < room) {
        ssize_t got = read(fd, data + bytes, room - bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        bytes += (size_t)got;
    }
    return (ssize_t)bytes;
}

/* The size of an open regular file; -1 with errno. */
static off_t regular_size(int fd)
{
    struct stat about;
    if (fstat(fd, &about) != 0)
        return -1;
    if (S_ISREG(about.st_mode))
        return about.st_size;
    errno = S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
    return -1;
}

char *file_read(const char *path, size_t max, size_t *bytes)
{
    /* O_NONBLOCK: a fifo must not keep us waiting for somebody to write. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return NULL;
    char *data = NULL;
    int fault = 0;
    off_t size = regular_size(fd);
    if (size < 0) {
        fault = errno;
        goto out;
    }
    if ((uintmax_t)size > max) {
        fault = EFBIG;
        goto out;
    }
    size_t room = (size_t)size + 1;
    data = malloc(room);
    if (!data)
        die("out of memory: %zu bytes for a file", room);
    ssize_t got = read_all(fd, data, room);
    if (got < 0)
        fault = errno;
    else if ((size_t)got == room)
        fault = EAGAIN; /* it grows while we read */
    else
        data[got] = '\0';
    if (fault == 0)
        *bytes = (size_t)got;
out:
    close(fd);
    if (fault != 0) {
        free(data);
        data = NULL;
        errno = fault;
    }
    return data;
}

bool file_put(int fd, const char *data, size_t bytes)
{
    while (bytes > 0) {
        ssize_t written = write(fd, data, bytes);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        data += written;
        bytes -= (size_t)written;
    }
    return true;
}

static bool sync_path(const char *path, int flags)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
    if (fd < 0)
        return false;
    bool synced = fsync(fd) == 0;
    int fault = errno;
    close(fd);
    errno = fault;
    return synced;
}

bool file_sync(const char *path)
{
    return sync_path(path, O_NOFOLLOW);
}

/* Its folder may well be a link, to another disk for instance. */
bool file_sync_name(const char *path)
{
    char folder[PATH_BYTES_MAX];
    const char *slash = strrchr(path, '/');
    size_t bytes = slash ? (size_t)(slash - path) : 0;
    if (bytes >= sizeof folder) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(folder, path, bytes);
    folder[bytes] = '\0';
    const char *name = folder;
    if (bytes == 0)
        name = slash ? "/" : ".";
    return sync_path(name, O_DIRECTORY);
}

bool file_write(const char *path, const void *data, size_t bytes, int mode)
{
    char beside[PATH_BYTES_MAX];
    int length = snprintf(beside, sizeof beside, "%s.XXXXXX", path);
    if (length < 0 || (size_t)length >= sizeof beside) {
        errno = ENAMETOOLONG;
        return false;
    }
    int fd = mkostemp(beside, O_CLOEXEC);
    if (fd < 0)
        return false;
    bool written = fchmod(fd, (mode_t)mode) == 0 && file_put(fd, data, bytes) &&
                   fsync(fd) == 0;
    int fault = errno;
    if (close(fd) != 0 && written) {
        written = false;
        fault = errno;
    }
    if (written && rename(beside, path) == 0)
        return file_sync_name(path);
    if (written)
        fault = errno;
    unlink(beside);
    errno = fault;
    return false;
}

static bool is_folder(const char *path)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return false;
    if (!S_ISDIR(about.st_mode))
        errno = ENOTDIR;
    return S_ISDIR(about.st_mode);
}

static bool make_folder(const char *path, int mode)
{
    if (mkdir(path, (mode_t)mode) == 0)
        return true;
    /* Where one may not write, a folder that is there already is enough. */
    int fault = errno;
    if (is_folder(path))
        return true;
    errno = fault == EEXIST ? ENOTDIR : fault;
    return false;
}

bool file_folder(const char *path, int mode)
{
    char part[PATH_BYTES_MAX];
    size_t bytes = strlen(path);
    if (bytes == 0 || bytes >= sizeof part) {
        errno = bytes == 0 ? ENOENT : ENAMETOOLONG;
        return false;
    }
    memcpy(part, path, bytes + 1);
    for (char *at = part + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        if (!make_folder(part, mode))
            return false;
        *at = '/';
    }
    return make_folder(part, mode);
}

bool file_exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0;
}

int64_t file_size(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode) ? about.st_size
                                                             : 0;
}

bool file_map(const char *path, void **start, size_t *bytes)
{
    struct stat found;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = false;
    if (fd < 0)
        return false;
    *start = NULL;
    *bytes = 0;
    if (fstat(fd, &found) == 0 && S_ISREG(found.st_mode)) {
        *bytes = (size_t)found.st_size;
        if (*bytes > 0)
            *start = mmap(NULL, *bytes, PROT_READ, MAP_PRIVATE, fd, 0);
        ok = *start != MAP_FAILED;
    }
    close(fd);
    return ok;
}

bool file_plain_name(const char *name)
{
    return *name != '\0' && *name != '.' &&
           strspn(name,
                  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                  "0123456789._-") == strlen(name);
}
