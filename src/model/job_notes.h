/* What a job has to say about its result: the JSON of job.notes.
 *
 *   {"same": 12,                          served what job 12 had made
 *    "content": "9f86…",                  struct brochure, digest
 *    "fit": [{"entry": 17, "from": 8, "to": 9, "page": 870, "de": 800,
 *             "en": 650, "photo": [216, 152]}],
 *    "glyphs": [{"entry": 17, "company": "…", "count": 2, "chars": "…"}],
 *    "images": [{"entry": 17, "company": "…", "what": "photo",
 *                "reason": "…", "failed": true}],
 *    "fonts": ["Gill"]}                   not installed
 *
 * Kits and packages use "same" and "images". */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* How a company's pages came out: shares in thousandths, 0 where there is
 * nothing to measure; the photo's place in mm, 0 without one. */
struct job_fit {
    int64_t entry_id, from, to; /* pages */
    int64_t page, de, en;
    int64_t photo_width, photo_height;
};

/* Characters that no font has: printed as hollow squares. */
struct job_glyphs {
    int64_t entry_id;    /* 0: elsewhere in the book */
    const char *company; /* "" then */
    int64_t count;
    const char *chars; /* some of them */
};

/* A picture that could not be set. */
struct job_image {
    int64_t entry_id;    /* 0: not of a company that takes part */
    const char *company; /* or partner; "" if it is neither's */
    const char *what;    /* "photo", "logo", or the name of its file */
    const char *reason;  /* in English, of the typesetter */
    bool failed;         /* the job failed by it; else it was left out */
};

struct job_notes {
    int64_t same;        /* 0: made anew */
    const char *content; /* what it was made from; "" or NULL: not known */
    const struct job_fit *fit;
    size_t fit_count;
    const struct job_glyphs *glyphs;
    size_t glyphs_count;
    const struct job_image *image;
    size_t image_count;
    const char *const *font; /* families that are not installed */
    size_t font_count;
};

/* All 0 if there are none, or if they cannot be read. */
void job_notes_read(struct arena *mem, const char *text, struct job_notes *out);
/* "" if there is nothing to say. */
const char *job_notes_write(struct arena *mem, const struct job_notes *notes);
