/* The people who act for a company, and what each may do: a reader reads all of
 * its nominations, an editor changes and submits them, an owner manages the
 * people besides and may withdraw a nomination. */
#pragma once

#include "base/lang.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

/* In ascending order of what one may. */
enum team_role { TEAM_NONE, TEAM_READER, TEAM_EDITOR, TEAM_OWNER };

/* "reader", "editor", "owner"; TEAM_NONE has none and dies. */
const char *team_role_code(enum team_role role);
/* false: no such role; *role is then left alone. */
bool team_role_from_code(const char *code, enum team_role *role);

enum team_role team_role(const struct world *w, int64_t organisation_id,
                         int64_t user_id);

enum team_outcome {
    TEAM_OK,
    TEAM_NOBODY,     /* is no member, or there is no such invitation */
    TEAM_LAST_OWNER, /* somebody must be left who can manage the people */
    TEAM_MANY,       /* too many invitations for today */
    TEAM_MEMBER      /* has joined already */
};

/* Another role for a member. Write transaction, as all below. */
enum team_outcome team_change(const struct world *w, int64_t organisation_id,
                              int64_t user_id, enum team_role role);
/* The acting owner becomes an editor and the other one an owner. */
enum team_outcome team_hand_over(const struct world *w, int64_t organisation_id,
                                 int64_t user_id);
/* Takes the person out, at once, with the invitations sent by him. Who acts for
 * no company any more loses the role "company" of the account. */
enum team_outcome team_remove(const struct world *w, int64_t organisation_id,
                              int64_t user_id);

/* --- invitations -----------------------------------------------------------
 */

enum {
    TEAM_INVITATION_DAYS = 14,
    TEAM_INVITATIONS_DAY = 20,   /* of a company, or by a person */
    TEAM_INVITATIONS_ADDRESS = 3 /* to one address, whoever sends them */
};

/* Puts an invitation with a link into the outbox; an open one to the same
 * address is replaced. The same happens whether or not the address has an
 * account. TEAM_OK, TEAM_MANY or TEAM_MEMBER. `role`: editor or reader. */
enum team_outcome team_invite(const struct world *w, int64_t organisation_id,
                              const char *email, enum team_role role);
enum team_outcome team_withdraw_invitation(const struct world *w,
                                           int64_t organisation_id, int64_t id);

struct team_invitation {
    int64_t id, organisation_id;
    const char *email, *organisation, *inviter;
    enum team_role role;
};
/* false: there is none, or it has ended, or who sent it has left. */
bool team_invitation(const struct world *w, const char *token,
                     struct team_invitation *i);
/* This person joins by it; a member's role stays as it is. */
void team_join(const struct world *w, const struct team_invitation *i,
               int64_t user_id);

/* A name that somebody typed, for a mail to somebody else: short, and nothing
 * in it that a mail program would make a link of. */
char *team_plain_name(const struct world *w, const char *name);

/* --- one company that is there twice ---------------------------------------
 */

/* People and nominations of one company go to another; those of `from` who were
 * owners become editors there, if it has an owner. NULL if done, else the
 * edition (in that language) in which both take part. Write transaction. */
const char *team_merge(const struct world *w, int64_t from, int64_t into,
                       enum lang lang);
/* What is left of a company's name for comparing: folded, without its legal
 * form. */
char *team_name_key(const struct world *w, const char *name);
