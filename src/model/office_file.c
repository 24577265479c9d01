/* What an office file is: see office_file.h. The only file that reads with
 * libzip.
 *
 * The archive's own list says what each part unpacks to, and whoever opens the
 * file reads the same list: a sum beyond all reason is refused without
 * unpacking anything. Of the parts that are read no more than PART_BYTES_MAX
 * are unpacked, whatever they claim. */
#include "model/office_file.h"

#include <string.h>

#include <zip.h>

#include "base/str.h"

enum {
    PARTS_MAX = 5000,
    LINES_MAX = 2 * PARTS_MAX,
    PART_BYTES_MAX = 512 * 1024,
    UNPACKED_MAX = 300 * 1000 * 1000,
    RATIO_FROM = 20 * 1000 * 1000, /* below that a high ratio does no harm */
    RATIO_MAX = 200
};

static const struct kind {
    const char *mark; /* in the archive */
    const char *type, *ending;
} kinds[] = {
    {"wordprocessingml.document.main+xml",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     "docx"},
    {"spreadsheetml.sheet.main+xml",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     "xlsx"},
    {"presentationml.presentation.main+xml",
     "application/vnd.openxmlformats-officedocument.presentationml."
     "presentation",
     "pptx"},
    {"application/vnd.oasis.opendocument.text",
     "application/vnd.oasis.opendocument.text", "odt"},
    {"application/vnd.oasis.opendocument.spreadsheet",
     "application/vnd.oasis.opendocument.spreadsheet", "ods"},
    {"application/vnd.oasis.opendocument.presentation",
     "application/vnd.oasis.opendocument.presentation", "odp"},
};
enum { OPEN_XML = 3 /* of them, the others are OpenDocument */ };

static const unsigned char old_mark[] = {0xd0, 0xcf, 0x11, 0xe0,
                                         0xa1, 0xb1, 0x1a, 0xe1};

static bool is_old(const char *data, size_t bytes)
{
    return bytes >= sizeof old_mark &&
           memcmp(data, old_mark, sizeof old_mark) == 0;
}

bool office_file_starts(const char *data, size_t bytes)
{
    return is_old(data, bytes) ||
           (bytes >= 4 && memcmp(data, "PK\3\4", 4) == 0);
}

/* --- the archive -----------------------------------------------------------
 */

/* A part's beginning as text, "" if it is not there or cannot be unpacked. */
static const char *part(zip_t *archive, const char *name,
                        char text[PART_BYTES_MAX + 1])
{
    zip_file_t *file = zip_fopen(archive, name, 0);
    zip_int64_t got = file ? zip_fread(file, text, PART_BYTES_MAX) : 0;
    if (file != NULL)
        zip_fclose(file);
    text[got > 0 ? got : 0] = '\0';
    return text;
}

static bool holds_programs(const char *name)
{
    return str_ends(name, "vbaProject.bin") || str_starts(name, "Basic/") ||
           str_starts(name, "Scripts/") || strstr(name, "/macrosheets/");
}

/* More lines than a list of contents may have? Counted before the archive is
 * opened, because libzip files every name in a table, and names that collide in
 * it cost minutes; the number that the list itself claims is not to be
 * trusted. The same mark in what is packed counts too, so there is room. */
static bool too_many_lines(const char *data, size_t bytes)
{
    static const char mark[] = "PK\1\2";
    size_t count = 0;
    const char *end = data + bytes;
    for (const char *at = data;
         (at = memmem(at, (size_t)(end - at), mark, sizeof mark - 1)) != NULL;
         at += sizeof mark - 1)
        if (++count > LINES_MAX)
            return true;
    return false;
}

/* Of the list alone. */
static enum content_fault list_fault(zip_t *archive, size_t bytes)
{
    zip_uint64_t sum = 0;
    zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count > PARTS_MAX)
        return CONTENT_BOMB;
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t about;
        if (zip_stat_index(archive, (zip_uint64_t)i, 0, &about) != 0 ||
            !(about.valid & ZIP_STAT_NAME) || !(about.valid & ZIP_STAT_SIZE))
            return CONTENT_BROKEN;
        if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
            about.encryption_method != ZIP_EM_NONE)
            return CONTENT_LOCKED;
        if (holds_programs(about.name))
            return CONTENT_MACROS;
        sum += about.size;
        if (about.size > UNPACKED_MAX || sum > UNPACKED_MAX)
            return CONTENT_BOMB;
    }
    return sum > RATIO_FROM && sum / RATIO_MAX > bytes ? CONTENT_BOMB
                                                       : CONTENT_FINE;
}

static struct content fault(enum content_fault what)
{
    return (struct content){.fault = what};
}

static struct content found(const struct kind *kind)
{
    return (struct content){
        .word = "office", .type = kind->type, .ending = kind->ending};
}

static struct content look_into(zip_t *archive, size_t bytes,
                                char text[PART_BYTES_MAX + 1])
{
    enum content_fault list = list_fault(archive, bytes);
    if (list != CONTENT_FINE)
        return fault(list);
    part(archive, "mimetype", text);
    for (size_t i = OPEN_XML; i < sizeof kinds / sizeof *kinds; i++)
        if (str_equal(text, kinds[i].mark))
            return strstr(part(archive, "META-INF/manifest.xml", text),
                          "encryption-data")
                       ? fault(CONTENT_LOCKED)
                       : found(&kinds[i]);
    part(archive, "[Content_Types].xml", text);
    if (strstr(text, "macroEnabled"))
        return fault(CONTENT_MACROS);
    for (size_t i = 0; i < OPEN_XML; i++)
        if (strstr(text, kinds[i].mark))
            return found(&kinds[i]);
    return fault(CONTENT_UNKNOWN);
}

/* Word's files with a password are of the old kind outside; this stands in
 * their list, two bytes to a letter. */
static bool has_password(const char *data, size_t bytes)
{
    static const char mark[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P";
    return memmem(data, bytes, mark, sizeof mark - 1) != NULL;
}

struct content office_file_look(const char *data, size_t bytes)
{
    static char text[PART_BYTES_MAX + 1];
    if (is_old(data, bytes))
        return fault(has_password(data, bytes) ? CONTENT_LOCKED : CONTENT_OLD);
    if (too_many_lines(data, bytes))
        return fault(CONTENT_BOMB);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(data, bytes, 0, &error);
    zip_t *archive =
        source
            ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error)
            : NULL;
    struct content result = fault(CONTENT_BROKEN);
    if (archive != NULL) {
        result = look_into(archive, bytes, text);
        zip_discard(archive);
    } else if (source != NULL) {
        zip_source_free(source);
    }
    zip_error_fini(&error);
    return result;
}
