/* Winners and nominees inside other websites. */
#pragma once

#include "page/ctx.h"
#include "page/embed_view.h"

/* The only page of ours that others may show in a frame. It is the same for
 * everybody, whoever is logged in. */
void get_embed(struct ctx *c);
/* The addresses that the office copies. */
struct embed_help embed_help(const struct ctx *c, const char *slug);
