/* Memory that lives as long as one request: allocate freely, free once.
 *
 * An arena hands out memory until it is reset or freed. Nothing taken from it
 * is freed on its own, so handlers and models need no clean-up. Running out of
 * memory ends the process (die), so no caller checks for NULL. */
#pragma once

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A new, empty arena; the caller frees it with arena_free(). */
struct arena *arena_new(void);
void arena_free(struct arena *mem);

/* Gives back everything taken since the start, keeping one block for the next
 * round. Under AddressSanitizer what was handed out is poisoned. */
void arena_reset(struct arena *mem);

/* Bytes handed out since the last reset. */
size_t arena_bytes(const struct arena *mem);

/* Zeroed memory, aligned for any type. Never NULL, also for 0 bytes. */
void *arena_alloc(struct arena *mem, size_t bytes);

/* Room for one more item in an array that grows by doubling.
 * `items` is the array so far (NULL at first) with `count` items in it; returns
 * the array, perhaps moved, with item `count` zeroed. Only an array that was
 * grown with this function from NULL, one item at a time, may be passed. */
void *arena_grow(struct arena *mem, void *items, size_t count,
                 size_t item_bytes);

/* Copies with a closing NUL. arena_text(NULL) is NULL. */
char *arena_text(struct arena *mem, const char *text);
char *arena_textn(struct arena *mem, const char *text, size_t bytes);

char *arena_printf(struct arena *mem, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *mem, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
