/* Text ids to numbers, by a table with open addressing that is kept at most
 * half full. */
#include "model/tally_ids.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"

enum { SLOTS_FIRST = 64, IDS_MAX = 1 << 30 };

/* FNV-1a, with its high bits, which mix best, folded into the low ones. */
static size_t hash(const char *id)
{
    uint64_t sum = UINT64_C(0xcbf29ce484222325);
    for (; *id; id++)
        sum = (sum ^ (unsigned char)*id) * UINT64_C(0x100000001b3);
    return (size_t)(sum ^ sum >> 32);
}

/* The slot that holds the id, or the free one where it belongs. */
static uint32_t *slot_of(const struct tally_ids *ids, const char *id)
{
    size_t at = hash(id) & (ids->slot_count - 1);
    while (ids->slot[at] != 0 && strcmp(ids->id[ids->slot[at] - 1], id) != 0)
        at = (at + 1) & (ids->slot_count - 1);
    return &ids->slot[at];
}

static void widen(struct tally_ids *ids)
{
    ids->slot_count *= 2;
    ids->slot = arena_alloc(ids->mem, ids->slot_count * sizeof *ids->slot);
    for (size_t i = 0; i < ids->count; i++)
        *slot_of(ids, ids->id[i]) = (uint32_t)i + 1;
}

void tally_ids_init(struct tally_ids *ids, struct arena *mem)
{
    *ids = (struct tally_ids){.mem = mem, .slot_count = SLOTS_FIRST};
    ids->slot = arena_alloc(mem, SLOTS_FIRST * sizeof *ids->slot);
}

bool tally_ids_find(struct tally_ids *ids, const char *id, size_t *number)
{
    if (ids->count == 0 || strcmp(ids->id[ids->last], id) != 0) {
        uint32_t slot = *slot_of(ids, id);
        if (slot == 0)
            return false;
        ids->last = slot - 1;
    }
    *number = ids->last;
    return true;
}

size_t tally_ids_add(struct tally_ids *ids, const char *id)
{
    size_t number;
    if (tally_ids_find(ids, id, &number))
        return number;
    if (ids->count == IDS_MAX)
        die("tally: more than %d ids", IDS_MAX);
    if (2 * (ids->count + 1) > ids->slot_count)
        widen(ids);
    number = ids->count;
    ids->id = arena_grow(ids->mem, ids->id, number, sizeof *ids->id);
    ids->id[number] = arena_text(ids->mem, id);
    *slot_of(ids, id) = (uint32_t)number + 1;
    ids->last = number;
    ids->count++;
    return number;
}

static int by_bytes(const void *a, const void *b, void *context)
{
    const struct tally_ids *ids = context;
    return strcmp(ids->id[*(const uint32_t *)a], ids->id[*(const uint32_t *)b]);
}

void tally_ids_sort(const struct tally_ids *ids, uint32_t **order,
                    uint32_t **place)
{
    *order = arena_alloc(ids->mem, ids->count * sizeof **order);
    *place = arena_alloc(ids->mem, ids->count * sizeof **place);
    for (size_t i = 0; i < ids->count; i++)
        (*order)[i] = (uint32_t)i;
    qsort_r(*order, ids->count, sizeof **order, by_bytes, (void *)ids);
    for (size_t i = 0; i < ids->count; i++)
        (*place)[(*order)[i]] = (uint32_t)i;
}
