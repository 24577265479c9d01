/* Text ids to numbers: a growing list without duplicates, and where each
 * stands in it. Looking one up takes the time of hashing it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct tally_ids {
    struct arena *mem;
    const char **id; /* in the order they came */
    size_t count;
    uint32_t *slot; /* number + 1; 0: free */
    size_t slot_count;
    size_t last; /* the number looked up last: rows often repeat it */
};

void tally_ids_init(struct tally_ids *ids, struct arena *mem);
/* The number of an id, which is copied when it is new. */
size_t tally_ids_add(struct tally_ids *ids, const char *id);
/* false if it is not there. */
bool tally_ids_find(struct tally_ids *ids, const char *id, size_t *number);
/* Bytewise ascending: order[i] is the number of the i-th id, place[number]
 * where it stands in the order. Both from the arena. */
void tally_ids_sort(const struct tally_ids *ids, uint32_t **order,
                    uint32_t **place);
