/* The audit log: append-only and hash-chained. People and rows are in it by id
 * only; what was changed lies beside it and can be erased by the retention
 * plan without breaking the chain. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends one entry inside the caller's write transaction.
 * action: "entry.submit"; subject: the table of the row it happened to;
 * payload: JSON text with what changed, or NULL for nothing to say. */
void audit_add(const struct world *w, const char *action, const char *subject,
               int64_t subject_id, const char *payload);

/* Recomputes the whole chain and each payload that is still there. NULL if all
 * fits, else a sentence naming the first entry that does not. */
const char *audit_check(const struct world *w);

/* What changed, for the payload: texts before and after, NULL for none. */
struct audit_field {
    const char *name, *before, *after;
};
/* Appends an entry whose payload is {"before": {…}, "after": {…}} with the
 * fields that differ; nothing if none does. */
void audit_change(const struct world *w, const char *action,
                  const char *subject, int64_t subject_id,
                  const struct audit_field *fields, size_t count);
