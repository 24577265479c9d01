/* Brochures for the job process. */
#pragma once

#include "app/render.h"
#include "model/job.h"

/* Makes what the job wants and records how that ended. false: it was broken
 * off, and nothing is recorded. */
bool brochure_work(const struct world *w, const struct job *job,
                   const struct render_watch *watch);
