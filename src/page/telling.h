/* The office tells companies what the jury decided. Closed to whoever declared
 * a conflict in the edition. */
#pragma once

struct ctx;

void get_telling(struct ctx *c);
/* action: "times", "prepare", "release". */
void post_telling(struct ctx *c);
