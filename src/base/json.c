/* JSON in and out: see json.h.
 *
 * jansson checks and reads; its values are counted references, so the tree is
 * copied once into the arena, where nobody has to give anything back. Some of
 * its names are ours too: they are renamed while its header is read, and none
 * of the renamed functions is called. */
#include "base/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define json_object jansson_object
#define json_array jansson_array
#define json_real jansson_real
#define json_null jansson_null
#define JSON_OBJECT JANSSON_OBJECT
#define JSON_ARRAY JANSSON_ARRAY
#define JSON_INTEGER JANSSON_INTEGER
#define JSON_REAL JANSSON_REAL
#define JSON_TRUE JANSSON_TRUE
#define JSON_FALSE JANSSON_FALSE
#define JSON_NULL JANSSON_NULL
#include <jansson.h>
#undef json_object
#undef json_array
#undef json_real
#undef json_null
#undef JSON_OBJECT
#undef JSON_ARRAY
#undef JSON_INTEGER
#undef JSON_REAL
#undef JSON_TRUE
#undef JSON_FALSE
#undef JSON_NULL

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

static struct json *copy(struct arena *mem, const json_t *from,
                         const char *key);

static void append(struct json *parent, struct json **last, struct json *child)
{
    if (*last)
        (*last)->next = child;
    else
        parent->child = child;
    *last = child;
    parent->count++;
}

static void copy_array(struct arena *mem, const json_t *from, struct json *to)
{
    struct json *last = NULL;
    size_t count = json_array_size(from);
    for (size_t i = 0; i < count; i++)
        append(to, &last, copy(mem, json_array_get(from, i), NULL));
}

static void copy_object(struct arena *mem, const json_t *from, struct json *to)
{
    struct json *last = NULL;
    json_t *object = (json_t *)(uintptr_t)from; /* iterators take no const */
    for (void *at = json_object_iter(object); at;
         at = json_object_iter_next(object, at))
        append(to, &last,
               copy(mem, json_object_iter_value(at),
                    arena_text(mem, json_object_iter_key(at))));
}

/* Calls itself at most as deep as jansson reads (2048 levels). */
static struct json *copy(struct arena *mem, const json_t *from, const char *key)
{
    struct json *to = arena_alloc(mem, sizeof *to);
    to->key = key;
    switch (json_typeof(from)) {
    case JANSSON_NULL:
        to->kind = JSON_NULL;
        break;
    case JANSSON_FALSE:
        to->kind = JSON_FALSE;
        break;
    case JANSSON_TRUE:
        to->kind = JSON_TRUE;
        break;
    case JANSSON_INTEGER:
        to->kind = JSON_INTEGER;
        to->integer = json_integer_value(from);
        to->real = (double)to->integer;
        break;
    case JANSSON_REAL:
        to->kind = JSON_REAL;
        to->real = json_real_value(from);
        break;
    case JSON_STRING:
        to->kind = JSON_TEXT;
        to->text = arena_text(mem, json_string_value(from));
        break;
    case JANSSON_ARRAY:
        to->kind = JSON_ARRAY;
        copy_array(mem, from, to);
        break;
    case JANSSON_OBJECT:
        to->kind = JSON_OBJECT;
        copy_object(mem, from, to);
        break;
    }
    return to;
}

const struct json *json_parse(struct arena *mem, const char *text, size_t bytes,
                              struct json_fault *fault)
{
    json_error_t error;
    json_t *root = json_loadb(text, bytes,
                              JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!root) {
        fault->line = error.line > 0 ? error.line : 1;
        /* jansson may cut what it quotes in the middle of a character. */
        fault->text = str_line(mem, error.text);
        return NULL;
    }
    const struct json *tree = copy(mem, root, NULL);
    json_decref(root);
    return tree;
}

const struct json *json_get(const struct json *object, const char *key)
{
    if (!object || object->kind != JSON_OBJECT)
        return NULL;
    for (const struct json *member = object->child; member;
         member = member->next)
        if (strcmp(member->key, key) == 0)
            return member;
    return NULL;
}

const char *json_get_text(const struct json *object, const char *key,
                          const char *fallback)
{
    const struct json *member = json_get(object, key);
    return member && member->kind == JSON_TEXT ? member->text : fallback;
}

