/* Passwords, tokens, digests, constant-time comparison. The only file that
 * knows libsodium. secret_start() must have been called once per process. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum {
    SECRET_KEY_BYTES = 32,
    SECRET_DIGEST_BYTES = 32,   /* BLAKE2b-256 */
    SECRET_DIGEST_HEX = 65,     /* with the closing NUL */
    SECRET_PUBLIC_HEX = 65,     /* an Ed25519 key, with the closing NUL */
    SECRET_SIGNATURE_HEX = 129, /* an Ed25519 signature, likewise */
    SECRET_TOKEN_CHARS = 43,    /* 256 bits in URL-safe base64, no padding */
    SECRET_PASSWORD_HASH = 128, /* crypto_pwhash_STRBYTES, with the NUL */
    SECRET_PASSWORD_MIN = 10,   /* characters */
    SECRET_PASSWORD_MAX = 1024  /* bytes */
};

void secret_start(void);

/* Tests only: tokens come from a seeded stream, passwords cost the minimum. */
void secret_weaken_for_tests(void);

/* Argon2id, MODERATE limits: about 0.5 s and 256 MiB, so never on the event
 * loop. false: not enough memory. */
bool secret_password_hash(char hash[SECRET_PASSWORD_HASH],
                          const char *password);
bool secret_password_verify(const char *hash, const char *password);
bool secret_password_needs_rehash(const char *hash);
/* A hash that no password fits and that costs as much as a real one. */
const char *secret_password_dummy(void);

void secret_random(void *bytes, size_t count);
void secret_wipe(void *bytes, size_t count);

/* A fresh token and the hex digest under which the database keeps it. */
char *secret_token(struct arena *mem);
char *secret_token_digest(struct arena *mem, const char *token);

/* BLAKE2b-256 of text, or keyed with a SECRET_KEY_BYTES key; as lower hex. */
char *secret_digest(struct arena *mem, const void *data, size_t bytes);
char *secret_keyed(struct arena *mem, const unsigned char *key,
                   const void *data, size_t bytes);
/* SHA-256, which other programs know too; as lower hex. */
char *secret_sha256(struct arena *mem, const void *data, size_t bytes);
/* BLAKE2b-256 in steps, for files and long texts. */
struct secret_digest; /* taken from the arena */
struct secret_digest *secret_digest_start(struct arena *mem);
void secret_digest_add(struct secret_digest *d, const void *data, size_t bytes);
char *secret_digest_end(struct arena *mem, struct secret_digest *d);

/* Ed25519, from a seed of SECRET_KEY_BYTES; keys and signatures as lower hex.
 */
char *secret_public(struct arena *mem, const unsigned char *seed);
char *secret_sign(struct arena *mem, const unsigned char *seed,
                  const void *data, size_t bytes);
/* false also for a key or signature that is none. */
bool secret_signed(const char *public_hex, const char *signature_hex,
                   const void *data, size_t bytes);

/* Encrypts, with a key derived from the SECRET_KEY_BYTES key for that purpose;
 * lower hex. Every call gives another text. */
char *secret_box(struct arena *mem, const unsigned char *key,
                 const char *purpose, const void *data, size_t bytes);
/* The bytes back, exactly `count`; false if it was made with another key, for
 * another purpose, of another length, or changed. */
bool secret_unbox(const unsigned char *key, const char *purpose,
                  const char *hex_text, void *data, size_t count);

/* Lower hex of exactly `count` bytes; false if the text is not. */
bool secret_bytes(const char *hex_text, unsigned char *bytes, size_t count);

/* Equal, in time that depends only on the lengths. Both may be NULL (false). */
bool secret_equal(const char *a, const char *b);
