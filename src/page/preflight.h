/* What speaks against printing the brochure, and where it is mended. */
#pragma once

struct ctx;

void get_preflight(struct ctx *c);
void post_preflight(struct ctx *c);
