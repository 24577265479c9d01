/* Is a JSON document what its published schema says? Of a schema the words are
 * understood that ours use: type, required, properties, items,
 * additionalProperties and $ref within $defs. */
#pragma once

#include "base/arena.h"

#include <stddef.h>

/* `name`: "results.schema.json". Fails the test, naming the place. */
void schema_check(struct arena *mem, const char *name, const char *data,
                  size_t bytes);
