/* The office sets up prizes; what anything is decided about stays as it is. */
#pragma once

struct ctx;

void get_prizes(struct ctx *c);
/* A new prize, or one of the edition ("prize"); action "remove" takes one away.
 */
void post_prizes(struct ctx *c);
