/* The sample award: three editions with invented companies and people. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

/* The files of assets/demo, as texts. */
struct demo_files {
    const char *folder;    /* with the pictures */
    const char *edition;   /* set-up with @YEAR@, @NUMBER@, @ACCENT@ */
    const char *published; /* nominations of the edition that is published */
    const char *judging;   /* of the one that is being judged */
    const char *scores;    /* its marks, CSV */
    const char *visit;     /* its second round, of the nominees */
    const char *brochure;  /* of the one that is published */
};

/* Accounts for trying things out, with hashes made by the caller. */
struct demo_passwords {
    const char *organiser, *juror, *company; /* Argon2id strings */
};

/* Lets a juror accept what he is asked for: whoever fills the home knows the
 * words (page/welcome.h). The world is the juror's. */
typedef void demo_accept_function(const struct world *w,
                                  int64_t jury_member_id);

/* Fills an empty home, inside the caller's write transaction. NULL, or what is
 * wrong with the files. */
const char *demo_fill(const struct world *w, const struct demo_files *files,
                      const struct demo_passwords *passwords,
                      demo_accept_function *accept);

/* The accounts that have a password now. */
struct demo_login {
    const char *role, *email;
};
size_t demo_logins(const struct world *w, struct demo_login **logins);
