/* Accounts: people, their roles, invitations, resets, confirmations. */
#pragma once

#include "model/world.h"

#include <stdbool.h>

struct user {
    int64_t id;
    const char *name, *email, *language;
    const char *password_hash; /* NULL until one was set */
    bool confirmed;            /* a link sent to the address was followed */
    bool disabled;
};

struct user_roles {
    bool organiser, juror, company;
};

/* The address of an account that has none yet: whoever follows its invitation
 * gives name and address (lorbeer init). */
#define USER_NO_ADDRESS "organiser@award.invalid"

/* Creates an account without password and role; 0 if the address is taken
 * (compared without regard to case). Write transaction. */
int64_t user_create(const struct world *w, const char *email, const char *name,
                    const char *language);
/* false if there is none */
bool user_by_email(const struct world *w, const char *email, struct user *u);
bool user_by_id(const struct world *w, int64_t id, struct user *u);

struct user_roles user_roles(const struct world *w, int64_t id);

/* role: "organiser", "juror", "company". Granting twice is harmless. */
void user_grant(const struct world *w, int64_t id, const char *role);
void user_revoke(const struct world *w, int64_t id, const char *role);

/* Stores an Argon2id string made elsewhere (base/work.h), ends all sessions
 * and uses up all open links that could set another. */
void user_set_password_hash(const struct world *w, int64_t id,
                            const char *hash);
/* Stores a fresh hash of the same password; sessions go on. */
void user_rehash(const struct world *w, int64_t id, const char *hash);
/* Disabling ends all sessions; links of the account stop working meanwhile. */
void user_disable(const struct world *w, int64_t id, bool disabled);
void user_change(const struct world *w, int64_t id, const char *name,
                 const char *language);
/* Name and address of an account that had USER_NO_ADDRESS; false if the
 * address is taken. */
bool user_claim(const struct world *w, int64_t id, const char *name,
                const char *email);
/* The address is the person's: a link sent there was followed. */
void user_confirm(const struct world *w, int64_t id);
/* The same, and the account is theirs whoever began it: if it was registered
 * and its address never confirmed, the second factor found there goes. */
void user_take(const struct world *w, const struct user *u);

/* Makes a link (kind "invite", 14 days; "reset", 2 hours; "confirm", 14 days)
 * and returns its address. Older open links of that kind stop working. */
char *user_link(const struct world *w, int64_t id, const char *kind);
/* The account of a link that is still good, and its kind; 0 if none. */
int64_t user_by_link(const struct world *w, const char *token,
                     const char **kind);
void user_link_used(const struct world *w, const char *token);

/* Finds or creates the account, grants the role, and puts an invitation with
 * a link into the outbox (also for an account that has a password already:
 * then the mail has the login's address). An account that somebody registered
 * and never confirmed loses its password and gets this name and a link. The
 * user's id. Write transaction. */
int64_t user_invite(const struct world *w, const char *email, const char *name,
                    const char *language, const char *role);
/* The same for the jury of that edition, which the mail then names: it need not
 * be the present one. */
struct edition;
int64_t user_invite_juror(const struct world *w, const char *email,
                          const char *name, const char *language,
                          const struct edition *to);
/* Puts a link into the outbox that confirms the address, or that sets a new
 * password. Write transaction. */
void user_send_confirm(const struct world *w, int64_t id);
void user_send_reset(const struct world *w, int64_t id);
