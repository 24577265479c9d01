/* The public pages: front page, winners, an edition's colour, health. */
#pragma once

struct ctx;

void get_home(struct ctx *c);
void get_theme(struct ctx *c);
void get_health(struct ctx *c);
