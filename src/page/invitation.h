/* Before a meeting, for a juror: the invitation with date, agenda and answer,
 * the date for his calendar, what he declares beforehand, and nominations that
 * he reads because he stands in for somebody. */
#pragma once

#include "gen/sql_invite.h"
#include "model/invite.h"
#include "model/jury.h"

struct ctx;

void get_invitation(struct ctx *c);
void post_invitation(struct ctx *c);
void get_invitation_calendar(struct ctx *c);
void get_invitation_declare(struct ctx *c);
void post_invitation_declare(struct ctx *c);
void get_invitation_entry(struct ctx *c);

/* The meeting in the path, to which the visitor is invited, and his seat. */
struct invitation_place {
    struct sql_invite_edition_row meeting;
    struct jury_member member;
    struct invite invite;
    struct sql_invite_seat_row seat;
    struct sql_invite_undeclared_row *undeclared;
    size_t undeclared_count;
};
/* false: 404 is said. Sets the page's edition. */
bool invitation_place(struct ctx *c, struct invitation_place *p);
/* A stand-in whose place is taken has nothing to declare yet. */
bool invitation_waits(const struct invitation_place *p);
const char *invitation_title(const struct ctx *c,
                             const struct invitation_place *p);
