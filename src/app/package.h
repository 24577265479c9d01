/* The files that leave the house as one ZIP: for the job process and for the
 * command line. */
#pragma once

#include "app/render.h"
#include "base/lang.h"
#include "model/world.h"

#include <stdbool.h>
#include <stdint.h>

struct package_wish {
    int64_t edition_id;
    const char *product; /* "designer": what may be printed, for who sets it;
                            "organiser": that and all results, answers and
                            contacts */
    enum lang lang;      /* of headings in the results */
    const char *output;  /* the ZIP; NULL: HOME/exports, as app/brochure.h */
    int64_t job_id;      /* without `output`: the number in the file's name */
};

struct package_report {
    enum render_end end;
    const char *file; /* SLUG-PRODUCT-JOB.zip under HOME/exports, or `output`;
                         NULL unless done */
    int64_t bytes;
    size_t members;  /* 0 if the file was made before */
    const char *why; /* "" when done; English, one line */
};

/* No transaction may be open: it reads in one of its own and notes the job's
 * input in another. Pictures are read one at a time, when they are packed.
 * Without `output`, a designer's package made before from the same input is the
 * answer at once. */
void package_run(const struct world *w, const struct package_wish *wish,
                 const struct render_watch *watch,
                 struct package_report *report);

struct job;

/* The same for a claimed job, whose end is noted. false: it was broken off. */
bool package_work(const struct world *w, const struct job *job,
                  const struct render_watch *watch);
