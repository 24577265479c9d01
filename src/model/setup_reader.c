/* The reader of an edition file. */
#include "model/setup_reader.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/str.h"
#include "db/db.h"

enum { FAULTS_MAX = 100 };

static void note(struct setup_faults *faults, struct arena *mem,
                 const char *path, const char *key, const char *what)
{
    if (faults->count >= FAULTS_MAX)
        return;
    faults->list =
        arena_grow(mem, faults->list, faults->count, sizeof *faults->list);
    faults->list[faults->count++] = (struct setup_fault){
        arena_printf(mem, "%s%s%s", path, path[0] && key[0] ? "." : "", key),
        what};
}

void reader_fault(const struct reader *r, const char *key, const char *what)
{
    note(r->faults, r->w->mem, r->path, key, what);
}

void reader_claim(const struct reader *r, const char *key)
{
    if (db_conflict(r->w->db))
        reader_fault(r, key, "is there twice");
}

void reader_allow(const struct reader *r, const char *keys)
{
    if (r->object->kind != JSON_OBJECT) {
        reader_fault(r, "", "must be an object");
        return;
    }
    for (const struct json *m = r->object->child; m != NULL; m = m->next) {
        char *word = arena_printf(r->w->mem, " %s ", m->key);
        if (strstr(keys, word) == NULL)
            reader_fault(r, m->key, "unknown key");
    }
}

const char *reader_text(const struct reader *r, const char *key, bool required)
{
    const struct json *m = json_get(r->object, key);
    if (m == NULL) {
        if (required)
            reader_fault(r, key, "is missing");
        return "";
    }
    if (m->kind != JSON_TEXT || (required && str_empty(m->text))) {
        reader_fault(r, key, "must be a text");
        return "";
    }
    return str_lines(r->w->mem, m->text);
}

bool reader_object(const struct reader *r, const char *key,
                   struct reader *inner)
{
    *inner = *r;
    inner->object = json_get(r->object, key);
    if (inner->object == NULL)
        return false;
    inner->path =
        arena_printf(r->w->mem, "%s%s%s", r->path, r->path[0] ? "." : "", key);
    if (inner->object->kind == JSON_OBJECT)
        return true;
    reader_fault(inner, "", "must be an object");
    return false;
}

struct reader_pair reader_pair(const struct reader *r, const char *key,
                               bool required)
{
    struct reader inner;
    if (!reader_object(r, key, &inner)) {
        if (inner.object == NULL && required)
            reader_fault(r, key, "is missing");
        return (struct reader_pair){"", ""};
    }
    reader_allow(&inner, " de en ");
    return (struct reader_pair){reader_text(&inner, "de", required),
                                reader_text(&inner, "en", false)};
}

int64_t reader_whole(const struct reader *r, const char *key, int64_t min,
                     int64_t max, int64_t fallback)
{
    const struct json *m = json_get(r->object, key);
    if (m == NULL) {
        if (fallback >= min)
            return fallback;
        reader_fault(r, key, "is missing");
        return min;
    }
    if (m->kind != JSON_INTEGER || m->integer < min || m->integer > max) {
        reader_fault(r, key,
                     arena_printf(r->w->mem,
                                  "must be a whole number from %" PRId64
                                  " to %" PRId64,
                                  min, max));
        return min;
    }
    return m->integer;
}

const int64_t *reader_optional(const struct reader *r, const char *key,
                               int64_t min, int64_t max)
{
    if (json_get(r->object, key) == NULL)
        return NULL;
    int64_t *value = arena_alloc(r->w->mem, sizeof *value);
    *value = reader_whole(r, key, min, max, min);
    return value;
}

bool reader_flag(const struct reader *r, const char *key)
{
    const struct json *m = json_get(r->object, key);
    if (m != NULL && m->kind != JSON_TRUE && m->kind != JSON_FALSE)
        reader_fault(r, key, "must be true or false");
    return m != NULL && m->kind == JSON_TRUE;
}

const int64_t *reader_instant(const struct reader *r, const char *key)
{
    const struct json *m = json_get(r->object, key);
    if (m == NULL || m->kind == JSON_NULL)
        return NULL;
    int64_t *at = arena_alloc(r->w->mem, sizeof *at);
    if (m->kind != JSON_TEXT || !clock_parse(m->text, at))
        reader_fault(r, key, "must be a date such as \"2026-08-31T23:59\"");
    return at;
}

const char *reader_word(const struct reader *r, const char *key,
                        const char *words, bool required)
{
    const struct json *m = json_get(r->object, key);
    const char *first =
        arena_textn(r->w->mem, words + 1, strcspn(words + 1, " "));
    if (m == NULL && !required)
        return first;
    const char *value = m != NULL && m->kind == JSON_TEXT ? m->text : "";
    if (value[0] != '\0' && strchr(value, ' ') == NULL &&
        strstr(words, arena_printf(r->w->mem, " %s ", value)) != NULL)
        return value;
    reader_fault(r, key, arena_printf(r->w->mem, "must be one of%s", words));
    return first; /* a value that the tables take, so that reading goes on */
}

bool reader_is_code(const char *code, bool upper)
{
    size_t n = strlen(code);
    if (n == 0 || n > 60)
        return false;
    for (const char *c = code; *c; c++) {
        bool lower = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') ||
                     *c == '_' || *c == '-';
        if (!lower && !(upper && ((*c >= 'A' && *c <= 'Z') || *c & 0x80)))
            return false;
    }
    return true;
}

const char *reader_code(const struct reader *r, const char *key)
{
    const char *value = reader_text(r, key, true);
    if (value[0] != '\0' && !reader_is_code(value, true))
        reader_fault(r, key, "must be letters, digits, - and _, at most 60");
    return value;
}

void reader_each(const struct reader *r, const char *key, bool required,
                 int64_t parent, reader_function *function)
{
    const struct json *array = json_get(r->object, key);
    if (array == NULL || array->kind != JSON_ARRAY) {
        if (array != NULL || required)
            reader_fault(r, key, "must be an array");
        return;
    }
    int64_t position = 0;
    for (const struct json *m = array->child; m != NULL; m = m->next) {
        struct reader inner = *r;
        inner.object = m;
        inner.path = arena_printf(r->w->mem, "%s%s%s[%" PRId64 "]", r->path,
                                  r->path[0] ? "." : "", key, position);
        if (m->kind == JSON_OBJECT)
            function(&inner, parent, ++position);
        else
            reader_fault(&inner, "", "must be an object");
    }
}
