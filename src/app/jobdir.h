/* The folder of one rendering job: HOME/run/jobs/job-XXXXXX, fresh, readable by
 * nobody else, on the file system of the home.
 *
 * The first fault stays in `why` as a sentence and makes every later call do
 * nothing and return false. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { JOBDIR_PATH_BYTES = 4400 };

struct jobdir {
    char path[4096]; /* absolute, links resolved */
    char why[256];   /* "" while all is well */
};

/* Makes the folder. jobdir_close() also after a failure. */
bool jobdir_open(struct jobdir *job, const char *home);
/* Removes it with everything in it. */
void jobdir_close(struct jobdir *job);

/* `name` is relative to the folder and consists of letters, digits, '.', '-',
 * '_' and single slashes; missing folders on the way are made. */
bool jobdir_write(struct jobdir *job, const char *name, const void *data,
                  size_t bytes);
/* Copies a regular file; a link is a fault, as a typesetter would follow it. */
bool jobdir_copy(struct jobdir *job, const char *source, const char *name);
/* Removes a file; that there is none is no fault. */
void jobdir_remove(struct jobdir *job, const char *name);
/* The absolute path of a name. */
bool jobdir_place(struct jobdir *job, const char *name,
                  char path[JOBDIR_PATH_BYTES]);

/* Is there a regular file of this name with at least one byte? */
bool jobdir_has(const struct jobdir *job, const char *name);

/* Moves a finished file to its place: on disk first, then under its name. */
bool jobdir_publish(struct jobdir *job, const char *name, const char *target);

/* At the start of the job process: removes what a crash has left behind. */
void jobdir_sweep(const char *home);
