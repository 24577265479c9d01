/* The seal of a round in the office, and what stands there before it. */
#pragma once

#include "http/out.h"

#include <stddef.h>
#include <stdint.h>

/* Instead of a result while the round is open. */
struct marks_sealed_view {
    int64_t round_id;
    const char *name;
};
void html_marks_sealed(struct out *o, const struct marks_sealed_view *v);

struct sealing_earlier {
    int64_t number, sealed_at;
    const char *digest;
};

struct sealing_view {
    int64_t round_id;
    const char *slug, *name; /* slug of the edition */
    int64_t number, sealed_at, log_entry;
    const char *digest, *key, *marks; /* marks: of rules and marks, or "" */
    const char *fault; /* English: why the seal does not fit; or NULL */
    const struct sealing_earlier *earlier; /* newest first */
    size_t earlier_count;
};
void html_sealing(struct out *o, const struct sealing_view *v);
