/* What a round's score sheet asks for besides marks: how long comments have to
 * be, and whether jurors visit. Fixed with the opening. */
#pragma once

struct ctx;

void get_round_sheet(struct ctx *c);
void post_round_sheet(struct ctx *c);
