/* Whole files: read, write safely, make folders. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Reads a whole regular file into memory of its own (free() it), closed by a
 * NUL that *bytes does not count. NULL with errno set; EFBIG above max, EAGAIN
 * if it grew meanwhile. */
char *file_read(const char *path, size_t max, size_t *bytes);

/* Writes a new file beside the old one, fsyncs it and renames it into place:
 * after a crash there is the old or the new one, whole. false with errno. */
bool file_write(const char *path, const void *data, size_t bytes, int mode);

/* All of it to an open file; false with errno. */
bool file_put(int fd, const char *data, size_t bytes);

/* The two halves of that for a file which another program wrote: its bytes are
 * on disk (a link is a fault), and its name is. false with errno. */
bool file_sync(const char *path);
bool file_sync_name(const char *path);

/* Makes a folder with its parents; true if it is there afterwards. */
bool file_folder(const char *path, int mode);

/* Bytes of a regular file; 0 if it is none. */
int64_t file_size(const char *path);
bool file_exists(const char *path);
/* Is it a name that every system takes and that hides nothing: of ASCII
 * letters, digits, dots, hyphens and underscores, beginning with none of the
 * dots? */
bool file_plain_name(const char *name);
/* Maps a regular file for reading; false: it cannot be read. An empty one has
 * no start. Files of ours are written new and renamed, never in place. */
bool file_map(const char *path, void **start, size_t *bytes);
