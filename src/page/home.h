/* The public pages: front page, winners, an edition's colour, health. */
#pragma once

struct ctx;

void get_health(struct ctx *c);
