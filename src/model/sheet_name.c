#include "model/sheet_name.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"

enum {
    TITLE_UNITS_MAX = 31, /* UTF-16 units of a sheet's name */
    SUFFIX_UNITS = 8      /* of them, kept for " (12345)" */
};

/* How many bytes of the text fit into so many UTF-16 units. */
static size_t fitting(const char *text, size_t units)
{
    size_t at = 0;
    while (text[at] != '\0') {
        size_t next = at + 1;
        while (((unsigned char)text[next] & 0xc0) == 0x80)
            next++;
        size_t wide = next - at == 4 ? 2 : 1;
        if (wide > units)
            break;
        units -= wide;
        at = next;
    }
    return at;
}

const char *sheet_name(struct arena *mem, struct tally_ids *used,
                       const char *title)
{
    char *plain = str_line(mem, title);
    for (char *at = plain; *at; at++)
        if (strchr("[]:*?/\\'", *at))
            *at = ' ';
    plain = str_line(mem, plain);
    if (*plain == '\0')
        plain = arena_text(mem, "-");
    const char *name = arena_textn(mem, plain, fitting(plain, TITLE_UNITS_MAX));
    size_t number;
    for (int i = 2; tally_ids_find(used, str_key(mem, name), &number); i++)
        name = arena_printf(mem, "%.*s (%d)",
                            (int)fitting(plain, TITLE_UNITS_MAX - SUFFIX_UNITS),
                            plain, i);
    tally_ids_add(used, str_key(mem, name));
    return name;
}

char *sheet_folder(struct arena *mem, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_text(mem, ".");
    return arena_textn(mem, path, slash > path ? (size_t)(slash - path) : 1);
}
