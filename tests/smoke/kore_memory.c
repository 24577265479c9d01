/* Kore's allocators on top of malloc, for a Kore under AddressSanitizer. Its
 * pools hand out zeroed memory, and the rest of Kore relies on that. Built by
 * scripts/kore-asan only. */
#include <sys/types.h>

#include <stdlib.h>
#include <string.h>

#include "kore.h"

static void *some(void *memory)
{
    if (!memory)
        fatal("out of memory");
    return memory;
}

void kore_mem_init(void)
{
}

void kore_mem_cleanup(void)
{
}

void *kore_malloc(size_t bytes)
{
    return some(malloc(bytes > 0 ? bytes : 1));
}

void *kore_calloc(size_t count, size_t bytes)
{
    return some(calloc(count, bytes));
}

void *kore_realloc(void *memory, size_t bytes)
{
    return some(realloc(memory, bytes));
}

void kore_free(void *memory)
{
    free(memory);
}

char *kore_strdup(const char *text)
{
    return some(strdup(text));
}

/* Tags find memory again after a module was reloaded, which we never do. */
void *kore_malloc_tagged(size_t bytes, u_int32_t tag)
{
    (void)tag;
    return kore_malloc(bytes);
}

void kore_mem_tag(void *memory, u_int32_t tag)
{
    (void)memory;
    (void)tag;
}

void kore_mem_untag(void *memory)
{
    (void)memory;
}

void *kore_mem_lookup(u_int32_t tag)
{
    (void)tag;
    return NULL;
}

void kore_pool_init(struct kore_pool *pool, const char *name, size_t bytes,
                    size_t count)
{
    (void)count;
    memset(pool, 0, sizeof *pool);
    pool->elen = bytes;
    pool->name = kore_strdup(name);
}

void kore_pool_cleanup(struct kore_pool *pool)
{
    free(pool->name);
    pool->name = NULL;
}

void *kore_pool_get(struct kore_pool *pool)
{
    return kore_calloc(1, pool->elen);
}

void kore_pool_put(struct kore_pool *pool, void *memory)
{
    (void)pool;
    free(memory);
}
