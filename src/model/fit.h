/* How full a nomination's texts make its page in the brochure. The job process
 * measures (app/measure.c); here is what it found and what it has to do. */
#pragma once

#include "model/world.h"

#include <stdbool.h>

/* At the smallest text and the lowest photo, in thousandths of the room that
 * the texts may have: of one page, or of two where two are allowed. What is
 * more than 1000 goes on to a further page. */
struct fit {
    int64_t pages;  /* that it takes */
    int64_t page;   /* all of it; 0: not measured */
    int64_t de, en; /* the texts in a language, 0: no text */
};

enum fit_state {
    FIT_UNKNOWN, /* not measured yet, or not to be */
    FIT_OLD,     /* of an earlier state of the nomination */
    FIT_FRESH
};

/* The latest measure; all 0 if it is unknown. */
enum fit_state fit_of(const struct world *w, int64_t entry_id, struct fit *fit);
/* Somebody waits for it: it is measured before others. Write transaction. */
void fit_want(const struct world *w, int64_t entry_id);
/* Its page has changed without its nomination: what was measured is old, and is
 * measured again. Write transaction. */
void fit_stale(const struct world *w, int64_t entry_id);
/* So have all of the edition that were measured: another design. */
void fit_stale_all(const struct world *w, int64_t edition_id);

/* How many of the edition's are wanted. */
size_t fit_waiting(const struct world *w, int64_t edition_id);

/* For the job process; each commits a short transaction of its own. */

struct fit_work {
    int64_t entry_id;
    int64_t revision; /* of the nomination that is to be measured */
    int64_t
        before; /* that of the measure there was; below 0: it was given up */
    const char *data; /* brochure_page(), on one line */
};
/* The next to be measured: what somebody waits for, then drafts that changed
 * and are left alone for a moment. false if there is none. */
bool fit_next(const struct world *w, struct fit_work *work);
/* Not stored if the page was changed meanwhile (fit_stale()): it waits again.
 */
void fit_measured(const struct world *w, const struct fit_work *work,
                  const struct fit *fit);
/* It cannot be: not tried again before the nomination changes. */
void fit_failed(const struct world *w, const struct fit_work *work);
