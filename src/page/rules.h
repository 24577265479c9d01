/* The rules of a round: reading them, editing them before they are fixed,
 * proposing others afterwards, and the second organiser's answer. */
#pragma once

struct ctx;

void get_rules(struct ctx *c);
void post_rules(struct ctx *c);
/* :id is the proposal's. */
void post_rules_agree(struct ctx *c);
void post_rules_decline(struct ctx *c);
