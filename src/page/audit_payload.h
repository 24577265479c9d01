/* What an entry of the audit log says beside its action: JSON, made readable.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct ctx;

enum payload_kind {
    PAYLOAD_NONE,   /* the action says it all */
    PAYLOAD_ERASED, /* by the retention plan */
    PAYLOAD_FACTS,  /* rows with a value */
    PAYLOAD_CHANGE, /* rows with a value before and after */
    PAYLOAD_RAW     /* of no form that we know: as it is written */
};

/* Texts in the user's language; NULL or "" for nothing. */
struct payload_row {
    const char *name, *before, *value; /* value: also the one after */
};

struct payload_view {
    enum payload_kind kind;
    const struct payload_row *row;
    size_t count;
    const char *raw; /* the JSON itself */
    bool large;      /* better folded away */
};

/* payload: JSON, "" for none, NULL for erased. */
struct payload_view payload_view(const struct ctx *c, const char *action,
                                 const char *payload);
