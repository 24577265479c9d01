/* Which round a juror practises in, and what he has given there so far. */
#pragma once

#include "page/sheet.h"

/* The round in the query or form; the nomination is the invented one. false:
 * it is said that there is none, or that the round is over. */
bool practice_place(struct ctx *c, struct jury_place *p);

/* What is stored, in the shape of a sheet. */
void practice_load(struct ctx *c, const struct jury_place *p, struct sheet *s);
