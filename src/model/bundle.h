/* The sealed bundle: all seals of an edition, the drawn lots and what was
 * decided, in one file that anybody can check without us (verify.h).
 *
 * Blocks of lines of JSON. Each block ends with
 *
 *     {"sealed":{"digest":…,"key":…,"signature":…}}
 *
 * whose digest is BLAKE2b-256 over the block's lines before it. Blocks begin
 * with {"lorbeer":"seal"|"lot"|"decisions"|"decided", …}; the last of these is
 * the newest decision seal (decided.h). The last line of all,
 *
 *     {"bundle":{"blocks":[…],"key":…,"signature":…}}
 *
 * lists the digests of all blocks, and is signed over "lorbeer bundle 1" and
 * the digests, each after a line break. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct jury_member;
struct lot;

/* Writes the bundle; the number of seals in it. With 0 nothing is written: no
 * round of the edition is closed. */
size_t bundle_write(const struct world *w, int64_t edition_id, struct buf *out);

/* May this member of the edition's jury have it? Not while a round is open, not
 * if the rules of a sealed round never show others' marks, not before a blind
 * edition's winners are public (its reasons name companies), and not with a
 * conflict, or with nothing declared, for a nomination that a seal tells of:
 * nothing can be cut out of a bundle without breaking its seals. */
bool bundle_for_juror(const struct world *w, const struct jury_member *member);

/* The lines of a drawing, and of all decisions, without their end: there is one
 * way to write them, as with seals. */
struct bundle_decision {
    const char *entry, *kind, *category; /* category NULL: none */
    const char *reason_de, *reason_en;
    int64_t decided_at;
};
void bundle_write_lot(struct buf *text, const struct lot *lot);
void bundle_write_decisions(struct buf *text, const char *edition,
                            const struct bundle_decision *decision,
                            size_t count);

/* What the last line's signature is over. */
char *bundle_signed_text(struct arena *mem, const char *const *digest,
                         size_t count);
