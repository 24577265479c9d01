/* What a juror reads first: what there is to do, the declaration of
 * confidentiality, the rules; and what was accepted. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct ctx;

void get_jury_welcome(struct ctx *c);
void post_jury_accept(struct ctx *c);
void get_jury_accepted(struct ctx *c);

/* Called before the handler of every page for jurors, with the pattern of its
 * route. true: something has to be accepted first, and the reply leads to it.
 */
bool welcome_gate(struct ctx *c, const char *pattern);

/* Accepts for a juror what he is asked for now, in the words that the page
 * shows. For the sample award and tests. Write transaction. */
void welcome_accept_all(struct ctx *c, int64_t jury_member_id);
