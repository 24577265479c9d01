/* Forms and their typed getters.
 *
 * Fields stay in the order they were sent, in one array that is searched from
 * the front: the largest form, a jury sheet, has some dozens. Whatever cannot
 * be read exactly is refused as a whole, so that a save never loses a part of
 * what the browser sent in silence. */
#include "http/form.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/str.h"
#include "http/multipart.h"
#include "http/percent.h"

struct form *form_new(struct arena *mem)
{
    struct form *f = arena_alloc(mem, sizeof *f);

    f->mem = mem;
    return f;
}

static void field_add(struct form *f, const char *name, const char *value)
{
    f->field = arena_grow(f->mem, f->field, f->field_count, sizeof *f->field);
    f->field[f->field_count++] = (struct form_field){name, value};
}

static struct form *form_broken(struct arena *mem, const char *why)
{
    struct form *f = form_new(mem);

    f->broken = why;
    return f;
}

const char *form_make_room(struct form *f, size_t value_bytes)
{
    if (f->field_count == FORM_FIELDS_MAX)
        return "too many fields";
    if (value_bytes > FORM_VALUE_BYTES_MAX)
        return "the value of a field is too long";
    f->text_bytes += value_bytes;
    return f->text_bytes > FORM_TEXT_BYTES_MAX ? "too much text" : NULL;
}

/* Adds one "name=value" pair; NULL, or what is wrong with it. */
static const char *pair_add(struct form *f, const char *pair, size_t bytes)
{
    const char *sign = memchr(pair, '=', bytes);
    size_t name_bytes = sign != NULL ? (size_t)(sign - pair) : bytes;
    const char *rest = sign != NULL ? sign + 1 : pair + bytes;
    size_t rest_bytes = (size_t)(pair + bytes - rest);

    char *name = percent_decode(f->mem, pair, name_bytes, true);
    char *value = percent_decode(f->mem, rest, rest_bytes, true);
    if (name == NULL || value == NULL)
        return "a field is not percent-encoded UTF-8";
    if (strlen(name) > FORM_NAME_BYTES_MAX)
        return "the name of a field is too long";
    const char *fault = form_make_room(f, strlen(value));
    if (fault == NULL)
        field_add(f, name, value);
    return fault;
}

struct form *form_parse_urlencoded(struct arena *mem, const char *text,
                                   size_t bytes)
{
    struct form *f = form_new(mem);
    const char *end = text + bytes;

    /* a byte of a value takes at most three; names have room beside */
    if (bytes / 5 > FORM_TEXT_BYTES_MAX)
        return form_broken(mem, "too much text");
    while (text < end) {
        const char *sign = memchr(text, '&', (size_t)(end - text));
        const char *stop = sign != NULL ? sign : end;
        const char *fault = NULL;
        if (stop > text)
            fault = pair_add(f, text, (size_t)(stop - text));
        if (fault != NULL)
            return form_broken(mem, fault);
        text = stop + (sign != NULL);
    }
    return f;
}

struct form *form_parse_multipart(struct arena *mem, const char *content_type,
                                  const char *body, size_t bytes)
{
    struct form *f = form_new(mem);
    const char *fault = multipart_read(f, content_type, body, bytes);

    return fault != NULL ? form_broken(mem, fault) : f;
}

static bool is_type(const char *content_type, const char *wanted)
{
    size_t bytes = strcspn(content_type, "; \t");

    return bytes == strlen(wanted) &&
           strncasecmp(content_type, wanted, bytes) == 0;
}

struct form *form_parse(struct arena *mem, const char *content_type,
                        const char *body, size_t bytes)
{
    if (bytes == 0)
        return form_new(mem);
    if (is_type(content_type, "application/x-www-form-urlencoded"))
        return form_parse_urlencoded(mem, body, bytes);
    if (is_type(content_type, "multipart/form-data"))
        return form_parse_multipart(mem, content_type, body, bytes);
    return form_broken(mem, "the content type is not that of a form");
}

const char *form_value(const struct form *f, const char *name)
{
    for (size_t i = 0; i < f->field_count; i++) {
        if (str_equal(f->field[i].name, name))
            return f->field[i].value;
    }
    return NULL;
}

bool form_has(const struct form *f, const char *name, const char *value)
{
    for (size_t i = 0; i < f->field_count; i++) {
        if (str_equal(f->field[i].name, name) &&
            str_equal(f->field[i].value, value))
            return true;
    }
    return false;
}

const struct form_file *form_file(const struct form *f, const char *name)
{
    for (size_t i = 0; i < f->file_count; i++) {
        if (str_equal(f->file[i].field, name) && f->file[i].bytes > 0)
            return &f->file[i];
    }
    return NULL;
}

void form_add(struct form *f, const char *name, const char *value)
{
    field_add(f, arena_text(f->mem, name),
              arena_text(f->mem, value != NULL ? value : ""));
}

void form_set(struct form *f, const char *name, const char *value)
{
    const char *copy = arena_text(f->mem, value != NULL ? value : "");
    bool found = false;

    for (size_t i = 0; i < f->field_count; i++) {
        if (str_equal(f->field[i].name, name)) {
            f->field[i].value = copy;
            found = true;
        }
    }
    if (!found)
        form_add(f, name, copy);
}

void form_fail(struct form *f, const char *field, const char *text)
{
    if (form_error(f, field) != NULL)
        return;
    f->error = arena_grow(f->mem, f->error, f->error_count, sizeof *f->error);
    f->error[f->error_count++] = (struct form_error){arena_text(f->mem, field),
                                                     arena_text(f->mem, text)};
}

const char *form_error(const struct form *f, const char *field)
{
    for (size_t i = 0; i < f->error_count; i++) {
        if (str_equal(f->error[i].field, field))
            return f->error[i].text;
    }
    return NULL;
}

bool form_ok(const struct form *f)
{
    return f->broken == NULL && f->error_count == 0;
}

const char *form_line(struct form *f, const char *name)
{
    const char *value = form_value(f, name);

    return value != NULL ? str_line(f->mem, value) : "";
}

const char *form_lines(struct form *f, const char *name)
{
    const char *value = form_value(f, name);

    return value != NULL ? str_lines(f->mem, value) : "";
}

bool form_int(struct form *f, const char *name, int64_t min, int64_t max,
              int64_t *value)
{
    *value = 0;
    return str_int(form_line(f, name), min, max, value);
}
