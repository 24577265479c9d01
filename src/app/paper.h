/* What the job process does alike with every PDF of one page of the program:
 * receipts, minutes, reading packs. Each claims its work and notes the end in
 * its own way. */
#pragma once

#include "app/render.h"
#include "model/world.h"

#include <stdbool.h>
#include <stdint.h>

struct paper {
    const char *what;   /* "receipt": in the log, and in the file's name */
    const char *output; /* under HOME/run */
    struct render_outcome outcome;
};

/* Commits what was begun; on failure it is logged and rolled back, and the
 * database can be used again. */
bool paper_commit(const struct world *w, const char *what);
/* Nothing waits: whatever reading left behind is put right. */
void paper_idle(const struct world *w, const char *what);

/* Where the PDF of that number is set; the folder is there. */
struct paper paper_begin(const struct world *w, const char *what, int64_t id);
/* Takes the bytes to files/ and the file away. The digest, or NULL with the
 * reason in *why (English), logged. No transaction may be open. */
const char *paper_keep(const struct world *w, const struct paper *p,
                       int64_t *bytes, const char **why);
