/* Passwords, tokens, digests: see secret.h.
 *
 * A password costs libsodium's MODERATE limits, and the hash says so itself;
 * when the limits rise one day, secret_password_needs_rehash() finds the old
 * ones. The dummy hashes were made once from 32 random bytes that nobody
 * kept: a login with an unknown address thus takes as long as any other. */
#include "base/secret.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"

static_assert(SECRET_KEY_BYTES == crypto_generichash_KEYBYTES, "key");
static_assert(SECRET_DIGEST_BYTES == crypto_generichash_BYTES, "digest");
static_assert(SECRET_PASSWORD_HASH == crypto_pwhash_STRBYTES, "hash");

enum { TOKEN_BYTES = 32, STATE_ALIGN = 64 };

static const char dummy[] =
    "$argon2id$v=19$m=262144,t=3,p=1$IrWlLomBz28NDBD4RqDwsA$"
    "FFwgy/8eWtqN+YfbCpr9Ag5+WJmavNU2e3F5rd2CED0";
static const char weak_dummy[] =
    "$argon2id$v=19$m=8,t=1,p=1$"
    "hA1J45/pgHZxBtQi43Aozg$"
    "DA6EoQVRY114mPGuuE/77N3xKaBH2KZxwl+2WfXALS0";

/* Only secret_weaken_for_tests() touches these. */
static bool weak;
static uint64_t weak_count;

struct secret_digest {
    crypto_generichash_state *state; /* aligned as libsodium wants it */
};

void secret_start(void)
{
    if (sodium_init() < 0)
        die("secret: libsodium does not start");
}

void secret_weaken_for_tests(void)
{
    weak = true;
    weak_count = 0;
}

static unsigned long long cost_operations(void)
{
    return weak ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_MODERATE;
}

static size_t cost_memory(void)
{
    return weak ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_MODERATE;
}

bool secret_password_hash(char hash[SECRET_PASSWORD_HASH], const char *password)
{
    return crypto_pwhash_str(hash, password, strlen(password),
                             cost_operations(), cost_memory()) == 0;
}

/* libsodium wants a whole array, a hash from the database ends with its text.
 */
static bool whole_hash(char whole[SECRET_PASSWORD_HASH], const char *hash)
{
    size_t bytes = hash ? strlen(hash) : SECRET_PASSWORD_HASH;
    if (bytes >= SECRET_PASSWORD_HASH)
        return false;
    memset(whole, 0, SECRET_PASSWORD_HASH);
    memcpy(whole, hash, bytes);
    return true;
}

bool secret_password_verify(const char *hash, const char *password)
{
    char whole[SECRET_PASSWORD_HASH];
    return whole_hash(whole, hash) &&
           crypto_pwhash_str_verify(whole, password, strlen(password)) == 0;
}

bool secret_password_needs_rehash(const char *hash)
{
    char whole[SECRET_PASSWORD_HASH];
    return !whole_hash(whole, hash) ||
           crypto_pwhash_str_needs_rehash(whole, cost_operations(),
                                          cost_memory()) != 0;
}

const char *secret_password_dummy(void)
{
    return weak ? weak_dummy : dummy;
}

void secret_random(void *bytes, size_t count)
{
    if (!weak) {
        randombytes_buf(bytes, count);
        return;
    }
    unsigned char seed[randombytes_SEEDBYTES] = "lorbeer tests";
    weak_count++;
    memcpy(seed + sizeof seed - sizeof weak_count, &weak_count,
           sizeof weak_count);
    randombytes_buf_deterministic(bytes, count, seed);
}

void secret_wipe(void *bytes, size_t count)
{
    sodium_memzero(bytes, count);
}

char *secret_token(struct arena *mem)
{
    unsigned char raw[TOKEN_BYTES];
    char *token = arena_alloc(mem, SECRET_TOKEN_CHARS + 1);
    secret_random(raw, sizeof raw);
    sodium_bin2base64(token, SECRET_TOKEN_CHARS + 1, raw, sizeof raw,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(raw, sizeof raw);
    return token;
}

char *secret_token_digest(struct arena *mem, const char *token)
{
    return secret_digest(mem, token, strlen(token));
}

static char *hex(struct arena *mem,
                 const unsigned char digest[SECRET_DIGEST_BYTES])
{
    char *text = arena_alloc(mem, SECRET_DIGEST_HEX);
    str_hex(text, digest, SECRET_DIGEST_BYTES);
    return text;
}

char *secret_digest(struct arena *mem, const void *data, size_t bytes)
{
    unsigned char digest[SECRET_DIGEST_BYTES];
    crypto_generichash(digest, sizeof digest, data, bytes, NULL, 0);
    return hex(mem, digest);
}

char *secret_sha256(struct arena *mem, const void *data, size_t bytes)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(digest, data, bytes);
    return hex(mem, digest);
}

