/* Brochures for the job process. */
#pragma once

#include "app/render.h"
#include "model/job.h"

/* Makes what the job wants and records how that ended. false: it was broken
 * off, and nothing is recorded. */
bool brochure_work(const struct world *w, const struct job *job,
                   const struct render_watch *watch);

/* Wants measured what of the edition's pages is not measured, or not any more;
 * how many. A transaction of its own. */
size_t brochure_want_measures(const struct world *w, int64_t edition_id);
/* Of so many that were wanted of the edition, at least one, how far that is, in
 * per cent of a whole proof. */
int brochure_measured(const struct world *w, int64_t edition_id, size_t wanted);
/* And measures it, without a running job process: a proof says how full pages
 * are. What else waits to be measured is, too. */
void brochure_measure(const struct world *w, int64_t edition_id);
