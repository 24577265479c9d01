/* Work outside the web server: the job table. The job process (app/jobs.c)
 * claims one job at a time. */
#pragma once

#include "model/world.h"

#include <stdbool.h>

struct job {
    int64_t id;
    const char *kind; /* "image", "document", "brochure", "kit", "package" */
    int64_t edition_id, file_id;
    const char *product, *language; /* as in struct job_order; "" else */
    const char *state, *message, *result;
    const char *notes; /* JSON, or "" */
    int64_t pages;     /* of the result; 0: not known */
    int64_t progress, result_bytes, created_at;
    const int64_t *finished_at;
};

/* Something that leaves the house, to be made. */
struct job_order {
    const char *kind; /* "brochure", "kit", "package" */
    int64_t edition_id;
    const char *product;  /* brochure: "screen", "print", "proof"; kit: the
                             piece (model/kit.h); package: "designer" */
    const char *language; /* "de", "en"; "": both side by side */
};

int64_t job_add_image(const struct world *w, int64_t file_id);
int64_t job_add_document(const struct world *w, int64_t file_id);
int64_t job_add(const struct world *w, const struct job_order *order);
bool job_by_id(const struct world *w, int64_t id, struct job *job);
/* Ends a job that waits or runs; false if it is over already. */
bool job_cancel(const struct world *w, int64_t id);

/* For the job process. Each of these begins and commits a short transaction of
 * its own; a problem of the disk is logged, and the database usable again. */

/* Claims a waiting job; false if there is none. What a person waits for goes
 * first, and companies take turns. */
bool job_claim(const struct world *w, struct job *job);
void job_progress(const struct world *w, int64_t id, int percent,
                  const char *message);
bool job_cancelled(const struct world *w, int64_t id);
void job_done(const struct world *w, int64_t id, const char *result,
              int64_t bytes);
/* Failed for good, or waiting again while attempts are left (3). */
void job_failed(const struct world *w, int64_t id, const char *message,
                bool retry);
/* Not done, and not by its own fault: it waits again, the attempt is not
 * counted. */
void job_give_back(const struct world *w, int64_t id);
/* While the job process works at none: running jobs wait again, or have failed
 * after three attempts. */
void job_requeue_all(const struct world *w);
/* The same for those that gave no sign of life for five minutes: whoever
 * worked at them could not write down how it ended. */
void job_requeue_silent(const struct world *w);
