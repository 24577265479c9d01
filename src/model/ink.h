/* How a colour looks in print: a model of the usual coated paper (FOGRA39) that
 * is good enough to see whether two colours are alike. The proof of the print
 * shop it does not replace. */
#pragma once

#include "model/brochure_design.h"

struct arena;

/* "#11545c"? What is none, the functions below take for black. */
bool ink_is_rgb(const char *rgb);
/* "#11545c" of so much ink on paper, the paper taken as white. */
const char *ink_rgb(struct arena *mem, const struct brochure_inks *inks);
/* Delta E (CIE 1976) between a colour "#rrggbb" and so much ink: up to 5 few
 * people see it, above 15 everybody does. */
double ink_difference(const char *rgb, const struct brochure_inks *inks);
/* Inks that come close to that colour, with as much black as goes. */
struct brochure_inks ink_nearest(const char *rgb);
