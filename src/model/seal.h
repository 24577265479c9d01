/* The mark seal: what is written when a round closes, signed with the award's
 * Ed25519 key and never changed. When something legitimate happens afterwards
 * (a conflict that comes to light, a withdrawn nomination), another seal with
 * the next number follows and names the one before.
 *
 * A seal's digest is BLAKE2b-256 over its body (sealed.h); the signature is
 * over "lorbeer seal 1", a line break and the digest in hex. */
#pragma once

#include "model/sealed.h"

struct seal {
    int64_t number, sealed_at;
    const char *body, *digest, *signature;
};

/* The newest of a round; false: there is none. */
bool seal_newest(const struct world *w, int64_t round_id, struct seal *seal);

/* Seals a closed round, or does nothing if the newest seal still says the same.
 * Write transaction. */
void seal_write(const struct world *w, int64_t round_id);
/* Something about a nomination changed: seals again what has to be. */
void seal_entry_changed(const struct world *w, int64_t entry_id);

/* Seals what was closed before there were seals. Write transaction; does
 * nothing if nothing is missing. */
void seal_missing(const struct world *w);
/* Is there such a round? */
bool seal_is_missing(const struct world *w);

/* Has the body this digest, and did the award's key sign it? NULL, or a
 * sentence. */
const char *seal_genuine(const struct world *w, const char *body,
                         const char *digest, const char *signature);

/* Does the database still say what the newest seal says, and is that signed
 * and in the log? NULL, or a sentence. */
const char *seal_check(const struct world *w, int64_t round_id);

/* The digest of rules and marks that a body states; "" if there is none. */
const char *seal_marks_digest(struct arena *mem, const char *body);

/* The number of the log's newest entry when the body was written; 0 if it names
 * none. */
int64_t seal_log_entry(struct arena *mem, const char *body);

/* Signature of a digest, and whether it is one. */
char *seal_sign(struct arena *mem, const unsigned char *seed,
                const char *digest);
bool seal_signed(struct arena *mem, const char *public_key,
                 const char *signature, const char *digest);
