/* The people who act for a company, and joining them. */
#pragma once

struct ctx;

void get_team(struct ctx *c);
void post_team_invite(struct ctx *c);
void post_team_withdraw(struct ctx *c); /* an invitation */
void post_team_role(struct ctx *c);
void post_team_hand_over(struct ctx *c);
void post_team_remove(struct ctx *c); /* also oneself: leaving */
void get_join(struct ctx *c);
void post_join(struct ctx *c); /* a new account; TX_NONE */
void post_join_accept(struct ctx *c);
