/* What an upload is: see content.h. The only file that knows libmagic. */
#include "model/content.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include <magic.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/photo.h"
#include "base/str.h"
#include "model/office_file.h"

enum {
    TYPE_BYTES = 64 * 1024, /* of the beginning tell the type */
    NAME_CHARACTERS_MAX = 120,
    ENDING_BYTES_MAX = 5 /* what counts as an ending of a name */
};

static const struct kind {
    const char *word, *type, *ending;
} kinds[] = {
    {"pdf", "application/pdf", "pdf"}, {"png", "image/png", "png"},
    {"jpeg", "image/jpeg", "jpg"},     {"webp", "image/webp", "webp"},
    {"svg", "image/svg+xml", "svg"},   {"office", NULL, NULL},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* The checks that look into archives, programs and office documents are off:
 * what of that is taken, office_file.c tells. */
static const struct kind *kind_of(const char *data, size_t bytes)
{
    const struct kind *known = NULL;
    int flags = MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR |
                MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF | MAGIC_NO_CHECK_CSV |
                MAGIC_NO_CHECK_JSON | MAGIC_NO_CHECK_APPTYPE |
                MAGIC_NO_CHECK_TOKENS;
    magic_t magic = magic_open(flags);
    if (magic == NULL || magic_load(magic, NULL) != 0)
        die("libmagic: %s", magic ? magic_error(magic) : strerror(errno));
    if (bytes > TYPE_BYTES)
        bytes = TYPE_BYTES;
    const char *type = magic_buffer(magic, data, bytes);
    for (size_t i = 0; i < KINDS; i++)
        if (kinds[i].type != NULL && str_equal(type, kinds[i].type))
            known = &kinds[i];
    magic_close(magic);
    return known;
}

struct content content_look(const char *data, size_t bytes)
{
    struct photo_size size;
    if (office_file_starts(data, bytes))
        return office_file_look(data, bytes);
    const struct kind *kind = kind_of(data, bytes);
    if (kind == NULL)
        return (struct content){.fault = CONTENT_UNKNOWN};
    struct content c = {
        .word = kind->word, .type = kind->type, .ending = kind->ending};
    if (photo_size(data, bytes, &size)) {
        c.width = size.width;
        c.height = size.height;
    }
    return c;
}

/* --- words -----------------------------------------------------------------
 */

const char *content_usual(const char *kind)
{
    return str_equal(kind, "image") ? "png jpeg webp svg" : "pdf";
}

bool content_among(const char *words, const char *word)
{
    size_t bytes = strlen(word);
    for (const char *at = words; (at = strstr(at, word)) != NULL; at += bytes)
        if ((at == words || at[-1] == ' ') &&
            (at[bytes] == ' ' || at[bytes] == '\0'))
            return true;
    return false;
}

static bool is_word_for(const char *kind, const char *word, size_t bytes)
{
    for (size_t i = 0; i < KINDS; i++)
        if (strlen(kinds[i].word) == bytes &&
            memcmp(kinds[i].word, word, bytes) == 0)
            return str_equal(kind, "file") ||
                   content_among(content_usual(kind), kinds[i].word);
    return false;
}

bool content_words_fit(const char *kind, const char *words)
{
    for (const char *at = words;;) {
        size_t bytes = strcspn(at, " ");
        if (!is_word_for(kind, at, bytes))
            return false;
        for (const char *before = words; before < at;
             before += strcspn(before, " ") + 1)
            if (strcspn(before, " ") == bytes && memcmp(before, at, bytes) == 0)
                return false;
        at += bytes;
        if (*at++ == '\0')
            return true;
    }
}

bool content_takes(const char *words, const char *type)
{
    if (content_is_office(type))
        return content_among(words, "office");
    for (size_t i = 0; i < KINDS; i++)
        if (kinds[i].type != NULL && str_equal(kinds[i].type, type))
            return content_among(words, kinds[i].word);
    return false;
}

bool content_is_picture(const char *type)
{
    return str_starts(type, "image/");
}

bool content_is_office(const char *type)
{
    return str_starts(type, "application/vnd.o");
}

/* --- names -----------------------------------------------------------------
 */

/* The bytes of a character that turns the direction of writing or is not seen
 * at all, with which "exe" can be made to look like "pdf"; 0: another. */
static size_t hidden(const char *at)
{
    static const char *const marks[] = {"\u200b", "\u200c", "\u200d", "\u200e",
                                        "\u200f", "\u202a", "\u202b", "\u202c",
                                        "\u202d", "\u202e", "\u2060", "\u2066",
                                        "\u2067", "\u2068", "\u2069", "\ufeff"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(at, marks[i]))
            return strlen(marks[i]);
    return 0;
}

static bool same_ending(const char *one, const char *other)
{
    return strcasecmp(one, other) == 0 ||
           (str_equal(other, "jpg") && strcasecmp(one, "jpeg") == 0);
}

/* At most so many characters, none cut in two. */
static size_t room_for(const char *text, size_t characters)
{
    size_t bytes = 0;
    while (text[bytes] != '\0') {
        size_t next = bytes + 1;
        while (((unsigned char)text[next] & 0xc0) == 0x80)
            next++;
        if (characters-- == 0)
            return bytes;
        bytes = next;
    }
    return bytes;
}

const char *content_name(struct arena *mem, const char *name,
                         const char *ending)
{
    struct buf clean;
    buf_init(&clean, mem);
    for (const char *at = name; *at != '\0'; at++)
        if (*at == '/' || *at == '\\')
            name = at + 1;
    for (const char *at = name; *at != '\0';) {
        size_t skip = hidden(at);
        if (skip == 0)
            buf_addc(&clean, *at++);
        at += skip;
    }
    char *line = str_line(mem, clean.data);
    line += strspn(line, ". ");
    char *dot = strrchr(line, '.');
    const char *own =
        dot != NULL && same_ending(dot + 1, ending) ? dot + 1 : ending;
    if (dot != NULL && (own == dot + 1 || strlen(dot) == 1))
        *dot = '\0';
    size_t bytes = room_for(line, NAME_CHARACTERS_MAX - ENDING_BYTES_MAX - 1);
    if (str_empty(line))
        return arena_printf(mem, "file.%s", own);
    return arena_printf(mem, "%s.%s", arena_textn(mem, line, bytes), own);
}
