/* The second factor: the page between password and session, and setting it up
 * on one's own account. */
#pragma once

struct ctx;

void get_second_login(struct ctx *c);
void post_second_login(struct ctx *c);

void get_account_second(struct ctx *c);
void post_account_second(struct ctx *c);
void post_account_second_off(struct ctx *c);
void post_account_second_codes(struct ctx *c);
