/* The outbox in the office: what waits, what went, and how it went. */
#pragma once

struct ctx;

void get_outbox(struct ctx *c);
void get_mail(struct ctx *c);
void post_mail_state(struct ctx *c); /* send, hold, cancel, arrived */
void get_mail_edit(struct ctx *c);
void post_mail_edit(struct ctx *c);
void post_mail_release(struct ctx *c); /* all held mails of a reminder */
void get_mail_log(struct ctx *c);
