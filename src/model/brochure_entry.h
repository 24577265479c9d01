/* The companies in the brochure: in which order, which of them, on how many
 * pages. */
#pragma once

#include "model/publish.h"

struct brochure_entry {
    const struct publish_entry *entry;
    bool shown;    /* else left out of the pages, not of the participants */
    int64_t pages; /* 1 or 2; 0: as the design says */
};

/* Nominees and winners in the order of printing, also those left out: by
 * category, in each as put by hand, then winners first and by name. */
size_t brochure_entries(const struct world *w, int64_t edition_id,
                        struct brochure_entry **list);
/* The same from what publish_entries() gave. */
size_t brochure_entries_of(const struct world *w, int64_t edition_id,
                           const struct publish_entry *published, size_t count,
                           struct brochure_entry **list);
/* On how many pages that nomination stands; 0: as the design says. */
int64_t brochure_entry_pages(const struct world *w, int64_t entry_id);

/* These are write transactions and logged. One place forward (-1) or back (1)
 * among those of its category. */
void brochure_entry_move(const struct world *w, int64_t edition_id,
                         int64_t entry_id, int step);
void brochure_entry_show(const struct world *w, int64_t edition_id,
                         int64_t entry_id, bool shown);
/* 1 or 2; 0: as the design says. */
void brochure_entry_set_pages(const struct world *w, int64_t edition_id,
                              int64_t entry_id, int64_t pages);
