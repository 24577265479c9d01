/* The list on which a juror declares all companies of a round.
 *
 * In a blind edition the page names companies and nothing that leads to a
 * nomination: fields are keyed digests, names stand in alphabetical order, and
 * nothing can be read before the whole list is declared. What a juror can find
 * out is which code is missing in his queue when he declared one conflict; he
 * has no vote there. Taking a conflict back would show him a nomination with
 * its name, so only the award office can do that; and one that was declared on
 * a sheet does not show on the list. */
#pragma once

#include "page/ctx.h"

void get_jury_declare(struct ctx *c);
void post_jury_declare(struct ctx *c);

/* Where the list is: with the anchor of the nomination, 0: of none. */
const char *declare_path(const struct ctx *c, int64_t round_id,
                         int64_t jury_member_id, int64_t entry_id);
/* The part of a field's name that stands for a nomination: "3f09…". */
const char *declare_key(const struct world *w, int64_t jury_member_id,
                        int64_t entry_id);
/* Fails the form's fields of one declaration; "" for a field that was not sent.
 * The kind is known. */
void declare_check(struct ctx *c, const char *kind, const char *period_field,
                   const char *remark_field);
