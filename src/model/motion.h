/* Motions: moved, voted on, decided. What is carried is recorded at once as
 * honour, prize, or withheld prize (honour.h, prize.h), with the motion that
 * decided it. Marks stay as they are. */
#pragma once

#include "model/meeting.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct motion {
    int64_t id, meeting_id, item_id, number;
    const char *kind; /* "nominate" (each named one becomes a nominee),
                         "award" (the named one wins), "share" (all named
                         win together), "withhold", "commend",
                         "recategorise", "runoff", "other" */
    int64_t category_id, prize_id; /* 0: none */
    const char *text, *reason_de, *reason_en;
    bool departs;          /* not what the ranking says */
    const char *departure; /* then why */
    bool secret, no_abstention;
    int64_t repeats_id;  /* 0: none */
    const char *state;   /* "moved", "open", "tied", "closed", "withdrawn" */
    const char *outcome; /* "", "carried", "lost", "repeat", "no_quorum",
                            "chosen", "undecided" */
    int64_t quorum, present, yes, no, abstained;
    const char *casting, *casting_reason; /* "" for none */
    int64_t casting_by;                   /* jury_member_id; 0: none */
    int64_t chosen_entry_id;
    int64_t moved_at;
    const int64_t *opened_at, *closed_at;
    const int64_t *entry;       /* ids, by code */
    const int64_t *entry_votes; /* of a run-off */
    size_t entry_count;
};
bool motion_by_id(const struct world *w, int64_t id, struct motion *m);
/* All of a meeting, by number. */
size_t motion_list(const struct world *w, int64_t meeting_id,
                   struct motion **list);
/* The one that is being voted on or is tied; false if there is none. */
bool motion_current(const struct world *w, int64_t meeting_id,
                    struct motion *m);

/* What is moved. Texts are cleaned. */
struct motion_plan {
    int64_t item_id;
    const char *kind;
    int64_t category_id, prize_id; /* 0: none */
    const char *text, *reason_de, *reason_en, *departure;
    bool secret;
    const int64_t *entry;
    size_t entry_count;
};
enum motion_outcome {
    MOTION_OK,
    MOTION_STATE,   /* the meeting is not open, or the motion not in the state
                       for that */
    MOTION_BUSY,    /* another vote is under way */
    MOTION_KIND,    /* no such kind */
    MOTION_ENTRIES, /* too few or too many nominations for its kind, or one
                       that is not admitted or not of this edition */
    MOTION_CONTEST, /* no category or prize, or both, or none of the edition;
                       the prize cannot be shared by so many, or not withheld */
    MOTION_REASON,  /* it departs from the ranking and says not why, or it is
                       withheld without a reason */
    MOTION_TEXT,    /* a motion of no known kind needs its words */
    MOTION_FULL,    /* more nominees than there may be */
    MOTION_NO_VOTE, /* this juror has no vote in it */
    MOTION_VOTED,   /* secret, and he voted already */
    MOTION_CHOICE,  /* not one of the choices: no abstention in a repeated
                       vote */
    MOTION_UNDER_ROUND /* a nominee that has marks in a later round stays one */
};
enum motion_outcome motion_move(const struct world *w,
                                const struct motion_plan *plan, int64_t *id);
/* Would it depart from what the ranking of the meeting's rounds says? Nominate:
 * a nomination that is neither named nor nominated stands before a named one,
 * in the category that is given; without one among all, if the round ranks all
 * categories, else in that of the named one. Award and share of a category:
 * another stands before, or beside without being named. Withhold: somebody is
 * ranked. Special prizes have no ranking. */
bool motion_departs(const struct world *w, const struct motion_plan *plan);

/* Begins voting: fixes who may vote. */
enum motion_outcome motion_open(const struct world *w, int64_t id);
/* A vote; "yes", "no", "abstain", or "entry" with the nomination. A juror may
 * change an open vote until it is closed; a secret one stays. */
enum motion_outcome motion_vote(const struct world *w, int64_t id,
                                int64_t jury_member_id, const char *choice,
                                int64_t entry_id);
/* Ends voting, counts, and records what is carried. A tied one waits for the
 * casting vote where the rules have one. */
enum motion_outcome motion_close(const struct world *w, int64_t id);
/* The casting vote, by whoever leads: "yes", "no", or "entry". */
enum motion_outcome motion_cast(const struct world *w, int64_t id,
                                int64_t jury_member_id, const char *choice,
                                int64_t entry_id, const char *reason);
enum motion_outcome motion_withdraw(const struct world *w, int64_t id);
/* The same again, without abstention: after "repeat". */
enum motion_outcome motion_repeat(const struct world *w, int64_t id,
                                  int64_t *repeated);

/* Who may vote, and what he said. Of a secret motion `choice` is "secret". */
struct motion_seat {
    int64_t jury_member_id;
    const char *name, *place; /* "votes", "conflict", "away", "advises" */
    int64_t for_id;
    const char *choice; /* NULL: nothing yet */
    int64_t entry_id;
};
size_t motion_seats(const struct world *w, int64_t motion_id,
                    struct motion_seat **list);
