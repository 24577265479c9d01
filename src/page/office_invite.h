/* Who comes to a meeting, in the office: invitations, answers, what they say
 * about the quorum, and reading packs for all. */
#pragma once

struct ctx;

void get_office_invite(struct ctx *c);
void post_office_invite(struct ctx *c);
