/* Which meeting, and as whom: the row rights of a meeting's screens in one
 * place. Jurors of the edition come by /jury/meeting/:id, the award office by
 * /office/meeting/:id/live.
 *
 * Who is out of the room for the item that is called sees nothing of it, the
 * chair and the office included; what names a nomination that is closed to him
 * is closed to him in every item. */
#pragma once

#include "model/edition.h"
#include "model/jury.h"
#include "model/meeting.h"
#include "model/motion.h"
#include "page/ctx.h"

struct meeting_place {
    struct meeting meeting;
    struct edition edition;
    bool office;                    /* by the office's path */
    bool juror;                     /* the visitor sits in this jury */
    const struct meeting_seat *own; /* then his seat, else NULL */
    struct meeting_seat *seat;
    size_t seat_count;
    struct meeting_item item; /* that is called */
    bool called;
    bool out;         /* the visitor, of the item that is called */
    bool leads;       /* may lead now */
    const char *path; /* of the page */
};

/* false: 404 is said. Sets the page's edition. */
bool meeting_place(struct ctx *c, struct meeting_place *p);

/* Is this nomination closed to the visitor: in conflict, or not declared? */
bool meeting_hides(const struct ctx *c, const struct meeting_place *p,
                   int64_t entry_id);
/* The nominations of an item that are open to him. Of a contest in which only
 * ones that he may not know of are nominated, all the others, as if nobody
 * were: an empty list would tell. */
size_t meeting_visible(const struct ctx *c, const struct meeting_place *p,
                       const struct meeting_item *item,
                       const int64_t **entry_id);
/* May he know of this motion? */
bool meeting_shows(const struct ctx *c, const struct meeting_place *p,
                   const struct motion *m);
/* Is a vote under way of which he may not know? Then nothing that he is told
 * may say so. */
bool meeting_hides_vote(const struct ctx *c, const struct meeting_place *p);
/* Would what is answered to this motion tell him of a nomination that is closed
 * to him? Of those that are compared with the ranking, or with who won before,
 * it would as soon as one competes. */
bool meeting_hides_rival(const struct ctx *c, const struct meeting_place *p,
                         const struct motion_plan *plan);
/* What a nomination is called in the meeting: in a blind edition its code. */
const char *meeting_name(struct ctx *c, const struct meeting_place *p,
                         int64_t entry_id);
/* "A, B and C" */
const char *meeting_join(struct ctx *c, const char *const *name, size_t count);
