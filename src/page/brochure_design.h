/* How the brochure looks: formats, fonts, colour, logo, cover. */
#pragma once

struct ctx;

void get_brochure_design(struct ctx *c);
void post_brochure_design(struct ctx *c);
