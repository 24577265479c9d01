/* The people of the house, in the office. */
#pragma once

struct ctx;

void get_people(struct ctx *c);
void post_people(struct ctx *c); /* invites */
void post_person_disable(struct ctx *c);
void post_person_enable(struct ctx *c);
void post_person_link(struct ctx *c); /* a new invitation or reset */
void post_person_second_off(struct ctx *c);
void post_people_second(struct ctx *c);