int64_t json_get_int(const struct json *object, const char *key,
                     int64_t fallback)
{
    const struct json *member = json_get(object, key);
    return member && member->kind == JSON_INTEGER ? member->integer : fallback;
}

bool json_get_bool(const struct json *object, const char *key, bool fallback)
{
    const struct json *member = json_get(object, key);
    if (!member || (member->kind != JSON_TRUE && member->kind != JSON_FALSE))
        return fallback;
    return member->kind == JSON_TRUE;
}

void json_out_start(struct json_out *j, struct buf *out, int indent)
{
    *j = (struct json_out){.out = out, .indent = indent, .first = true};
}

static void new_line(struct json_out *j)
{
    if (j->indent < 1)
        return;
    buf_addc(j->out, '\n');
    for (int i = 0; i < j->depth * j->indent; i++)
        buf_addc(j->out, ' ');
}

static void quote(struct buf *out, const char *text);

/* What stands before any value: comma, line break, key. */
static void start_value(struct json_out *j, const char *key)
{
    assert(j->depth > 0 || j->first);
    if (!j->first)
        buf_addc(j->out, ',');
    if (j->depth > 0)
        new_line(j);
    j->first = false;
    if (!key)
        return;
    quote(j->out, key);
    buf_add(j->out, j->indent > 0 ? ": " : ":");
}

static void start_nest(struct json_out *j, const char *key, char bracket)
{
    start_value(j, key);
    buf_addc(j->out, bracket);
    j->depth++;
    j->first = true;
}

static void end_nest(struct json_out *j, char bracket)
{
    assert(j->depth > 0);
    j->depth--;
    if (!j->first)
        new_line(j);
    j->first = false;
    buf_addc(j->out, bracket);
}

void json_object(struct json_out *j, const char *key)
{
    start_nest(j, key, '{');
}

void json_object_end(struct json_out *j)
{
    end_nest(j, '}');
}

void json_array(struct json_out *j, const char *key)
{
    start_nest(j, key, '[');
}

void json_array_end(struct json_out *j)
{
    end_nest(j, ']');
}

/* Bytes of the character at `text`; 0 when none is valid there. */
static size_t character_bytes(const char *text)
{
    if ((unsigned char)*text < 0x80)
        return 1;
    size_t left = strnlen(text, 4);
    for (size_t bytes = 2; bytes <= left; bytes++)
        if (str_utf8(text, bytes))
            return bytes;
    return 0;
}

static void quote(struct buf *out, const char *text)
{
    static const char letters[] = "\b\f\n\r\t\"\\";
    static const char escapes[] = "bfnrt\"\\";
    buf_addc(out, '"');
    while (*text) {
        const char *letter = strchr(letters, *text);
        size_t bytes = character_bytes(text);
        if (letter)
            buf_addf(out, "\\%c", escapes[letter - letters]);
        else if (bytes == 1 && *text < 0x20)
            buf_addf(out, "\\u%04x", (unsigned)*text);
        else if (bytes == 0)
            buf_add(out, "\xef\xbf\xbd"); /* U+FFFD: JSON is always UTF-8 */
        else
            buf_addn(out, text, bytes);
        text += bytes > 0 ? bytes : 1;
    }
    buf_addc(out, '"');
}

void json_text(struct json_out *j, const char *key, const char *text)
{
    start_value(j, key);
    if (text)
        quote(j->out, text);
    else
        buf_add(j->out, "null");
}

void json_int(struct json_out *j, const char *key, int64_t value)
{
    start_value(j, key);
    buf_addf(j->out, "%lld", (long long)value);
}

void json_real(struct json_out *j, const char *key, double value)
{
    start_value(j, key);
    if (!isfinite(value)) {
        buf_add(j->out, "null");
        return;
    }
    char text[32];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        double back = strtod(text, NULL);
        if (back >= value && back <= value)
            break;
    }
    /* "-0" alone would be read as an integer, and integers have no sign at 0.
     */
    bool minus_zero = text[0] == '-' && text[1] == '0' && !text[2];
    buf_add(j->out, minus_zero ? "-0.0" : text);
}

void json_bool(struct json_out *j, const char *key, bool value)
{
    start_value(j, key);
    buf_add(j->out, value ? "true" : "false");
}

void json_null(struct json_out *j, const char *key)
{
    start_value(j, key);
    buf_add(j->out, "null");
}