char *secret_keyed(struct arena *mem, const unsigned char *key,
                   const void *data, size_t bytes)
{
    unsigned char digest[SECRET_DIGEST_BYTES];
    crypto_generichash(digest, sizeof digest, data, bytes, key,
                       SECRET_KEY_BYTES);
    return hex(mem, digest);
}

struct secret_digest *secret_digest_start(struct arena *mem)
{
    struct secret_digest *d = arena_alloc(mem, sizeof *d);
    unsigned char *room = arena_alloc(mem, sizeof *d->state + STATE_ALIGN);
    size_t over = (uintptr_t)room % STATE_ALIGN;
    d->state = (void *)(room + (over ? STATE_ALIGN - over : 0));
    crypto_generichash_init(d->state, NULL, 0, SECRET_DIGEST_BYTES);
    return d;
}

void secret_digest_add(struct secret_digest *d, const void *data, size_t bytes)
{
    crypto_generichash_update(d->state, data, bytes);
}

char *secret_digest_end(struct arena *mem, struct secret_digest *d)
{
    unsigned char digest[SECRET_DIGEST_BYTES];
    crypto_generichash_final(d->state, digest, sizeof digest);
    return hex(mem, digest);
}

char *secret_public(struct arena *mem, const unsigned char *seed)
{
    unsigned char public[crypto_sign_PUBLICKEYBYTES];
    unsigned char secret[crypto_sign_SECRETKEYBYTES];
    crypto_sign_seed_keypair(public, secret, seed);
    sodium_memzero(secret, sizeof secret);
    char *text = arena_alloc(mem, SECRET_PUBLIC_HEX);
    str_hex(text, public, sizeof public);
    return text;
}

char *secret_sign(struct arena *mem, const unsigned char *seed,
                  const void *data, size_t bytes)
{
    unsigned char public[crypto_sign_PUBLICKEYBYTES];
    unsigned char secret[crypto_sign_SECRETKEYBYTES];
    unsigned char signature[crypto_sign_BYTES];
    crypto_sign_seed_keypair(public, secret, seed);
    crypto_sign_detached(signature, NULL, data, bytes, secret);
    sodium_memzero(secret, sizeof secret);
    char *text = arena_alloc(mem, SECRET_SIGNATURE_HEX);
    str_hex(text, signature, sizeof signature);
    return text;
}

/* Lower hex only: one text for one value. */
bool secret_bytes(const char *hex_text, unsigned char *bytes, size_t count)
{
    size_t got = 0;
    return hex_text && strlen(hex_text) == 2 * count &&
           strspn(hex_text, "0123456789abcdef") == 2 * count &&
           sodium_hex2bin(bytes, count, hex_text, 2 * count, NULL, &got,
                          NULL) == 0 &&
           got == count;
}

/* One key for one use: what is boxed for one cannot be passed off as another.
 */
static void derive(unsigned char box_key[crypto_secretbox_KEYBYTES],
                   const unsigned char *key, const char *purpose)
{
    crypto_generichash(box_key, crypto_secretbox_KEYBYTES,
                       (const unsigned char *)purpose, strlen(purpose), key,
                       SECRET_KEY_BYTES);
}

char *secret_box(struct arena *mem, const unsigned char *key,
                 const char *purpose, const void *data, size_t bytes)
{
    unsigned char box_key[crypto_secretbox_KEYBYTES];
    size_t all =
        crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + bytes;
    unsigned char *box = arena_alloc(mem, all);
    char *text = arena_alloc(mem, 2 * all + 1);
    derive(box_key, key, purpose);
    secret_random(box, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, data, bytes, box,
                          box_key);
    sodium_memzero(box_key, sizeof box_key);
    str_hex(text, box, all);
    return text;
}

bool secret_unbox(const unsigned char *key, const char *purpose,
                  const char *hex_text, void *data, size_t count)
{
    enum { BOX_BYTES_MAX = 256 };
    unsigned char box_key[crypto_secretbox_KEYBYTES], box[BOX_BYTES_MAX];
    size_t all =
        crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + count;
    if (all > sizeof box || !secret_bytes(hex_text, box, all))
        return false;
    derive(box_key, key, purpose);
    bool good = crypto_secretbox_open_easy(
                    data, box + crypto_secretbox_NONCEBYTES,
                    all - crypto_secretbox_NONCEBYTES, box, box_key) == 0;
    sodium_memzero(box_key, sizeof box_key);
    return good;
}

bool secret_signed(const char *public_hex, const char *signature_hex,
                   const void *data, size_t bytes)
{
    unsigned char public[crypto_sign_PUBLICKEYBYTES];
    unsigned char signature[crypto_sign_BYTES];
    return secret_bytes(public_hex, public, sizeof public) &&
           secret_bytes(signature_hex, signature, sizeof signature) &&
           crypto_sign_verify_detached(signature, data, bytes, public) == 0;
}

bool secret_equal(const char *a, const char *b)
{
    if (!a || !b)
        return false;
    size_t bytes = strlen(a);
    return bytes == strlen(b) && sodium_memcmp(a, b, bytes) == 0;
}
