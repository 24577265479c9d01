/* Logging in and out, and registering a company. */
#pragma once

struct ctx;

void get_login(struct ctx *c);
void post_login(struct ctx *c); /* TX_NONE */
void post_logout(struct ctx *c);
void get_register(struct ctx *c);
void post_register(struct ctx *c); /* TX_NONE */
