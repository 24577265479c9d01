/* Cookies in and out. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct reply;

/* The value of the cookie of exactly that name in a Cookie header, or NULL. */
const char *cookie_get(struct arena *mem, const char *header, const char *name);

/* set-cookie with Path=/, HttpOnly, SameSite=Lax, and Secure where asked.
 * max_age_s 0: until the browser closes; negative: deletes the cookie. */
void cookie_set(struct arena *mem, struct reply *r, const char *name,
                const char *value, int64_t max_age_s, bool secure);
