/* Names of downloads that tell who has won. */
#pragma once

#include "model/edition.h"
#include "page/ctx.h"

/* "EMBARGO-2026.seal" until the winners are public, then "2026.seal": whoever
 * finds the file in a folder or a mail sees that it is not to be passed on.
 * What is in the file never changes with it. */
const char *embargo_name(const struct ctx *c, const struct edition *e,
                         const char *name);
