/* A home as one ZIP file, and a home from it. The file holds everything that
 * cannot be made again: database, uploaded and exported files, keys, settings.
 * It is as secret as the home, and only its owner can read it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct world;

/* The member that says what the file is; its first line. */
#define BACKUP_MARK "lorbeer-backup"
#define BACKUP_FORMAT "lorbeer backup 1"

enum backup_end {
    BACKUP_DONE,
    BACKUP_REFUSED, /* somebody or something is in the way; stopped */
    BACKUP_INPUT,   /* the file is no backup, or damaged */
    BACKUP_FAILED   /* the disk, the database */
};

struct backup_report {
    size_t files;         /* of the home that are in the ZIP */
    int64_t bytes;        /* of the ZIP, or of these files */
    const char *made_at;  /* when the database was as it is in the file, ISO */
    const char *home;     /* restored: where it is, whole path */
    const char *what;     /* what went wrong: a path or a member's name, */
    const char *why;      /* and why, in English; NULL if done */
    const char **missing; /* files that the home should have and has not */
    size_t missing_count;
};

/* Asked now and then: is it to be given up? Then nothing is left of it. */
typedef bool backup_stop(void);

/* Writes the home to `path`, while it is served or not: the database as it was
 * at one instant, and every file that it had then. An old file at `path` is
 * replaced by a whole new one only. w->db is the home's database, outside of a
 * transaction. */
enum backup_end backup_make(const struct world *w, const char *path,
                            backup_stop *stop, struct backup_report *report);

/* Makes the folder `home`, which is not there or empty and no mount point, from
 * the file; all or nothing. Mails that waited then become uncertain: they may
 * have gone since. The database is brought to this program's schema. */
enum backup_end backup_restore(struct arena *mem, const char *path,
                               const char *home, backup_stop *stop,
                               struct backup_report *report);
