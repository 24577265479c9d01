/* What a company does: begin, fill in, submit, withdraw its nominations. */
#pragma once

#include <stdint.h>

struct ctx;
struct world;

void get_my(struct ctx *c);
void post_my_new(struct ctx *c);
void get_my_entry(struct ctx *c);
void post_my_entry(struct ctx *c);
void post_my_save(struct ctx *c); /* for the form's script: JSON */
void get_my_save(struct ctx *c);
void post_my_picture(struct ctx *c);
void post_my_document(struct ctx *c);
void post_my_fit(struct ctx *c);
void post_my_withdraw(struct ctx *c);
/* All that was taken over from an earlier year is right. */
void post_my_taken(struct ctx *c);
void get_my_withdraw(struct ctx *c);
void get_my_receipt(struct ctx *c);
void get_my_check(struct ctx *c);
void get_my_version(struct ctx *c);
void post_my_reopen(struct ctx *c);
void post_my_keep(struct ctx *c);
void get_my_consents(struct ctx *c);
void post_my_consents(struct ctx *c);

/* The nomination of that company in that edition, begun if there is none: with
 * the answers of one that was withdrawn. 0 if the disk failed. */
int64_t my_present_or_new(const struct world *w, int64_t edition_id,
                          int64_t organisation_id);
