/* Reading with libzip: see archive_read.h. */
#include "app/archive_read.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

#include "base/arena.h"
#include "base/file.h"

enum { CHUNK_BYTES = 1 << 16 };

struct archive_reader {
    struct arena *mem;
    zip_t *zip;
};

struct archive_reader *archive_open(struct arena *mem, const char *path,
                                    const char **why)
{
    int code = 0;
    errno = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    if (zip != NULL) {
        struct archive_reader *a = arena_alloc(mem, sizeof *a);
        *a = (struct archive_reader){mem, zip};
        return a;
    }
    int kept = errno;
    if (code == ZIP_ER_OPEN || code == ZIP_ER_NOENT || code == ZIP_ER_READ) {
        errno = kept != 0 ? kept : EIO;
        *why = arena_text(mem, strerror(errno));
    } else {
        errno = 0;
        *why = "is no ZIP file, or a damaged one";
    }
    return NULL;
}

void archive_close(struct archive_reader *a)
{
    zip_discard(a->zip);
}

size_t archive_count(const struct archive_reader *a)
{
    zip_int64_t count = zip_get_num_entries(a->zip, 0);
    return count > 0 ? (size_t)count : 0;
}

const char *archive_name(const struct archive_reader *a, size_t i)
{
    const char *name = zip_get_name(a->zip, i, ZIP_FL_ENC_RAW);
    return name != NULL ? arena_text(a->mem, name) : "";
}

static enum archive_copied copy(struct archive_reader *a, zip_file_t *from,
                                int to, int64_t *bytes, const char **why)
{
    char chunk[CHUNK_BYTES];
    zip_int64_t got;
    while ((got = zip_fread(from, chunk, sizeof chunk)) > 0) {
        if (!file_put(to, chunk, (size_t)got)) {
            *why = arena_text(a->mem, strerror(errno));
            return ARCHIVE_NO_ROOM;
        }
        *bytes += got;
    }
    if (got < 0) { /* also if the checksum is wrong */
        *why = arena_text(a->mem, zip_file_strerror(from));
        return ARCHIVE_DAMAGED;
    }
    if (fsync(to) == 0)
        return ARCHIVE_COPIED;
    *why = arena_text(a->mem, strerror(errno));
    return ARCHIVE_NO_ROOM;
}

enum archive_copied archive_copy(struct archive_reader *a, size_t i, int to,
                                 int64_t *bytes, const char **why)
{
    zip_file_t *from = zip_fopen_index(a->zip, i, 0);
    if (from == NULL) {
        *why = arena_text(a->mem, zip_strerror(a->zip));
        return ARCHIVE_DAMAGED;
    }
    enum archive_copied end = copy(a, from, to, bytes, why);
    zip_fclose(from);
    return end;
}

const char *archive_text(struct archive_reader *a, const char *name, size_t max)
{
    zip_file_t *from = zip_fopen(a->zip, name, 0);
    if (from == NULL)
        return NULL;
    char *text = arena_alloc(a->mem, max + 1);
    zip_int64_t got = zip_fread(from, text, max);
    zip_fclose(from);
    return got >= 0 ? text : NULL;
}
