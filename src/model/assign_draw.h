/* A round's assignment found by calculation (assign.h): proposed, looked at,
 * then stored.
 *
 * Nobody picks the seed: it follows from the award's own data and from how
 * often the round was assigned this way before, so that a proposal is the same
 * whenever it is looked at, and whoever stores another leaves an entry in the
 * log. What is begun stays, and so does, in an open round, whatever is
 * assigned. A pair with a conflict of interest is neither added nor taken away:
 * an assignment that is there already is the record that somebody stood back.
 */
#pragma once

#include "model/assign.h"
#include "model/jury.h"
#include "model/round.h"

enum assign_way {
    ASSIGN_ALL,      /* every juror every nomination */
    ASSIGN_CATEGORY, /* every juror those of his categories */
    ASSIGN_PANEL,    /* nominations dealt over panels */
    ASSIGN_EACH      /* each nomination so many jurors */
};
const char *assign_way_name(enum assign_way way); /* "balanced" */
bool assign_way_from_name(const char *name, enum assign_way *way);

struct assign_wish {
    enum assign_way way;
    int64_t each;    /* jurors per nomination, of ASSIGN_EACH */
    bool categories; /* panels and jurors only get what they are in charge of */
    bool keep;       /* what is assigned already */
};

struct assign_draw {
    struct assign_wish wish;     /* as it was done: an open round keeps */
    const char *seed;            /* 16 digits, hex */
    int64_t number;              /* of the draw for this round, from 1 */
    struct assignment_plan plan; /* what it would be, with its weak points */
    int64_t added, removed, kept;
    size_t panel_count;
    const struct assign_lack *lack; /* indices into the plan; nothing can be
                                       stored while there is one */
    size_t lack_count;
    enum assign_graph graph; /* of ASSIGN_EACH */
    const char *digest;      /* of wish, seed and pairs */
    const struct assignment_change *change;
    size_t change_count;
};

/* Reads only. */
void assign_draw_make(const struct world *w, const struct round *round,
                      const struct assign_wish *wish, struct assign_draw *draw);

enum assign_stored {
    ASSIGN_STORED,
    ASSIGN_OTHER, /* not what was looked at: something changed meanwhile */
    ASSIGN_SHORT, /* jurors are missing, or there is no panel */
    ASSIGN_LATE   /* the round is neither planned nor open, or combines */
};
/* Makes it again and stores it, if its digest is this one. */
enum assign_stored assign_draw_store(const struct world *w,
                                     const struct round *round,
                                     const struct assign_wish *wish,
                                     const char *digest,
                                     struct assign_draw *draw);
