/* Jobs of an edition in words, for the pages that order them. */
#pragma once

#include "page/ctx.h"
#include "page/job_list_view.h"

struct job;

/* What the file is, in the user's language: "Print PDF". */
typedef const char *job_namer(const struct ctx *c, const char *product);

/* All of that kind; sets the page to reload itself while one is under way. */
void job_list_load(struct ctx *c, int64_t edition_id, const char *kind,
                   job_namer *name, struct job_list_view *v);

/* Whose pictures a file does without, one line each in the user's language: out
 * of job.notes. How many. */
size_t job_pictures_left_out(const struct ctx *c, const char *notes,
                             const char ***line);

/* Name of a brochure by its product. */
job_namer job_brochure_name;
