/* Jobs of an edition in words, for the pages that order them. */
#pragma once

#include "model/job.h"
#include "page/ctx.h"
#include "page/job_list_view.h"

struct arena;

/* What the file is, in the user's language: "Print PDF". NULL: it is not for
 * this person, and is not listed. */
typedef const char *job_namer(const struct ctx *c, const char *product);

/* Those of that kind; sets the page to reload itself while one is under way. */
void job_list_load(struct ctx *c, int64_t edition_id, const char *kind,
                   job_namer *name, struct job_list_view *v);

/* Of each language of a product what was asked for last, and what was last
 * made; in `all`, where they stay. */
void job_list_newest(struct arena *mem, const struct job_list_view *all,
                     const char *product, struct job_list_view *of);

/* What a file in that language ("": both) would be made from now, as its notes
 * have it (model/job_notes.h); "": not known. */
typedef const char *job_content(struct ctx *c, int64_t edition_id,
                                const void *what, const char *language);

/* A file is handed on days after it was made: those whose content is no longer
 * what `now` says of `what` are marked. */
void job_list_mark_old(struct ctx *c, int64_t edition_id, job_content *now,
                       const void *what, struct job_list_view *v);

/* What is said to an order: `ordered`, or that one for the same is being made.
 */
const char *job_list_ordered(const struct ctx *c, enum job_way way,
                             const char *ordered);

/* Name of a brochure by its product. */
job_namer job_brochure_name;
