/* Time-based one-time codes (RFC 6238, SHA-1, 30 seconds, six digits): what
 * authenticator apps understand. The only file that knows liboath. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum {
    TOTP_SECRET_BYTES = 20, /* as RFC 4226 recommends */
    TOTP_STEP_S = 30,
    TOTP_DIGITS = 6,
    TOTP_DIGITS_MAX = 8,
    TOTP_WINDOW = 1 /* steps that a clock may be off, either way */
};

/* The code of a step (Unix seconds / TOTP_STEP_S), with its closing NUL. */
void totp_code(const unsigned char *secret, size_t bytes, int64_t step,
               int digits, char code[TOTP_DIGITS_MAX + 1]);

/* Is it a code of now, or of a step either side, that is newer than `last`?
 * Then *step says of which. */
bool totp_fits(const unsigned char secret[TOTP_SECRET_BYTES], const char *code,
               int64_t now, int64_t last, int64_t *step);

/* The secret as it is typed into an app: base32, in groups of four. */
char *totp_secret_text(struct arena *mem,
                       const unsigned char secret[TOTP_SECRET_BYTES]);
/* The address that an app reads from the QR code. */
char *totp_uri(struct arena *mem, const char *issuer, const char *account,
               const unsigned char secret[TOTP_SECRET_BYTES]);
