/* The brochure of an edition: its data out of the database, set and pressed
 * into a PDF. For the job process and for the command line. */
#pragma once

#include "app/render.h"
#include "model/world.h"

#include <stdbool.h>
#include <stdint.h>

struct brochure_wish {
    int64_t edition_id;
    const char *product;  /* "screen"; "print": bleed, marks, PDF/X-4; "proof":
                             the same, marked as such, with the fit report */
    const char *language; /* "de", "en"; "": both side by side */
    const char *output;   /* the PDF; NULL: HOME/exports, see below */
    int64_t job_id;       /* without `output`: the number in the file's name */
};

struct brochure_report {
    enum render_end end;
    const char *file; /* SLUG-brochure-JOB.pdf under HOME/exports, or
                         `output`; NULL unless done */
    int64_t bytes;
    int pages;
    bool made_before;  /* from the same input: that file is the answer */
    double seconds;    /* 0 if made before, as is */
    long memory_kb;    /* this, of the typesetter */
    size_t open;       /* points of the preflight on its first page */
    const char *notes; /* as job.notes, also of a failure */
    const char *why;   /* "" when done; English, one line */
};

/* Works until it is done (RENDER_SECONDS at most). No transaction may be open:
 * it reads in one of its own and notes the job's input in another. Without
 * `output`, what was made before from the same input is the answer at once. */
void brochure_run(const struct world *w, const struct brochure_wish *wish,
                  const struct render_watch *watch,
                  struct brochure_report *report);

/* Where a job's result lies: HOME/exports/FILE. */
char *brochure_path(const struct world *w, const char *file);

/* What is needed on this host; NULL, or a sentence that says what is missing.
 * The program lies in PREFIX/build/KIND, what it needs in PREFIX. */
const char *brochure_tools(struct arena *mem, struct render_tools *tools);
/* render_brochure() with what is found; RENDER_REFUSED if something is
 * missing. */
void brochure_set(const struct world *w, const struct render_order *order,
                  const struct render_watch *watch,
                  struct render_outcome *outcome);
