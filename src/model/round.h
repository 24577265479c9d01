/* Scoring rounds (Wertungsrunden) and their criteria. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct round {
    int64_t id, edition_id;
    const int64_t *category_id;
    const char *slug, *name_de, *name_en, *state, *method, *ladder, *disclosure;
    const char *declared; /* JSON of the rounding, "" unless declared */
    const char *entries;  /* "all" admitted ones, or only the "nominees" */
    int64_t stage, quorum, decimals, lambda, scale_decimals;
    const int64_t *closes_at, *opened_at, *closed_at;
    const int64_t *replaces_id; /* the round whose rules were changed */
    /* characters that handing in asks for: overall, and for each criterion */
    int64_t comment_min, criterion_comment_min;
    bool visit; /* jurors visit the company: the sheet takes photos */
};

struct criterion {
    int64_t id;
    const char *code, *name_de, *name_en, *question_de, *question_en;
    int64_t weight, lo, hi, step; /* lo, hi, step in 10^-scale_decimals */
};

bool round_by_id(const struct world *w, int64_t id, struct round *r);
bool round_by_slug(const struct world *w, int64_t edition_id, const char *slug,
                   struct round *r);
/* In declared order. */
size_t round_criteria(const struct world *w, int64_t round_id,
                      struct criterion **criteria);

enum round_outcome {
    ROUND_OK,
    ROUND_WRONG_STATE,
    ROUND_EMPTY,        /* nothing assigned, or no criterion */
    ROUND_NEEDS_REASON, /* ballots are open or partial: closing needs words */
    ROUND_PARTS_OPEN    /* a combined round whose parts are not all closed */
};

enum round_outcome round_open(const struct world *w, int64_t id);
/* The longest a comment can be, so the most that a round can ask for. */
enum { ROUND_COMMENT_CHARACTERS_MAX = 4000 };
/* What the sheet asks for, within that bound; false: it is too late, because
 * the round was opened. Logged. */
bool round_set_sheet(const struct world *w, int64_t id, int64_t comment_min,
                     int64_t criterion_comment_min, bool visit);
/* How many assigned ballots are neither submitted, abstained nor conflicted. */
int64_t round_unfinished(const struct world *w, int64_t id);
/* After it nobody can mark; drafts stay drafts and do not count unless
 * complete (they are listed). `reason` "" unless ballots are unfinished. */
enum round_outcome round_close(const struct world *w, int64_t id,
                               const char *reason);

/* Has it no marks of its own, but the scores of other rounds? */
bool round_combines(const struct world *w, int64_t id);
/* Closes such a round: combines, once all its parts are closed, and seals. */
enum round_outcome round_combine(const struct world *w, int64_t id);
