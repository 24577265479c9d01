/* Reading a JSON document value by value, noting every fault with its place. */
#pragma once

#include "model/setup.h"

#include <stdbool.h>

struct json;

/* A JSON object being read. */
struct reader {
    const struct world *w;
    struct setup_faults *faults;
    const struct json *object;
    const char
        *path; /* of the object: "rounds[0].criteria[2]", "" at the top */
};

/* A text in two languages; never NULL. */
struct reader_pair {
    const char *de, *en;
};

void reader_fault(const struct reader *r, const char *key, const char *what);
/* After an insert: a value that may stand once only was there already. */
void reader_claim(const struct reader *r, const char *key);
/* Every key must be one of " a b c ". */
void reader_allow(const struct reader *r, const char *keys);
/* Cleaned text, "" if it is not there. */
const char *reader_text(const struct reader *r, const char *key, bool required);
struct reader_pair reader_pair(const struct reader *r, const char *key,
                               bool required);
/* A fallback below min means that the value is required. What is wrong becomes
 * min, which the tables take, so that reading goes on. */
int64_t reader_whole(const struct reader *r, const char *key, int64_t min,
                     int64_t max, int64_t fallback);
const int64_t *reader_optional(const struct reader *r, const char *key,
                               int64_t min, int64_t max);
bool reader_flag(const struct reader *r, const char *key);
/* The object under that key, to be read with *inner; false if it is not there,
 * or is none. */
bool reader_object(const struct reader *r, const char *key,
                   struct reader *inner);
/* A local date and time, NULL if it is not there. */
const int64_t *reader_instant(const struct reader *r, const char *key);
/* One of the words in " a b c "; the first is the fallback unless required. */
const char *reader_word(const struct reader *r, const char *key,
                        const char *words, bool required);
/* Letters, digits, - and _, at most 60 bytes; with `upper` also capitals and
 * letters beyond ASCII. */
bool reader_is_code(const char *code, bool upper);
const char *reader_code(const struct reader *r, const char *key);

/* Calls the function for every object in the array `key`, position from 1. */
typedef void reader_function(const struct reader *r, int64_t parent,
                             int64_t position);
void reader_each(const struct reader *r, const char *key, bool required,
                 int64_t parent, reader_function *function);
