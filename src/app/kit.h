/* A job of kind "kit": a piece of the winners' kit. */
#pragma once

#include "app/render.h"
#include "model/job.h"
#include "model/world.h"

/* Works until it is done; like brochure_run() it reads in a transaction of its
 * own, and what was made before from the same input is the answer at once.
 * false: it was broken off, and nothing is recorded. */
bool kit_work(const struct world *w, const struct job *job,
              const struct render_watch *watch);
