/* CSV: whatever comes in, the lines count up, fields are whole text, and what
 * was read comes back the same from what we write. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

struct seen {
    struct buf copy;  /* the records as we write them */
    struct buf plain; /* the fields, each with its end */
    size_t line;
};

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* A field may begin like a formula, or be a fraction; as text the copy would
 * have an apostrophe more. */
static void note_field(struct seen *seen, const char *field)
{
    must(str_utf8(field, strlen(field)));
    bool fraction = strchr(field, '/') != NULL &&
                    field[strspn(field, "0123456789/")] == '\0';
    if ((*field != '\0' && strchr("=+-@\t\r", *field)) || fraction)
        csv_number(&seen->copy, field);
    else
        csv_text(&seen->copy, field);
    buf_add(&seen->plain, field);
    buf_addc(&seen->plain, '\x1f');
}

static bool note(void *context, const struct csv_row *row)
{
    struct seen *seen = context;
    must(row->count > 0 && row->line > seen->line);
    seen->line = row->line;
    for (size_t i = 0; i < row->count; i++)
        note_field(seen, row->field[i]);
    csv_end_row(&seen->copy);
    buf_addc(&seen->plain, '\x1e');
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    struct arena *mem = arena_new();
    struct seen first = {.line = 0};
    struct seen second = {.line = 0};
    size_t line = 0;
    buf_init(&first.copy, mem);
    buf_init(&first.plain, mem);
    buf_init(&second.copy, mem);
    buf_init(&second.plain, mem);
    csv_start(&first.copy);
    const char *fault =
        csv_read((const char *)data, bytes, 0, note, &first, &line);
    must(!fault || line > 0);
    must(!csv_read(first.copy.data, first.copy.bytes, ';', note, &second,
                   &line));
    must(strcmp(first.plain.data, second.plain.data) == 0);
    arena_free(mem);
    return 0;
}
