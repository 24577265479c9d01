/* JSON in and out. Reading is jansson's (the only file that knows it), copied
 * into the arena; writing is a stream into a buf. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;

enum json_kind {
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_INTEGER,
    JSON_REAL,
    JSON_TEXT,
    JSON_ARRAY,
    JSON_OBJECT
};

struct json {
    enum json_kind kind;
    const char *key;          /* inside an object, else NULL */
    const char *text;         /* JSON_TEXT */
    int64_t integer;          /* JSON_INTEGER */
    double real;              /* JSON_REAL, and JSON_INTEGER as a double */
    const struct json *child; /* first member of an array or object */
    const struct json *next;  /* next sibling */
    size_t count;             /* members */
};

struct json_fault {
    int line;
    const char *text;
};

/* The document, or NULL with *fault set. Duplicate keys are a fault. */
const struct json *json_parse(struct arena *mem, const char *text, size_t bytes,
                              struct json_fault *fault);
/* The member of an object, or NULL (also if `object` is NULL or none). */
const struct json *json_get(const struct json *object, const char *key);
/* The member's value when it is of that kind, else the fallback. */
const char *json_get_text(const struct json *object, const char *key,
                          const char *fallback);
int64_t json_get_int(const struct json *object, const char *key,
                     int64_t fallback);
bool json_get_bool(const struct json *object, const char *key, bool fallback);

/* Writing. `key` is NULL inside arrays and for the document itself. With
 * indent > 0 the output is laid out with that many spaces. */
struct json_out {
    struct buf *out;
    int indent;
    int depth;
    bool first; /* nothing written yet at this depth */
};
void json_out_start(struct json_out *j, struct buf *out, int indent);
void json_object(struct json_out *j, const char *key);
void json_object_end(struct json_out *j);
void json_array(struct json_out *j, const char *key);
void json_array_end(struct json_out *j);
void json_text(struct json_out *j, const char *key,
               const char *text); /* NULL: null */
void json_int(struct json_out *j, const char *key, int64_t value);
/* Shortest form that reads back as the same double; null if not finite. */
void json_real(struct json_out *j, const char *key, double value);
void json_bool(struct json_out *j, const char *key, bool value);
void json_null(struct json_out *j, const char *key);
