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
    BALLOT_CHANGED       /* saved elsewhere since revision: nothing written */
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
/* Hands in; the juror gets a receipt, and the log its digest. */
enum ballot_outcome ballot_submit(const struct world *w, int64_t round_id,
                                  int64_t jury_member_id, int64_t entry_id);
enum ballot_outcome ballot_abstain(const struct world *w, int64_t round_id,
                                   int64_t jury_member_id, int64_t entry_id,
                                   const char *reason);
enum ballot_outcome ballot_reopen(const struct world *w, int64_t round_id,
                                  int64_t jury_member_id, int64_t entry_id);

/* A ballot's place and marks as its receipt covers them (receipt.h); false: no
 * such ballot. */
bool ballot_sealed_form(const struct world *w, int64_t ballot_id,
                        int64_t round_id, struct receipt_ballot *r);
