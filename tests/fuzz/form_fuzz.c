/* Any bytes as an urlencoded form: all or nothing, clean text, and what was
 * read can be written and read again. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "http/form.h"
#include "http/out.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static void check_form(const struct form *f)
{
    assert(f->broken == NULL || f->field_count == 0);
    assert(f->field_count <= FORM_FIELDS_MAX);
    for (size_t i = 0; i < f->field_count; i++) {
        const char *name = f->field[i].name;
        const char *value = f->field[i].value;
        assert(strlen(name) <= FORM_NAME_BYTES_MAX);
        assert(str_utf8(name, strlen(name)));
        assert(str_utf8(value, strlen(value)));
        assert(form_value(f, name) != NULL);
        assert(form_has(f, name, value));
    }
}

static void check_again(struct arena *mem, const struct form *f)
{
    struct buf text;

    buf_init(&text, mem);
    for (size_t i = 0; i < f->field_count; i++)
        buf_addf(&text, "&%s=%s", out_urlencode(mem, f->field[i].name),
                 out_urlencode(mem, f->field[i].value));
    struct form *again = form_parse_urlencoded(mem, text.data, text.bytes);
    assert(again->broken == NULL);
    assert(again->field_count == f->field_count);
    for (size_t i = 0; i < f->field_count; i++) {
        assert(strcmp(again->field[i].name, f->field[i].name) == 0);
        assert(strcmp(again->field[i].value, f->field[i].value) == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    struct arena *mem = arena_new();
    struct form *f = form_parse_urlencoded(mem, (const char *)data, bytes);
    int64_t value;

    check_form(f);
    if (f->broken == NULL)
        check_again(mem, f);
    if (form_int(f, "n", -5, 5, &value))
        assert(value >= -5 && value <= 5);
    else
        assert(value == 0);
    assert(strchr(form_line(f, "a"), '\n') == NULL);
    assert(strchr(form_lines(f, "a"), '\r') == NULL);
    arena_free(mem);
    return 0;
}
