/* What a juror sends from the sheet. */
#pragma once

struct ctx;

void post_jury_entry(struct ctx *c); /* the form: save, hand in */
void post_jury_save(struct ctx *c);  /* single fields, for the script */
void post_jury_abstain(struct ctx *c);
void post_jury_reopen(struct ctx *c);
void post_jury_reveal(struct ctx *c); /* look at the others' marks */
void post_jury_note(struct ctx *c);   /* notes alone, once handed in */
void post_jury_photo(struct ctx *c);
void post_jury_photo_remove(struct ctx *c);
