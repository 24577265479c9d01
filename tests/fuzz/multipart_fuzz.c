/* Any bytes as a multipart body; the first line is the content type. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "http/form.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static const char boundary[] = "----6b1f0d2a9c";

static void check_field(const struct form_field *field)
{
    assert(strlen(field->name) <= FORM_NAME_BYTES_MAX);
    assert(str_utf8(field->name, strlen(field->name)));
    assert(str_utf8(field->value, strlen(field->value)));
}

static void check_file(const struct form_file *file, const char *body,
                       size_t bytes)
{
    assert(strlen(file->field) <= FORM_NAME_BYTES_MAX);
    assert(file->data >= body && file->data + file->bytes <= body + bytes);
    assert(str_utf8(file->name, strlen(file->name)));
    assert(!str_empty(file->name));
    assert(strpbrk(file->name, "/\\\r\n") == NULL);
    assert(strcmp(file->name, ".") != 0 && strcmp(file->name, "..") != 0);
}

/* The fields and files, sent once more under a boundary of ours. */
static void check_again(struct arena *mem, const struct form *f)
{
    struct buf body;

    buf_init(&body, mem);
    for (size_t i = 0; i < f->field_count; i++) {
        if (strpbrk(f->field[i].name, "\"\\%\r\n") != NULL)
            return;
        buf_addf(&body,
                 "--%s\r\nContent-Disposition: form-data; name=\"%s\""
                 "\r\n\r\n%s\r\n",
                 boundary, f->field[i].name, f->field[i].value);
    }
    for (size_t i = 0; i < f->file_count; i++) {
        buf_addf(&body,
                 "--%s\r\nContent-Disposition: form-data; name=\"f\"; "
                 "filename=\"x\"\r\n\r\n",
                 boundary);
        buf_addn(&body, f->file[i].data, f->file[i].bytes);
        buf_add(&body, "\r\n");
    }
    buf_addf(&body, "--%s--\r\n", boundary);
    struct form *again = form_parse(
        mem, arena_printf(mem, "multipart/form-data; boundary=%s", boundary),
        body.data, body.bytes);
    assert(again->broken == NULL);
    assert(again->field_count == f->field_count);
    assert(again->file_count == f->file_count);
    for (size_t i = 0; i < f->field_count; i++)
        assert(strcmp(again->field[i].value, f->field[i].value) == 0);
    for (size_t i = 0; i < f->file_count; i++) {
        assert(again->file[i].bytes == f->file[i].bytes);
        assert(memcmp(again->file[i].data, f->file[i].data, f->file[i].bytes) ==
               0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
    const uint8_t *line = memchr(data, '\n', bytes);
    size_t type_bytes = line != NULL ? (size_t)(line - data) : 0;

    if (line == NULL || memchr(data, '\0', type_bytes) != NULL)
        return 0;
    struct arena *mem = arena_new();
    const char *type = arena_textn(mem, (const char *)data, type_bytes);
    const char *body = (const char *)line + 1;
    size_t body_bytes = bytes - type_bytes - 1;
    struct form *f = form_parse_multipart(mem, type, body, body_bytes);

    assert(f->broken == NULL || f->field_count + f->file_count == 0);
    assert(f->field_count <= FORM_FIELDS_MAX);
    assert(f->file_count <= FORM_FILES_MAX);
    for (size_t i = 0; i < f->field_count; i++)
        check_field(&f->field[i]);
    for (size_t i = 0; i < f->file_count; i++)
        check_file(&f->file[i], body, body_bytes);
    if (f->broken == NULL &&
        memmem(body, body_bytes, boundary, strlen(boundary)) == NULL)
        check_again(mem, f);
    arena_free(mem);
    return 0;
}
