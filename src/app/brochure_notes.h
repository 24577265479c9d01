/* What a typesetter said of a brochure, with the companies' names: as job.notes
 * keeps it (model/job_notes.h). */
#pragma once

#include "app/render_notes.h"
#include "model/brochure.h"
#include "model/world.h"

/* "" if nothing was said. Reads in a transaction of its own. */
const char *brochure_notes(const struct world *w, int64_t edition_id,
                           const struct brochure *brochure,
                           const struct render_notes *said);
