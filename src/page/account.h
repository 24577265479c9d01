/* One's own account. */
#pragma once

struct ctx;

void get_account(struct ctx *c);
void post_account(struct ctx *c);
void get_account_token(struct ctx *c);     /* for scripts: JSON */
void post_account_password(struct ctx *c); /* TX_NONE */
void post_account_confirm(struct ctx *c);
void post_account_sessions(struct ctx *c);
