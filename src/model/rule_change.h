/* Changing rules. As long as a round is planned its rules may be edited. Once
 * they are fixed nothing changes them: another organiser's consent to a
 * proposal ends the round as 'replaced', its marks are kept and count nowhere,
 * and a new round with the new rules takes its place, in which everybody marks
 * anew. */
#pragma once

#include "model/rule_draft.h"

enum { RULE_REASON_CHARACTERS_MAX = 2000 };

enum rules_outcome {
    RULES_OK,
    RULES_SAME,        /* they say so already: nothing was written */
    RULES_INVALID,     /* see the faults, or a stored proposal is broken */
    RULES_WRONG_STATE, /* edit: not planned; propose, agree: not fixed */
    RULES_MARKED,      /* edit: there are marks already, imported ones */
    RULES_NO_REASON,   /* or one that is too long */
    RULES_PENDING,     /* another proposal waits for its answer */
    RULES_ONE_PERSON,  /* agree: the proposer cannot; or no organiser */
    RULES_NEW_PERSON,  /* agree: an organiser, or with a password, since the
                          proposal only */
    RULES_GONE,        /* agree, decline: answered meanwhile */
    RULES_DECIDED,     /* the round's result has led to decisions */
    RULES_MET,         /* a meeting of the jury had or has it before it */
    RULES_COMBINED     /* a round that is fixed itself combines this one */
};

/* All of them belong in a write transaction. Round, version, stage and category
 * of a draft are not read; parts of a combined round must be the round's own,
 * in their order. Faults are added when RULES_INVALID is returned. */

/* Changes the rules of a planned round; criteria are told apart by code, and
 * what a mark means stays where the new scale still has it. */
enum rules_outcome rules_edit(const struct world *w, int64_t round_id,
                              const struct rule_draft *draft,
                              struct tally_faults *faults);

/* Proposes other rules for an open or closed round. Nothing changes yet. */
enum rules_outcome rule_change_propose(const struct world *w, int64_t round_id,
                                       const struct rule_draft *draft,
                                       const char *reason,
                                       struct tally_faults *faults);
/* Agrees as another organiser: *new_round is the planned round that follows. */
enum rules_outcome rule_change_agree(const struct world *w, int64_t change_id,
                                     int64_t *new_round);
/* Declines; the proposer withdraws with it. */
enum rules_outcome rule_change_decline(const struct world *w,
                                       int64_t change_id);

/* May the round be replaced at all, as things stand? RULES_OK or why not. */
enum rules_outcome rule_change_allowed(const struct world *w,
                                       const struct round *round);
