/* Who changed what in a nomination. */
#pragma once

#include "page/my_view.h"

struct ctx;

void get_my_history(struct ctx *c);
/* An earlier version becomes the answer again. */
void post_my_history(struct ctx *c);

/* Names of those who changed something in the last minutes, besides the
 * visitor: "Ben Bauer, Eva Adam"; NULL: nobody. */
const char *history_active(struct ctx *c, const struct my_entry_view *v);
