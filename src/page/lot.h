/* Drawing of lots, before witnesses. */
#pragma once

#include <stdbool.h>

struct ctx;
struct round;

void get_lots(struct ctx *c);
void post_lots(struct ctx *c);
void post_lot_draw(struct ctx *c);

/* Has this round something to draw, or something drawn? */
bool lot_offered(struct ctx *c, const struct round *round);
