/* Percent-encoding, the one of URLs and of urlencoded forms. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Decodes %41 to A and, where `plus` says so, + to a space. NULL if a percent
 * sign is not followed by two hexadecimal digits, or if the outcome is not
 * valid UTF-8 or contains a NUL. The copy is closed by a NUL. */
char *percent_decode(struct arena *mem, const char *text, size_t bytes,
                     bool plus);
