/* Work outside the web server: the job table. The job process (app/jobs.c)
 * claims one job at a time. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct job {
    int64_t id;
    const char *kind; /* "image", "document", "brochure", "kit", "package" */
    int64_t edition_id, file_id;
    const char *product, *language; /* as in struct job_order; "" else */
    const char *state, *message, *result;
    const char *notes; /* JSON (model/job_notes.h), or "" */
    int64_t pages;     /* of the result; 0: not known */
    int64_t progress, result_bytes, created_at;
    const int64_t *finished_at;
};

/* Something that leaves the house, to be made. */
struct job_order {
    const char *kind; /* "brochure", "kit", "package" */
    int64_t edition_id;
    const char *product;  /* brochure: "screen", "print", "proof"; kit: the
                             piece (model/kit.h); package: "designer",
                             "organiser" */
    const char *language; /* "de", "en"; "": both side by side */
};

int64_t job_add_image(const struct world *w, int64_t file_id);
int64_t job_add_document(const struct world *w, int64_t file_id);
int64_t job_add(const struct world *w, const struct job_order *order);
bool job_by_id(const struct world *w, int64_t id, struct job *job);
/* Ends a job that waits or runs; false if it is over already. */
bool job_cancel(const struct world *w, int64_t id);
/* One that failed or was cancelled waits again, as if it were new; false if it
 * did not, or if another one for the same is under way. */
bool job_retry(const struct world *w, int64_t id);
enum job_way {
    JOB_NOT_UNDER_WAY, /* 0 */
    JOB_WAITS,         /* what is changed now will be in it */
    JOB_RUNS           /* what was changed since it began is not */
};
/* How far is one for the same? */
enum job_way job_under_way(const struct world *w,
                           const struct job_order *order);

/* A job of an edition as its page shows it: of each product and language the
 * newest JOB_SHOWN, newest first. */
enum { JOB_SHOWN = 10 };
struct job_row {
    struct job job;
    const char *person; /* who ordered it; NULL: the program */
    int64_t ahead;      /* while it waits: how many have their turn before */
    int64_t memory_kb;
    double seconds;
};
size_t job_list(const struct world *w, int64_t edition_id, const char *kind,
                struct job_row **list);

/* For the job process. Each of these begins and commits a short transaction of
 * its own; a problem of the disk is logged, and the database usable again. */

/* Claims a waiting job; false if there is none. What a person waits for goes
 * first, and companies take turns; a book waits for the pictures that were
 * handed in before it was ordered. */
bool job_claim(const struct world *w, struct job *job);
void job_progress(const struct world *w, int64_t id, int percent,
                  const char *message);
bool job_cancelled(const struct world *w, int64_t id);
void job_done(const struct world *w, int64_t id, const char *result,
              int64_t bytes);
/* What is known of the result besides its file, before job_done(); of a job
 * that fails, its notes alone. */
struct job_result {
    int64_t pages;
    double seconds;
    int64_t memory_kb; /* of the confined child */
    const char *notes; /* JSON, or "" */
};
void job_made(const struct world *w, int64_t id,
              const struct job_result *result);
/* Notes what the job is made from, and finds what was made from the same input
 * before, whatever the product: a file under HOME/exports that is whole. */
struct job_twin {
    int64_t id;       /* of the job that made it */
    const char *file; /* under HOME/exports */
    int64_t bytes, pages;
    const char *notes;
};
bool job_find_twin(const struct world *w, int64_t id, const char *digest,
                   struct job_twin *twin);
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

/* Of each edition, product and language the newest result stays, and up to
 * JOB_KEPT in all that are not older than JOB_KEPT_DAYS; the files of others
 * are removed, and those that no job has, a day after they were written. How
 * many.
 */
enum { JOB_KEPT = 5, JOB_KEPT_DAYS = 30 };
size_t job_sweep(const struct world *w);
