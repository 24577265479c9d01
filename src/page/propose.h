/* Proposing a company, without an account: the form, the proposer's own page,
 * and the page on which the company answers. */
#pragma once

struct ctx;

void get_propose(struct ctx *c);
void post_propose(struct ctx *c);
void get_own(struct ctx *c);
void post_own(struct ctx *c);
void get_told(struct ctx *c);
void post_told(struct ctx *c);
