/* The order of a meeting's agenda, proposed and taken over as looked at. */
#pragma once

struct ctx;

void get_office_agenda(struct ctx *c);
void post_office_agenda(struct ctx *c);
