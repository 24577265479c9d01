/* Visits of the jury: planned in the office, read by jurors and by the company,
 * and as calendar files. */
#pragma once

struct ctx;

void get_visits(struct ctx *c);  /* of a round, in the office */
void post_visits(struct ctx *c); /* proposes or stores all of them */
void post_visit(struct ctx *c);  /* one: announce, cancel, done */

void get_jury_visits(struct ctx *c);
void post_jury_calendar(struct ctx *c); /* a new secret address, or none */
void get_visit_calendar(struct ctx *c); /* under that address */

void get_my_visit(struct ctx *c);
void post_my_visit(struct ctx *c);
void get_my_visit_ics(struct ctx *c);
