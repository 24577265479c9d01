/* Checking rounds that combine others. */
#pragma once

#include "model/verify.h"

/* Does the combined round have the nominations of its parts, and nothing else?
 * NULL, or a sentence. */
const char *verify_parts(struct arena *mem, const struct sealed *s,
                         const struct sealed_count *const *parts);
/* Does the newest seal of each combined round name the newest of its parts?
 * NULL, or a sentence. */
const char *verify_parts_newest(struct arena *mem, const struct verify *v);
