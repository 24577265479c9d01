/* The job of making an uploaded picture's renditions. */
#pragma once

#include <stdbool.h>

#include "model/job.h"

struct picture_watch {
    void *context;
    /* About five times a second; false breaks the job off. */
    bool (*tick)(void *context);
};

/* Makes them and records how the job ended. false: it was broken off, and
 * nothing is recorded. */
bool picture_work(const struct world *w, const struct job *job,
                  const struct picture_watch *watch);
