/* Pictures: the re-encoded ones to look at, the original to take away. */
#pragma once

struct ctx;

void get_image(struct ctx *c);
void get_file(struct ctx *c);
