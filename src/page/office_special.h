/* Special prizes and what is withheld, on the office's page of decisions. */
#pragma once

#include "page/office_special_view.h"

#include <stdint.h>

struct ctx;
struct edition;

/* Which form was refused: its texts are as they were typed. */
struct office_refused {
    int64_t entry_id, category_id, prize_id; /* 0: not that one */
    bool withhold; /* of a prize: its form for not giving it */
};

size_t office_special_load(struct ctx *c, const struct edition *e,
                           const struct office_refused *refused,
                           struct office_special **list);
/* Of a category. */
struct office_withheld office_withheld_load(struct ctx *c,
                                            const struct edition *e,
                                            int64_t category_id,
                                            const struct office_refused *r);
/* A prize's money in words: "100,00 € je Kopf, höchstens 1.000,00 €". */
struct prize;
const char *office_prize_rule(struct ctx *c, const struct prize *prize);

void post_office_special(struct ctx *c);
void post_office_withheld(struct ctx *c);

/* By office_winners.c: the edition of the path, closed to who is barred, and
 * the whole page. */
bool office_decisions_place(struct ctx *c, struct edition *e);
void office_decisions_show(struct ctx *c, const struct edition *e,
                           const struct office_refused *refused);
/* Where a change needs its reason (field "why") and has none: an error at
 * `field`. */
void office_check_why(struct ctx *c, const struct edition *e, int64_t motion_id,
                      const char *field);
/* Back to the page; says too that an addendum is owed, if one is. */
void office_decided(struct ctx *c, const struct edition *e, const char *notice);
