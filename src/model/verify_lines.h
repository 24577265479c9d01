/* Blocks of a bundle that are lines of JSON: lots and decisions. */
#pragma once

#include "model/sealed.h"

struct buf;
struct json;

/* Reads a block line by line. `line` is called with each object and its number,
 * from 1; if it returns false, it has set *fault. */
bool verify_lines(struct arena *mem, const char *body, size_t bytes,
                  bool (*line)(void *own, const struct json *json, size_t at),
                  void *own, struct sealed_fault *fault);

/* Is a block what is written again? Else *fault says where it is not. */
bool verify_again(const char *body, size_t bytes, const struct buf *again,
                  struct sealed_fault *fault);
