/* The sealed bundle: all seals of an edition, the drawn lots and what was
 * decided, in one file that anybody can check without us (verify.h).
 *
 * Blocks of lines of JSON. Each block ends with
 *
 *     {"sealed":{"digest":…,"key":…,"signature":…}}
 *
 * whose digest is BLAKE2b-256 over the block's lines before it. Blocks begin
 * with {"lorbeer":"seal"|"lot"|"decisions", …}. The last line of all,
 *
 *     {"bundle":{"blocks":[…],"key":…,"signature":…}}
 *
 * lists the digests of all blocks, and is signed over "lorbeer bundle 1" and
 * the digests, each after a line break. */
#pragma once

#include "model/world.h"

#include <stddef.h>

struct buf;

/* Writes the bundle; the number of seals in it. With 0 nothing is written: no
 * round of the edition is closed. */
size_t bundle_write(const struct world *w, int64_t edition_id, struct buf *out);

/* What the last line's signature is over. */
char *bundle_signed_text(struct arena *mem, const char *const *digest,
                         size_t count);
