/* Proposals in the award office: the list with its settings, and one. */
#pragma once

struct ctx;

void get_office_proposals(struct ctx *c);
void post_office_proposals(struct ctx *c);
void get_office_proposal(struct ctx *c);
void post_office_proposal(struct ctx *c);
