/* The practice nomination: the real sheet with the real criteria, an invented
 * company, and tables of its own, so that it never counts. */
#pragma once

struct ctx;

void get_jury_practice(struct ctx *c);
void post_jury_practice(struct ctx *c); /* the form: save, hand in */
void post_practice_save(struct ctx *c); /* single fields, for the script */
void post_practice_reopen(struct ctx *c);
void post_practice_clear(struct ctx *c);
