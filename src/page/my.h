/* What a company does: begin, fill in, submit, withdraw its nominations. */
#pragma once

struct ctx;

void get_my(struct ctx *c);
void post_my_new(struct ctx *c);
void get_my_entry(struct ctx *c);
void post_my_entry(struct ctx *c);
void post_my_picture(struct ctx *c);
void post_my_document(struct ctx *c);
void post_my_withdraw(struct ctx *c);
void get_my_withdraw(struct ctx *c);
void get_my_receipt(struct ctx *c);
void get_my_check(struct ctx *c);
void get_my_version(struct ctx *c);
void post_my_reopen(struct ctx *c);
void post_my_keep(struct ctx *c);
void get_my_consents(struct ctx *c);
void post_my_consents(struct ctx *c);
