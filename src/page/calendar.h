/* The calendar file with an edition's public dates. */
#pragma once

struct ctx;

void get_calendar(struct ctx *c);
