/* Sets a brochure: data.json and pictures in, a PDF out. Node and Typst do it
 * in a confined child; this looks after the folder, the child and the result.
 * Knows no database. assets/brochure/README.md describes data.json. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/print_image.h"

/* What is needed on this host, found once at the start. */
struct render_tools {
    char node[4096];      /* the program, links resolved */
    char libraries[4096]; /* what may stand beside it: PREFIX/lib */
    char assets[4096];    /* assets/brochure */
    char modules[4096];   /* build/node, with node_modules */
};

/* Looks for node in PATH and for the two folders. On failure *why is set to a
 * sentence that says what to install; it lives as long as the program. */
bool render_find(struct render_tools *tools, const char *assets,
                 const char *modules, const char **why);

struct render_notes; /* app/render_notes.h */

/* What is set, each by its own file of assets/brochure. */
enum render_work {
    RENDER_BROCHURE,   /* brochure.typ */
    RENDER_NOMINATION, /* a receipt: nomination.typ */
    RENDER_MINUTES,    /* of a meeting: minutes.typ */
    RENDER_PACK        /* a juror's reading pack: pack.typ */
};

struct render_order {
    const char *home; /* the award home: work is done in HOME/run/jobs */
    const char *data; /* data.json */
    size_t data_bytes;
    const struct print_image *images; /* a link is refused */
    size_t image_count;
    enum render_work work;
    bool print;            /* PDF/X-4 with bleed and marks, not PDF/UA-1 */
    const char *profile;   /* print: ICC file; NULL: the one in assets */
    const char *condition; /* print: its name; NULL: "FOGRA39" */
    int64_t created_at;    /* print: for the metadata; data.json has it too */
    const char *output;    /* the finished PDF; replaced only by a whole one */
    struct render_notes *notes; /* takes what is said of the result, or NULL */
};

struct render_watch {
    void *context;
    /* At each step and about five times a second; `text` is English, for
     * people: "layout". Returns false to cancel. May be NULL. */
    bool (*progress)(void *context, int percent, const char *text);
};

enum render_end {
    RENDER_DONE,
    RENDER_FAILED,    /* Typst refused the data or a picture: see `why` */
    RENDER_TIMEOUT,   /* longer than RENDER_SECONDS */
    RENDER_CANCELLED, /* progress() said so */
    RENDER_REFUSED    /* this host cannot: disk, confinement, files missing */
};

enum { RENDER_SECONDS = 600, RENDER_MEMORY_MB = 6000, RENDER_FILE_MB = 1024 };

struct render_outcome {
    enum render_end end;
    int pages;
    long memory_kb; /* of the child */
    double seconds;
    char why[400]; /* "" when done */
};

/* Works until it is done, at most RENDER_SECONDS and a little. The same order
 * gives the same bytes. */
void render_brochure(const struct render_tools *tools,
                     const struct render_order *order,
                     const struct render_watch *watch,
                     struct render_outcome *outcome);
