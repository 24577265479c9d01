/* Bundles that somebody changed and signed again, with the award's key or with
 * another: every digest follows, so only what is said can be wrong. */
#pragma once

#include "support/sealing.h"

/* All that a key can sign, signed anew. */
const char *resign(struct test_home *h, const char *text,
                   const unsigned char *key);
/* With the first `what` replaced; the test fails if there is none. */
const char *resign_replaced(struct test_home *h, const char *text,
                            const char *what, const char *by);
/* The first line with it. */
const char *resign_line(struct test_home *h, const char *text,
                        const char *what);
/* Fails unless the verifier's answer has `want` in it. */
void resign_refuses(struct test_home *h, const char *name, const char *text,
                    const char *key, const char *want);

/* Every seal read, given to the function, counted and signed again. What a
 * seal points to may be changed: it is the test's own copy. */
typedef void resign_change(struct test_home *h, struct sealed *s,
                           const void *what);
const char *resign_edit(struct test_home *h, const char *text,
                        const unsigned char *key, resign_change *change,
                        const void *what);
/* A receipt that fits the ballot's marks; a salt if it has none. */
void resign_receipt(struct test_home *h, const struct sealed *s,
                    struct sealed_ballot *b);
