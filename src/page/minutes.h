/* The minutes of a meeting: for the office, and for the jurors who may read
 * them (model/minutes.h). The same pages stand under /office and /jury. */
#pragma once

struct ctx;

void get_minutes(struct ctx *c);
void post_minutes(struct ctx *c); /* makes them, or makes them anew */
void post_minutes_sign(struct ctx *c);
void post_minutes_addendum(struct ctx *c);
/* Query: number, language. */
void get_minutes_text(struct ctx *c);
void get_minutes_pdf(struct ctx *c);
