/* Memory that lives as long as one request: see arena.h.
 *
 * A chain of blocks with the newest in front; each allocation is cut from the
 * newest block or, when it does not fit, starts a new one at least twice as
 * large as the last. A reset keeps the largest block, so a worker soon has one
 * block that suits its pages and allocates no more. Between two items lies a
 * poisoned gap under AddressSanitizer, so pooling does not hide overruns. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif

#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
enum { GAP_BYTES = 16 };
#else
#define ASAN_POISON_MEMORY_REGION(address, bytes)                              \
    ((void)(address), (void)(bytes))
#define ASAN_UNPOISON_MEMORY_REGION(address, bytes)                            \
    ((void)(address), (void)(bytes))
enum { GAP_BYTES = 0 };
#endif

enum {
    FIRST_BLOCK_BYTES = 16 * 1024,
    BLOCK_BYTES_KEPT = 4 * 1024 * 1024, /* a reset keeps no larger block */
    GROW_FIRST = 8                      /* items in a new array */
};

struct block {
    struct block *older;
    size_t room;
    size_t used;
    alignas(max_align_t) unsigned char data[];
};

struct arena {
    struct block *newest;
    size_t bytes; /* handed out since the last reset */
};

static void block_free(struct block *block)
{
    ASAN_UNPOISON_MEMORY_REGION(block->data, block->room);
    free(block);
}

static void block_add(struct arena *mem, size_t at_least)
{
    size_t room = FIRST_BLOCK_BYTES;
    if (mem->newest)
        room = mem->newest->room * 2;
    if (room > BLOCK_BYTES_KEPT)
        room = BLOCK_BYTES_KEPT;
    if (room < at_least)
        room = at_least;
    struct block *block = malloc(sizeof *block + room);
    if (!block)
        die("out of memory: %zu bytes for an arena", room);
    block->older = mem->newest;
    block->room = room;
    block->used = 0;
    ASAN_POISON_MEMORY_REGION(block->data, room);
    mem->newest = block;
}

struct arena *arena_new(void)
{
    struct arena *mem = calloc(1, sizeof *mem);
    if (!mem)
        die("out of memory: an arena");
    return mem;
}

void arena_free(struct arena *mem)
{
    if (!mem)
        return;
    for (struct block *block = mem->newest; block;) {
        struct block *older = block->older;
        block_free(block);
        block = older;
    }
    free(mem);
}

void arena_reset(struct arena *mem)
{
    struct block *kept = NULL;
    for (struct block *block = mem->newest; block;) {
        struct block *older = block->older;
        if (!kept && block->room <= BLOCK_BYTES_KEPT)
            kept = block; /* the newest is the largest of these */
        else
            block_free(block);
        block = older;
    }
    if (kept) {
        kept->older = NULL;
        kept->used = 0;
        ASAN_POISON_MEMORY_REGION(kept->data, kept->room);
    }
    mem->newest = kept;
    mem->bytes = 0;
}

size_t arena_bytes(const struct arena *mem)
{
    return mem->bytes;
}

void *arena_alloc(struct arena *mem, size_t bytes)
{
    const size_t align = alignof(max_align_t);
    if (bytes > SIZE_MAX / 4)
        die("arena: absurd size %zu", bytes);
    size_t step = (bytes + (bytes == 0) + align - 1) / align * align;
    step += GAP_BYTES;
    struct block *block = mem->newest;
    if (!block || block->room - block->used < step) {
        block_add(mem, step);
        block = mem->newest;
    }
    unsigned char *start = block->data + block->used;
    block->used += step;
    mem->bytes += bytes;
    ASAN_UNPOISON_MEMORY_REGION(start, bytes);
    memset(start, 0, bytes);
    return start;
}

void *arena_grow(struct arena *mem, void *items, size_t count,
                 size_t item_bytes)
{
    /* The room is not stored: it is the power of two that `count` has just
     * reached, so a new array is due exactly at 0, 8, 16, 32 … items. */
    bool full = count == 0 || (count >= GROW_FIRST && !(count & (count - 1)));
    if (full) {
        size_t room = count == 0 ? GROW_FIRST : count * 2;
        if (item_bytes && room > SIZE_MAX / 4 / item_bytes)
            die("arena: %zu items of %zu bytes", room, item_bytes);
        void *larger = arena_alloc(mem, room * item_bytes);
        if (count > 0)
            memcpy(larger, items, count * item_bytes);
        return larger;
    }
    memset((unsigned char *)items + count * item_bytes, 0, item_bytes);
    return items;
}

char *arena_text(struct arena *mem, const char *text)
{
    return text ? arena_textn(mem, text, strlen(text)) : NULL;
}

char *arena_textn(struct arena *mem, const char *text, size_t bytes)
{
    char *copy = arena_alloc(mem, bytes + 1);
    if (bytes > 0)
        memcpy(copy, text, bytes);
    return copy;
}

char *arena_printf(struct arena *mem, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vprintf(mem, format, arguments);
    va_end(arguments);
    return text;
}

char *arena_vprintf(struct arena *mem, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length < 0)
        die("arena: cannot format \"%s\"", format);
    char *text = arena_alloc(mem, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}
