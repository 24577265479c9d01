/* Drawing of lots (§ 659 (2) BGB) where the rules of a round end in it. Nobody
 * can steer it: the program fixes a secret first and shows its digest, then the
 * chair says a phrase aloud before witnesses, then the secret is opened. Each
 * tied nomination's key is BLAKE2b-256 over
 *
 *     the secret              32 bytes
 *     the phrase's length     8 bytes, little-endian
 *     the phrase              UTF-8
 *     the digest              of rules and marks, 32 bytes (sealed.h)
 *     the nomination's number UTF-8: "E03"
 *
 * and the smallest key comes first. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum { LOT_SECRET_BYTES = 32, LOT_PHRASE_CHARACTERS_MAX = 200 };

struct lot_entry {
    int64_t entry_id;
    const char *entry, *organisation;
    const char *key; /* "" until drawn */
    int64_t place;   /* from 1; 0 until drawn */
};

struct lot {
    int64_t id, round_id, rank;
    const char *edition, *round; /* slugs */
    const char *marks_digest, *commitment;
    const char *secret; /* hex; not to be shown before it is drawn */
    const char *phrase; /* NULL: not drawn yet */
    int64_t committed_at;
    const int64_t *drawn_at;
    const struct lot_entry *entry;
    size_t entry_count;
};

enum lot_outcome {
    LOT_OK,
    LOT_NO_TIE,       /* nobody shares that rank, or the rules have no lot */
    LOT_ALREADY,      /* fixed before, or drawn before */
    LOT_NOT_SEALED,   /* the round has no seal whose digest it could use */
    LOT_MARKS_CHANGED /* since the secret was fixed: the tie is another */
};

/* Fixes a secret for the nominations that share this final rank, once for the
 * same marks. One that was fixed for other marks and not drawn is void, and
 * dropped; one that was drawn stays, and another secret is fixed only if a late
 * conflict made a tie that it does not decide. */
enum lot_outcome lot_commit(const struct world *w, int64_t round_id,
                            int64_t rank);
/* Draws; the phrase is cleaned text that is not empty. */
enum lot_outcome lot_draw(const struct world *w, int64_t lot_id,
                          const char *phrase);

/* All of a round, by rank, older ones first. */
size_t lot_list(const struct world *w, int64_t round_id, struct lot **list);
/* The drawn ones of an edition, oldest first. */
size_t lot_of_edition(const struct world *w, int64_t edition_id,
                      struct lot **list);

/* BLAKE2b-256 of the secret's bytes, hex. */
char *lot_commitment(struct arena *mem, const unsigned char *secret);
/* A nomination's key, hex; NULL if the digest is none. */
char *lot_key(struct arena *mem, const unsigned char *secret,
              const char *phrase, const char *marks_digest, const char *entry);
