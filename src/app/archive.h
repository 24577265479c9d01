/* A ZIP file, written in one go. The same members give the same bytes: times
 * are fixed, and so is the order. Names are ASCII, relative, with single
 * slashes, so that every system unpacks them as they are. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct archive_member {
    const char *name;
    /* one of: bytes (borrowed until archive_write() returns), the path of a
     * file, or a function that gives the bytes in that arena when their turn
     * comes, NULL for "cannot be read" */
    const char *data;
    size_t bytes;
    const char *path;
    char *(*read)(struct arena *mem, const void *context, size_t *bytes);
    const void *context;
    bool stored; /* packed already, as JPEG is: not packed again */
};

struct archive_watch {
    void *context;
    /* Now and then; false gives up. */
    bool (*progress)(void *context, double part);
};

enum archive_end { ARCHIVE_DONE, ARCHIVE_CANCELLED, ARCHIVE_FAILED };

/* Writes the file at `path`, which is replaced only by a whole one and is the
 * owner's alone. `at`: the time of all members, Unix seconds. *why: English, in
 * the arena, if failed. */
enum archive_end archive_write(struct arena *mem, const char *path, int64_t at,
                               const struct archive_member *member,
                               size_t count, const struct archive_watch *watch,
                               const char **why);
