/* A juror's own marks in a round: how they are spread, all of them in a table,
 * and some nominations side by side. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct ctx;
struct own_marks;

void get_jury_marks(struct ctx *c);
void get_jury_compare(struct ctx *c);

/* The page of own marks; `error` stands beside the ticks, or is NULL. */
void marks_page(struct ctx *c, const struct own_marks *m, const char *error,
                int status);
/* Is this nomination ticked in the address? */
bool marks_ticked(const struct ctx *c, int64_t entry_id);
