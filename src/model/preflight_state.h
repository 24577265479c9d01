/* Between the files of the preflight. */
#pragma once

#include "model/job_notes.h"
#include "model/preflight.h"
#include "model/publish.h"

struct preflight_list {
    struct preflight_finding *finding;
    size_t count;
};

struct preflight_run {
    const struct world *w;
    int64_t edition_id;
    const char *format;    /* "a4", "a5", "square" */
    int64_t pages;         /* of each company: 1, 2; 0: as the texts need */
    size_t rgb;            /* logos seen */
    bool asked;            /* somebody was asked to release a page */
    struct job_notes last; /* of the last attempt; nothing if not to be used */
    int64_t last_at;       /* when that came to an end */
};

void preflight_add(const struct preflight_run *run, struct preflight_list *list,
                   const struct preflight_finding *finding);

/* Where a picture stands, and what is printed with it. */
struct preflight_picture {
    int64_t entry_id, piece_id, file_id; /* as in a finding */
    const char *name, *what;             /* as in a finding */
    int64_t width_mm, height_mm; /* 0: it has no place of a known size */
    bool fills;                  /* cut at its sides; else fits into it */
    bool credited;               /* needs a credit and alternative texts */
    const char *credit;
    struct publish_text alt;
};
void preflight_picture(struct preflight_run *run, struct preflight_list *list,
                       const struct preflight_picture *p);

/* The rest of the book. */
void preflight_book(struct preflight_run *run, struct preflight_list *list);
