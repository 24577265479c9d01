/* Sessions: a random token in a cookie, its digest in the database. */
#pragma once

#include "model/world.h"

#include <stdbool.h>

enum {
    SESSION_IDLE_S = 12 * 60 * 60,          /* ends unused for half a day */
    SESSION_ABSOLUTE_S = 30 * 24 * 60 * 60, /* and after thirty days anyway */
    SESSION_TOUCH_S = 60                    /* seen_at is written this often */
};

/* Who is logged in. All zero: nobody. */
struct visitor {
    int64_t id; /* of the user; 0: nobody */
    int64_t session_id;
    int64_t seen_at;
    const char *name, *email, *language;
    bool organiser, juror, company; /* roles */
    /* Roles that the person has, and that require a second factor which is not
     * set up yet: until it is, none of the three above. */
    bool organiser_held, juror_held, company_held;
    bool second; /* a second factor is set up */
};

/* Starts a session; the token for the cookie. Write transaction. */
char *session_start(const struct world *w, int64_t user_id);
/* Finds the session of a token that is neither expired, idle nor of a disabled
 * account; false and *v zero if there is none. */
bool session_find(const struct world *w, const char *token, struct visitor *v);
/* Notes that the session was used. Write transaction. */
void session_touch(const struct world *w, int64_t session_id);
/* Ends one session, or all of a user. Write transaction. */
void session_end(const struct world *w, int64_t session_id);
void session_end_all(const struct world *w, int64_t user_id);
