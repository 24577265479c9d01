/* Growing text.
 *
 * `data` is never NULL after buf_init() and always ends with a NUL that
 * `bytes` does not count, so a buf can be read as a C string at any time. */
#pragma once

#include <stddef.h>

struct arena;

struct buf {
    char *data;
    size_t bytes;      /* used, without the closing NUL */
    size_t room;       /* allocated, with room for the closing NUL */
    struct arena *mem; /* NULL: the buf owns malloc memory, see buf_free() */
};

/* Starts an empty text, in an arena or (mem NULL) in memory of its own. */
void buf_init(struct buf *b, struct arena *mem);
/* Frees a buf of its own memory; does nothing for one in an arena. */
void buf_free(struct buf *b);
/* Empties the text and keeps the memory. */
void buf_clear(struct buf *b);

/* What is added must not lie in the buf itself: growing may move it. */
void buf_add(struct buf *b, const char *text);
void buf_addn(struct buf *b, const char *text, size_t bytes);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
