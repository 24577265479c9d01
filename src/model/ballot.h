/* A juror's marks for a nomination. Every version is kept. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct receipt_ballot;

struct mark {
    int64_t criterion_id;
    const int64_t *value; /* in the round's units; NULL: not given */
    const char *comment;  /* "" if none */
};

enum ballot_outcome {
    BALLOT_OK,
    BALLOT_NOT_ASSIGNED, /* or conflicted, or not declared yet */
    BALLOT_CLOSED,       /* the round is not open */
    BALLOT_INCOMPLETE,   /* submitting needs every mark */
    BALLOT_CHANGED,      /* saved elsewhere since revision: nothing written */
    BALLOT_SHORT         /* submitting needs longer comments, round.h */
};

/* Saves marks and the overall comment of one juror for one nomination, each
 * changed one as a new version. The values are on the grid (the caller
 * checked). `revision` is the one that the form was made from, 0 for a ballot
 * not begun. A submitted ballot becomes a draft again only through
 * ballot_reopen(). */
enum ballot_outcome ballot_save(const struct world *w, int64_t round_id,
                                int64_t jury_member_id, int64_t entry_id,
                                int64_t revision, const struct mark *marks,
                                size_t count, const char *comment);
/* One field that a device changed: a mark, or the comment on a criterion, or
 * (criterion_id 0) the overall comment. `base` is what the device had before.
 */
struct ballot_change {
    int64_t criterion_id;
    bool words;                       /* it is a comment */
    const int64_t *value, *base;      /* of a mark; NULL: not given */
    const char *comment, *base_words; /* of a comment */
    bool clash; /* out: something else is stored, so it was not written */
};

/* Saves single fields, whatever else happened to the ballot meanwhile: one is
 * written if what is stored is what the device had, and needs no writing if it
 * is stored already; else it clashes, and the others are written all the same.
 * So a change that is sent twice, or by two devices, counts once.
 * BALLOT_CHANGED, and nothing is written: the ballot is no draft any more,
 * unless every field says what is stored. */
enum ballot_outcome ballot_merge(const struct world *w, int64_t round_id,
                                 int64_t jury_member_id, int64_t entry_id,
                                 struct ballot_change *change, size_t count);

/* Has the text fewer characters than a round asks for? `words` are as they
 * would be stored; 0: nothing is asked for. */
bool ballot_too_short(int64_t min, const char *words);

/* Hands in; the juror gets a receipt, and the log its digest. */
enum ballot_outcome ballot_submit(const struct world *w, int64_t round_id,
                                  int64_t jury_member_id, int64_t entry_id);
enum ballot_outcome ballot_abstain(const struct world *w, int64_t round_id,
                                   int64_t jury_member_id, int64_t entry_id,
                                   const char *reason);
/* From now on the juror sees what the others gave, where the round's rule
 * allows it after handing in. It is noted once, and logged: what he changes
 * afterwards was changed knowing it. BALLOT_INCOMPLETE: not handed in. */
enum ballot_outcome ballot_reveal(const struct world *w, int64_t round_id,
                                  int64_t jury_member_id, int64_t entry_id);
/* Makes it a draft again; logged, with whether the others' marks had been
 * looked at. */
enum ballot_outcome ballot_reopen(const struct world *w, int64_t round_id,
                                  int64_t jury_member_id, int64_t entry_id);

/* A ballot's place and marks as its receipt covers them (receipt.h); false: no
 * such ballot. */
bool ballot_sealed_form(const struct world *w, int64_t ballot_id,
                        int64_t round_id, struct receipt_ballot *r);
