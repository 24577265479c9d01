/* The links in our mails: set a password (invitation or forgotten), confirm an
 * address; and the page where one asks for a link. */
#pragma once

struct ctx;

void get_forgot(struct ctx *c);
void post_forgot(struct ctx *c);
void get_link(struct ctx *c);
void post_link(struct ctx *c); /* TX_NONE */
void get_confirm(struct ctx *c);
void post_confirm(struct ctx *c);
