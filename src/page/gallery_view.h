/* Winners and nominees in public. */
#pragma once

#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gallery_text {
    const char *text, *language; /* language: in which it is written */
};

struct gallery_item {
    int64_t photo_id, width, height; /* photo_id 0: there is none */
    const char *path;                /* of the company's own page */
    const char *name, *category, *seat, *website, *credit;
    const char
        *money;  /* of a winner: its part of the prize money; NULL: none */
    bool shared; /* others won in the same category too */
    struct gallery_text alt, text; /* a winner's reason, a nominee's strategy */
};

/* A special prize: whoever got it, or nobody. */
struct gallery_award {
    const char *path, *name, *money; /* money NULL: none */
    struct gallery_text reason;
};
struct gallery_special {
    const char *name, *description, *donor;
    const struct gallery_award *award;
    size_t count;
    struct gallery_text reason; /* why nobody */
};

struct gallery_withheld {
    const char *category;
    struct gallery_text reason;
};

struct gallery_view {
    const struct gallery_item *winner, *commended, *nominee;
    size_t winner_count, commended_count, nominee_count;
    const struct gallery_special *special;
    size_t special_count;
    const struct gallery_withheld *withheld;
    size_t withheld_count;
    size_t total;    /* companies, with those on other pages */
    size_t cards;    /* as many cards as they have on all pages */
    bool decided;    /* the winners are public */
    const char *all; /* path of the gallery where this is a part of it */
};

/* The winners as a list, with the categories that have none; special prizes,
 * commended and the other nominees each as a section of its own. */
void html_gallery_winners(struct out *o, const struct gallery_view *v);
void html_gallery_specials(struct out *o, const struct gallery_view *v);
void html_gallery_commended(struct out *o, const struct gallery_view *v);
void html_gallery_nominees(struct out *o, const struct gallery_view *v);
/* All of these in their order, and the way to the whole gallery. */
void html_gallery(struct out *o, const struct gallery_view *v);
