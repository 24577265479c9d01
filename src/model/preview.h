/* Previews: pages that somebody looks at, laid out alone by the brochure's own
 * templates (app/measure.c), as pictures.
 *
 * A key names a place where one person looks at one page: "form 17",
 * "office 17", "page 17 link 7". It has one preview at a time: a later wish
 * takes the place of an earlier one, also while that is being laid out. The
 * key says nothing of rights: whoever serves a preview has asked before who may
 * see what it shows (page/preview.h sends it). */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct brochure;

enum {
    PREVIEW_PAGES_MAX = 6,          /* of one preview; further ones are counted
                                       but not shown */
    PREVIEW_DATA_MAX = 400 * 1000,  /* bytes of data.json */
    PREVIEW_IMAGES_MAX = 12,        /* pictures in it */
    PREVIEW_FILE_MAX = 4 * 1000000, /* bytes of one page's picture */
    PREVIEW_LIFE_S = 24 * 60 * 60   /* after it was last asked for */
};

struct preview_image {
    const char *name;   /* as in data.json: "images/17-photo.jpg" */
    const char *digest; /* of the bytes under files/, see model/file.h */
};

struct preview_order {
    const char *key; /* at most 100 bytes */
    int64_t edition_id;
    int64_t entry_id; /* 0: no company's page */
    const char *data; /* data.json with one entry, or with `parts` of one */
    size_t bytes;
    const struct preview_image *images;
    size_t image_count;
};

/* Somebody wants to see this page now. What is laid out already, or waits with
 * the same content, is kept. false if it is over the limits above: then there
 * is nothing to see. Write transaction. */
bool preview_want(const struct world *w, const struct preview_order *order);
/* The same for what brochure_page_as() made, or brochure_build() of little: its
 * pictures in the size for screens. */
bool preview_want_page(const struct world *w, const char *key,
                       int64_t edition_id, int64_t entry_id,
                       const struct brochure *page);

enum preview_state {
    PREVIEW_NONE,   /* never wanted, or swept */
    PREVIEW_WANTED, /* waits or is being laid out; there may be pages of an
                       earlier wish */
    PREVIEW_DONE,
    PREVIEW_FAILED /* cannot be laid out: see `message` */
};

struct preview {
    enum preview_state state;
    int64_t entry_id;    /* 0: none */
    const char *message; /* English, for who keeps the server */
    int64_t pages;       /* that it takes, as made last; 0: nothing is made */
    size_t shown;        /* pictures of these */
    const char *page[PREVIEW_PAGES_MAX]; /* their names, for the address */
};
/* What there is; PREVIEW_NONE and the rest empty if there is nothing. */
void preview_get(const struct world *w, const char *key, struct preview *p);

/* The path of a page's picture, SVG with nothing in it that could run or load;
 * NULL if the preview of that key has no such page. One that was replaced since
 * its name was told gives the page in its place: others type too. */
const char *preview_file(const struct world *w, const char *key,
                         const char *name);
/* The same for who makes it: HOME/run/preview/DIGEST-1.svg. */
char *preview_path(const struct world *w, const char *digest, size_t page);

/* --- for the job process ---------------------------------------------------
 */

struct preview_work {
    int64_t id, entry_id;
    const char *key, *digest; /* digest: of data and pictures */
    const char *data;
    const struct preview_image *image;
    size_t image_count;
    double seconds; /* that it took, when it is done or failed */
};
/* The next to be laid out; false if there is none. Which company was served
 * longest ago goes first, so that nobody who types keeps others waiting; whose
 * page took long counts as served that many times later. */
bool preview_next(const struct world *w, struct preview_work *work);

/* Each commits a short transaction. What was wanted otherwise meanwhile stays
 * wanted. The pages, PREVIEW_PAGES_MAX at most, are at preview_path(); those
 * that it had before and nobody else has are removed. */
void preview_done(const struct world *w, const struct preview_work *work,
                  int64_t pages);
void preview_failed(const struct world *w, const struct preview_work *work,
                    const char *why);

/* When the job process begins: templates may be others than before, so all is
 * laid out anew when somebody asks for it. */
void preview_forget_all(const struct world *w);
/* Forgets previews that nobody asked for in PREVIEW_LIFE_S, and removes
 * pictures that no preview shows. */
void preview_sweep(const struct world *w);
