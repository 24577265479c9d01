/* Forms: urlencoded and multipart, parsed over the raw body, and typed getters
 * that collect errors next to their fields.
 *
 * Kore's own parser is not used: it drops values with line breaks, empty
 * values, everything after the 19th field and after a second '='.
 * A body that breaks a limit or the grammar sets `broken`, and nothing of it is
 * used. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum {
    FORM_FIELDS_MAX = 2000,
    FORM_FILES_MAX = 64,
    FORM_NAME_BYTES_MAX = 200, /* of a field; a file's name may have 1000 */
    FORM_VALUE_BYTES_MAX = 400 * 1000, /* 100,000 characters of any script */
    FORM_TEXT_BYTES_MAX = 1000 * 1000  /* all values; files do not count */
};

/* One uploaded file; `data` points into the request's body. */
struct form_file {
    const char *field;
    const char *name; /* last path component only, cleaned; "file" if none */
    const char *data;
    size_t bytes;
};

struct form_field {
    const char *name, *value; /* UTF-8, NUL-closed, CRLF kept */
};

struct form_error {
    const char *field, *text; /* text in the user's language */
};

struct form {
    struct arena *mem;
    struct form_field *field;
    size_t field_count;
    size_t text_bytes; /* of the values that were sent */
    struct form_file *file;
    size_t file_count;
    struct form_error *error;
    size_t error_count;
    const char *broken; /* NULL, or what is wrong with the body, in English */
};

/* An empty form. */
struct form *form_new(struct arena *mem);
/* Parses "a=b&c=d" (also a query string). Broken percent signs, invalid UTF-8
 * and %00 are refused. A name without '=' has the empty value. */
struct form *form_parse_urlencoded(struct arena *mem, const char *text,
                                   size_t bytes);
/* The boundary comes from the content type. File inputs that were left empty
 * do not appear. */
struct form *form_parse_multipart(struct arena *mem, const char *content_type,
                                  const char *body, size_t bytes);
/* By content type; an empty body is an empty form, another type is broken. */
struct form *form_parse(struct arena *mem, const char *content_type,
                        const char *body, size_t bytes);

/* The first value of that name, or NULL if the field was not sent. */
const char *form_value(const struct form *f, const char *name);
/* Was this exact name=value pair sent? For check boxes of one name. */
bool form_has(const struct form *f, const char *name, const char *value);
/* The file of that field if one with at least one byte was sent, else NULL. */
const struct form_file *form_file(const struct form *f, const char *name);
/* Sets a value in place of all that were sent under this name, for showing a
 * form filled from the database. NULL is the empty text. */
void form_set(struct form *f, const char *name, const char *value);
/* Adds a value beside others of this name: the boxes checked in a list. */
void form_add(struct form *f, const char *name, const char *value);
/* Is there room for a value of so many bytes? NULL, or what is wrong: cleaning
 * text takes time, and a body has room for a twenty times longer one. */
const char *form_make_room(struct form *f, size_t value_bytes);

/* Errors. The first one of a field is kept. */
void form_fail(struct form *f, const char *field, const char *text);
const char *form_error(const struct form *f, const char *field); /* or NULL */
bool form_ok(const struct form *f);

/* Cleaned text: one line (str_line) or many (str_lines); "" if not sent. */
const char *form_line(struct form *f, const char *name);
const char *form_lines(struct form *f, const char *name);
/* 0 and false if the field is not an integer in min..max */
bool form_int(struct form *f, const char *name, int64_t min, int64_t max,
              int64_t *value);
