/* A whole jury about to meet: twelve jurors, fifteen nominations in one
 * category, a closed round with a tie at the cut for four visits (places four
 * and five), four conflicts of interest, a special prize that need not be
 * given. On the agenda, in this order: the fifteen nominations, the category,
 * the special prize. */
#pragma once

#include "model/motion.h"
#include "support/home.h"

enum {
    ROOM_JURORS = 12,
    ROOM_ENTRIES = 15,
    ROOM_CHAIR = 0, /* free of conflicts, as all that are not named below */
    ROOM_DEPUTY,    /* in conflict with nomination 0 */
    ROOM_OUT,       /* with 3, which ties with 4 */
    ROOM_THIRD,     /* with 4 */
    ROOM_FOURTH,    /* with 7 */
    ROOM_TIE = 3    /* this nomination and the next */
};

struct meeting_room {
    int64_t edition, round, category, prize, meeting;
    int64_t user[ROOM_JURORS], member[ROOM_JURORS];
    int64_t entry[ROOM_ENTRIES], item[ROOM_ENTRIES];
    int64_t contest, special; /* items */
};

/* Planned. The jurors are j1@example.org …, office@example.org is there. */
struct meeting_room meeting_room(struct test_home *h);
/* Open, and everybody is there. */
struct meeting_room meeting_room_open(struct test_home *h);
/* "Möbel »Müller« & Söhne GmbH" … */
extern const char *const meeting_room_company[ROOM_ENTRIES];
