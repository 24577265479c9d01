/* The second factor: one-time codes of an authenticator app (TOTP) besides the
 * password, recovery codes for the day on which the device is lost, and roles
 * that nobody can use without. */
#pragma once

#include "base/totp.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    SECOND_CODES = 10,        /* recovery codes, each for one use */
    SECOND_WAIT_S = 10 * 60,  /* how long a password waits for its code */
    SECOND_OFFER_S = 60 * 60, /* and a QR code for the first one */
    SECOND_OFFER_BYTES = 16 + TOTP_SECRET_BYTES
};

/* --- setting it up ---------------------------------------------------------
 */

/* A secret that is shown and stored nowhere yet: the page keeps the offer,
 * encrypted and good for this person alone. `session` is a secret text of the
 * session: within one the secret stays the same. */
struct second_offer {
    unsigned char secret[TOTP_SECRET_BYTES];
    const char *sealed;
};
void second_offer_new(const struct world *w, int64_t user_id,
                      const char *session, struct second_offer *offer);
/* false: not made for this person, too old, or changed. */
bool second_offer_open(const struct world *w, int64_t user_id,
                       const char *sealed, struct second_offer *offer);

/* Is it set up? */
bool second_on(const struct world *w, int64_t user_id);

/* Sets it up if the code belongs to the offer; the recovery codes, SECOND_CODES
 * of them, are told only now. false: the code does not fit. Logged. Write
 * transaction. */
bool second_set_up(const struct world *w, int64_t user_id,
                   const struct second_offer *offer, const char *code,
                   const char *const **codes);
/* New recovery codes in place of all older ones. Logged. */
const char *const *second_new_codes(const struct world *w, int64_t user_id);
int64_t second_codes_left(const struct world *w, int64_t user_id);
/* Takes it off, with all recovery codes. Logged, unless there was none (false).
 */
bool second_off(const struct world *w, int64_t user_id);

/* --- using it --------------------------------------------------------------
 */

enum second_outcome {
    SECOND_WRONG,
    SECOND_CODE,    /* a code of the app, which is used up now */
    SECOND_RECOVERY /* a recovery code, likewise; logged */
};
/* Blanks and hyphens in the code do not matter. Write transaction. */
enum second_outcome second_check(const struct world *w, int64_t user_id,
                                 const char *code);

/* Between password and code: no session, and no right to anything. Gives the
 * token for the cookie. Write transaction. */
char *second_wait(const struct world *w, int64_t user_id);
struct second_waiting {
    int64_t user_id;
    const char *email, *name, *language;
};
/* false: nobody waits under that token, or no longer. */
bool second_waiting(const struct world *w, const char *token,
                    struct second_waiting *who);
void second_wait_end(const struct world *w, const char *token);
/* The password was changed, or the account disabled: it has to be typed anew.
 */
void second_wait_end_all(const struct world *w, int64_t user_id);

/* --- roles -----------------------------------------------------------------
 */

struct second_rules {
    bool organiser, juror, company; /* a second factor is required */
};
struct second_rules second_rules(const struct world *w);
/* Logged where it is another rule than before. Write transaction. */
void second_require(const struct world *w, const char *role, bool required);
/* Does a role of this person require one? */
bool second_required(const struct world *w, int64_t user_id);
