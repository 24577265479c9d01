/* Growing text: see buf.h. The room doubles, so adding is cheap on average. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"

enum { FIRST_ROOM = 256 };

static char *allocate(struct arena *mem, size_t bytes)
{
    if (mem)
        return arena_alloc(mem, bytes);
    char *data = malloc(bytes);
    if (!data)
        die("out of memory: %zu bytes of text", bytes);
    return data;
}

/* Makes room for `more` bytes and the closing NUL. */
static void reserve(struct buf *b, size_t more)
{
    if (more > SIZE_MAX / 4 || b->bytes > SIZE_MAX / 4)
        die("buf: absurd size %zu", more);
    size_t need = b->bytes + more + 1;
    if (need <= b->room)
        return;
    size_t room = b->room * 2 > need ? b->room * 2 : need;
    char *data = allocate(b->mem, room);
    memcpy(data, b->data, b->bytes + 1);
    if (!b->mem)
        free(b->data);
    b->data = data;
    b->room = room;
}

void buf_init(struct buf *b, struct arena *mem)
{
    *b = (struct buf){.room = FIRST_ROOM, .mem = mem};
    b->data = allocate(mem, b->room);
    b->data[0] = '\0';
}

void buf_free(struct buf *b)
{
    if (b->mem)
        return;
    free(b->data);
    *b = (struct buf){0};
}

void buf_clear(struct buf *b)
{
    b->bytes = 0;
    b->data[0] = '\0';
}

void buf_add(struct buf *b, const char *text)
{
    buf_addn(b, text, strlen(text));
}

void buf_addn(struct buf *b, const char *text, size_t bytes)
{
    reserve(b, bytes);
    if (bytes > 0)
        memcpy(b->data + b->bytes, text, bytes);
    b->bytes += bytes;
    b->data[b->bytes] = '\0';
}

void buf_addc(struct buf *b, char c)
{
    buf_addn(b, &c, 1);
}

void buf_addf(struct buf *b, const char *format, ...)
{
    va_list arguments;
    va_list again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        die("buf: cannot format \"%s\"", format);
    reserve(b, (size_t)length);
    vsnprintf(b->data + b->bytes, (size_t)length + 1, format, again);
    va_end(again);
    b->bytes += (size_t)length;
}
