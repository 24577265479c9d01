/* The job of making a document's pages. */
#pragma once

#include <stdbool.h>

#include "model/job.h"

struct paging_watch {
    void *context;
    /* About five times a second and after each page; false breaks the job off.
     */
    bool (*progress)(void *context, int percent, const char *text);
};

/* Makes the pages and records how the job ended. false: it was broken off, and
 * nothing is recorded. */
bool paging_work(const struct world *w, const struct job *job,
                 const struct paging_watch *watch);
