/* Prizes: money of a category, special prizes with a fixed amount or so much a
 * head up to a cap, and prizes that are decided not to be given. Amounts are in
 * cents. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PRIZE_CENTS_MAX = 1000000000, /* ten million euros */
    PRIZE_WINNERS_MAX = 1000
};

struct prize {
    int64_t id, edition_id;
    const char *code;
    int64_t category_id; /* goes to its winners; 0: a special prize */
    const char *name_de, *name_en, *description_de, *description_en, *donor;
    int64_t amount_cents, head_cents, cap_cents;
    int64_t winners_max;
    bool withholdable;
};
size_t prize_list(const struct world *w, int64_t edition_id,
                  struct prize **list);
bool prize_by_id(const struct world *w, int64_t id, struct prize *prize);

/* What a prize comes to for a team of so many heads (-1: not known: 0 then),
 * before it is shared. */
int64_t prize_amount(const struct prize *prize, int64_t heads);
/* One of `shares` equal parts, in cents; what cannot be divided goes to the
 * first ones. `place` from 0. */
int64_t prize_share(int64_t cents, int64_t shares, int64_t place);

/* A special prize as it was given. */
struct prize_award {
    int64_t prize_id, entry_id;
    const int64_t *heads; /* NULL: not known */
    int64_t amount_cents;
    const char *reason_de, *reason_en;
    int64_t motion_id; /* 0: the office recorded it */
};
size_t prize_awards(const struct world *w, int64_t edition_id,
                    struct prize_award **list);
enum prize_outcome {
    PRIZE_OK,
    PRIZE_NOT_SPECIAL,  /* it goes to a category's winners */
    PRIZE_NOT_ADMITTED, /* the nomination is not, or is of another edition */
    PRIZE_FULL,         /* as many have it as may */
    PRIZE_NOT_WITHHOLDABLE,
    PRIZE_GIVEN /* to be withheld, but somebody has it */
};
/* Gives it; again changes heads and reason. Shares are worked out anew for all
 * who have it. A withheld one is withheld no longer. Logged. */
enum prize_outcome prize_give(const struct world *w,
                              const struct prize_award *award);
void prize_take_back(const struct world *w, int64_t prize_id, int64_t entry_id);

/* Withheld: a category has no winner, or nobody gets the special prize. */
struct withheld {
    int64_t category_id, prize_id; /* one of them, the other 0 */
    const char *reason_de, *reason_en;
    int64_t motion_id; /* 0: the office recorded it */
    int64_t decided_at;
};
size_t withheld_list(const struct world *w, int64_t edition_id,
                     struct withheld **list);
enum prize_outcome withheld_put(const struct world *w, int64_t edition_id,
                                const struct withheld *withheld);
void withheld_drop(const struct world *w, int64_t category_id,
                   int64_t prize_id);
