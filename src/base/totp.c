/* One-time codes: see totp.h. liboath's own comparison keeps no account of the
 * steps that were taken, so only its code of one step is used. */
#include "base/totp.h"

#include <stdlib.h>
#include <string.h>

#include <liboath/oath.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/secret.h"

enum { GROUP = 4 };

void totp_code(const unsigned char *secret, size_t bytes, int64_t step,
               int digits, char code[TOTP_DIGITS_MAX + 1])
{
    int outcome = oath_hotp_generate((const char *)secret, bytes,
                                     (uint64_t)step, (unsigned)digits, false,
                                     OATH_HOTP_DYNAMIC_TRUNCATION, code);
    if (outcome != OATH_OK)
        die("one-time code: %s", oath_strerror(outcome));
}

/* Every step of the window is computed, whichever fits: the time it takes says
 * nothing. */
bool totp_fits(const unsigned char secret[TOTP_SECRET_BYTES], const char *code,
               int64_t now, int64_t last, int64_t *step)
{
    char good[TOTP_DIGITS_MAX + 1];
    bool fits = false;
    for (int64_t s = now / TOTP_STEP_S - TOTP_WINDOW;
         s <= now / TOTP_STEP_S + TOTP_WINDOW; s++) {
        totp_code(secret, TOTP_SECRET_BYTES, s, TOTP_DIGITS, good);
        if (secret_equal(good, code) && s > last && !fits) {
            fits = true;
            *step = s;
        }
    }
    secret_wipe(good, sizeof good);
    return fits;
}

static char *base32(struct arena *mem,
                    const unsigned char secret[TOTP_SECRET_BYTES])
{
    char *text = NULL;
    size_t bytes = 0;
    int outcome = oath_base32_encode((const char *)secret, TOTP_SECRET_BYTES,
                                     &text, &bytes);
    if (outcome != OATH_OK)
        die("base32: %s", oath_strerror(outcome));
    char *copy = arena_textn(mem, text, bytes);
    secret_wipe(text, bytes);
    free(text);
    return copy;
}

char *totp_secret_text(struct arena *mem,
                       const unsigned char secret[TOTP_SECRET_BYTES])
{
    const char *text = base32(mem, secret);
    struct buf groups;
    buf_init(&groups, mem);
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (i > 0 && i % GROUP == 0)
            buf_addc(&groups, ' ');
        buf_addc(&groups, text[i]);
    }
    return groups.data;
}

/* Letters, digits and "-._~@" stand for themselves in a path. */
static void add_encoded(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        bool plain =
            (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') ||
            (*text >= '0' && *text <= '9') || strchr("-._~@", *text) != NULL;
        if (plain)
            buf_addc(out, *text);
        else
            buf_addf(out, "%%%02X", (unsigned char)*text);
    }
}

char *totp_uri(struct arena *mem, const char *issuer, const char *account,
               const unsigned char secret[TOTP_SECRET_BYTES])
{
    struct buf out;
    buf_init(&out, mem);
    buf_add(&out, "otpauth://totp/");
    add_encoded(&out, issuer);
    buf_add(&out, ":");
    add_encoded(&out, account);
    buf_addf(&out, "?secret=%s&issuer=", base32(mem, secret));
    add_encoded(&out, issuer);
    return out.data;
}
