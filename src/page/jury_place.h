/* Which nomination, in which round, as which juror: the row rights of all the
 * juror's pages in one place, and what a nomination is called there.
 *
 * In a blind edition that is a code in place of the company, and a juror must
 * not find out which is which from what he declared: a nomination with a
 * conflict is not there at all, and as long as one company of the round is
 * undeclared, all of them count as undeclared. */
#pragma once

#include "model/edition.h"
#include "model/entry.h"
#include "model/jury.h"
#include "model/round.h"
#include "page/ctx.h"
#include "page/jury_view.h"

struct jury_place {
    struct entry entry; /* organisation: as jurors are shown it, see
                           jury_title() */
    struct edition edition;
    struct jury_member member;
    struct round round;
    const char *conflict; /* kind declared, or NULL */
    int64_t undeclared;   /* nominations of the round, this or others */
};

/* The entry in the path, the round in the query or form field "round", else
 * the open one, else the latest. false: 404 is said; the juror is not assigned
 * to it, or it is not admitted. Sets the page's edition. */
bool jury_place(struct ctx *c, struct jury_place *p);

/* The same, and the juror may read and write here: declared to be free of
 * conflicts, in a round that was opened; else 404 is said. */
bool jury_may_act(struct ctx *c, struct jury_place *p);

/* What jurors see in place of the company's name: "Nomination E07" in a blind
 * edition, else the name. */
const char *jury_title(const struct ctx *c, bool blind, const char *code,
                       const char *organisation);
/* How many of the round's nominations this juror has not declared yet. */
int64_t jury_undeclared(struct ctx *c, int64_t round_id,
                        int64_t jury_member_id);

bool jury_is_open(const struct jury_place *p);
/* Declared a conflict? */
bool jury_conflicted(const struct jury_place *p);

/* Path of the sheet: "/jury/entry/7?round=3" */
const char *jury_path(const struct ctx *c, const struct jury_place *p);

/* A round in which the visitor is assigned nominations. */
struct jury_round {
    struct round round;
    struct jury_member member;
    const char *edition, *slug;
};

/* The round in the query or form field "round". false: 404 is said, or, where
 * none was named, the way to the queue. Sets the page's edition. */
bool jury_round(struct ctx *c, struct jury_round *r);

/* Neither handed in, nor abstained, nor conflicted. */
bool jury_to_do(const struct queue_item *item);

/* Fills the queue's items, counts and next from id, slug and what is said of
 * the round in it; the order is the juror's own and always the same. `after`
 * is the entry after which to look for the next, 0: from the start. */
void jury_fill_queue(struct ctx *c, const struct round *round,
                     int64_t jury_member_id, int64_t after,
                     struct queue_view *queue);
