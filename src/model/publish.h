/* What of an edition's nominations may be printed and shown to everybody: the
 * brochure and the public pages both take it from here.
 *
 * Only admitted nominations and only answers for the public. A consent that was
 * asked for and is not given, or was withdrawn, takes its part away:
 * publication – facts, texts and quote; images – logo and photo; persons – who
 * said the quote; data, taken back – all of these. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

/* "" in both where there is none; never NULL. */
struct publish_text {
    const char *de, *en;
};

struct publish_fact {
    struct publish_text label, value;
};

struct publish_picture {
    int64_t file_id; /* 0: none */
    const char *credit;
    struct publish_text alt;
    const char *digest; /* of the upload; "" where there is none */
};

struct publish_entry {
    int64_t id;
    const char *code; /* "E07": not for readers */
    const char *name; /* of the company */
    struct publish_text category;
    int64_t category_id;       /* 0: none */
    const char *category_code; /* "" if none */
    int64_t organisation_id;
    const char *address; /* NULL: none is given yet, see address.h */
    bool nominee, winner, commended;
    bool special;        /* has a special prize */
    bool shared;         /* others won in the same category too */
    int64_t prize_cents; /* its part of the category's prize money; 0: none */
    bool named;          /* may be named though it was not honoured */
    struct publish_text reason; /* of a winner, or of a commendation */
    const char *seat, *website;
    struct publish_text strategy, example;
    struct publish_text quote;
    const char *quote_author, *quote_function;
    const struct publish_fact *facts;
    size_t fact_count;
    /* chosen at a question with the filter "measure", which is no fact */
    const struct publish_text *measures;
    size_t measure_count;
    struct publish_picture logo, photo;
};

/* What the brochure prints, with the texts that the organisers edited. By
 * category, in each the winners first, then by name. */
size_t publish_entries(const struct world *w, int64_t edition_id,
                       struct publish_entry **entries);
/* As long as the winners are secret, for the public pages too: who was
 * nominated by that instant. Nothing in it, and not its order, depends on who
 * wins. */
size_t publish_nominees(const struct world *w, int64_t edition_id,
                        int64_t nominees_at, struct publish_entry **entries);

/* What is printed of each admitted nomination, or of one, if it is no more than
 * nominated: with the texts that the organisers edited, or with the answers
 * alone. Nothing in it depends on who wins. false: no such nomination. */
size_t publish_pages(const struct world *w, int64_t edition_id,
                     struct publish_entry **entries);
bool publish_page(const struct world *w, int64_t edition_id, int64_t entry_id,
                  struct publish_entry *entry);
bool publish_answers(const struct world *w, int64_t edition_id,
                     int64_t entry_id, struct publish_entry *entry);
/* Whom everybody may know to be honoured now, as a JSON array of ids;
 * nominees_at NULL: the decision is public. */
const char *publish_honoured(const struct world *w, int64_t edition_id,
                             const int64_t *nominees_at);
/* Of the nominations in such an array, in the same order as above, for the
 * public pages: with the texts of each company's newest release that stands
 * (model/page_release.h), else with its answers; nominees_at NULL: the decision
 * is public. Without prize money and `shared`, which hang on all winners
 * together. */
size_t publish_some(const struct world *w, int64_t edition_id, const char *ids,
                    const int64_t *nominees_at, struct publish_entry **entries);
/* The same without anything that the company wrote or sent. */
size_t publish_names(const struct world *w, const char *ids,
                     const int64_t *nominees_at,
                     struct publish_entry **entries);

/* Special prizes that are given, or decided not to be. */
struct publish_award {
    int64_t entry_id;
    const char *name; /* of the company */
    int64_t cents;    /* its part; 0: none, or not known yet */
    struct publish_text reason;
};
struct publish_special {
    struct publish_text name, description;
    const char *donor;
    const struct publish_award *award;
    size_t count;               /* 0: withheld */
    struct publish_text reason; /* then why */
};
struct publish_specials {
    struct publish_special *list;
    size_t count;
};
size_t publish_specials(const struct world *w, int64_t edition_id,
                        struct publish_special **list);
/* The companies' names in them as in the entries, where they may be corrected.
 */
void publish_name_awards(const struct world *w,
                         const struct publish_specials *specials,
                         const struct publish_entry *entry, size_t count);

/* Categories that have no winner, by the jury's decision. */
struct publish_withheld {
    const char *category_code;
    struct publish_text category, reason;
};
size_t publish_withheld(const struct world *w, int64_t edition_id,
                        struct publish_withheld **list);

/* What of one nomination would be printed as it is now, whatever its state and
 * consents; false if it is not of that edition. */
bool publish_planned(const struct world *w, int64_t edition_id,
                     int64_t entry_id, struct publish_entry *entry);

/* When something of it was changed last. */
int64_t publish_changed(const struct world *w, int64_t edition_id);
