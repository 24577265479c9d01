/* Reading a ZIP file that may come from anywhere: member by member, each as a
 * stream. What its names mean is the caller's to judge. */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;
struct archive_reader;

/* NULL, with *why in English: ENOENT and the like are the disk's (errno is
 * set), errno 0: the file is no ZIP, or a damaged one. The caller closes it. */
struct archive_reader *archive_open(struct arena *mem, const char *path,
                                    const char **why);
void archive_close(struct archive_reader *a);

size_t archive_count(const struct archive_reader *a);
/* The name as it stands in the file, in the arena; "" if it cannot be read. */
const char *archive_name(const struct archive_reader *a, size_t i);

enum archive_copied { ARCHIVE_COPIED, ARCHIVE_DAMAGED, ARCHIVE_NO_ROOM };
/* Writes a member to an open file and syncs it; its checksum is looked at.
 * *bytes grows by what was written. *why: English, in the arena. */
enum archive_copied archive_copy(struct archive_reader *a, size_t i, int to,
                                 int64_t *bytes, const char **why);
/* The beginning of the first member of that name, up to max bytes, closed by a
 * NUL and in the arena; NULL: there is none that can be read. */
const char *archive_text(struct archive_reader *a, const char *name,
                         size_t max);
