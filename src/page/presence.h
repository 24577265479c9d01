/* What each juror's ballot for each nomination is: counted, or why not. "Not
 * given", "abstained", "conflicted" and a mark of zero are different things. */
#pragma once

#include "model/result.h"
#include "page/presence_kind.h"

struct arena;

/* presence[entry * juror_count + juror], indexed like the input. */
enum result_presence *presence_table(struct arena *mem, const struct result *r);

/* How many of them were kept out by a conflict. */
int64_t presence_conflicts(const struct result *r,
                           const enum result_presence *presence, size_t entry);
/* How many jurors were to score the entry. */
int64_t presence_assigned(const struct result *r,
                          const enum result_presence *presence, size_t entry);
