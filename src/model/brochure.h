/* The brochure's content: everything that one edition prints, as data.json for
 * the typesetter (assets/brochure/README.md), and the pictures it names. */
#pragma once

#include "model/print_image.h"

#include <stdbool.h>
#include <stddef.h>

struct brochure_part;
struct buf;
struct greeting;
struct publish_entry;

struct brochure {
    const char *slug; /* of the edition */
    const char *data; /* data.json */
    size_t data_bytes;
    const struct print_image *images;
    size_t image_count;
    const char *digest; /* of all of it: the same input has the same */
    int64_t created_at; /* when something of it was changed last */
};

/* Language "de" or "en"; "": both side by side. false if there is no such
 * edition. Reads only: one transaction around it is one moment of the award. A
 * picture that is not re-encoded yet is left out. */
bool brochure_build(const struct world *w, int64_t edition_id,
                    const char *language, struct brochure *out);

/* data.json of one nomination's page, on one line, as it would be printed if it
 * were nominated, in the edition's design: for measuring, so its pictures are
 * "images/stub.svg". A picture or a language that the form demands counts as
 * given: the page is measured as it will be. Nothing in it depends on what is
 * decided. false if there is no such nomination. */
bool brochure_page(const struct world *w, int64_t entry_id, struct buf *data);

/* The same page for other purposes. */
struct brochure_page_wish {
    const char *language; /* as in brochure_build(); NULL: both */
    bool decided;  /* as winner or nominee with the jury's reason, for who
                      may know; else as brochure_page() */
    bool agreed;   /* without what the company did not consent to, as the
                      book will be, once it is admitted; else with it */
    bool complete; /* what the form demands counts as given, as above */
    bool pictures; /* the real ones, listed in `images`; one that is demanded
                      and not there stays "images/stub.svg", which the caller
                      provides */
    /* Prints this in place of what is stored, NULL: what is stored. Its honours
       count with `decided` only. */
    const struct publish_entry *entry;
};
/* created_at is 0 and in neither data nor digest: they change with the page
 * alone. */
bool brochure_page_as(const struct world *w, int64_t entry_id,
                      const struct brochure_page_wish *wish,
                      struct brochure *out);

/* data.json with one part alone, in the edition's design, for looking at it:
 * an own page, or the greetings of which there is only this one (NULL: none).
 * Both are printed as they are handed over, whatever is stored. created_at is
 * 0. false if there is no such edition. */
bool brochure_piece(const struct world *w, int64_t edition_id,
                    const struct brochure_part *part,
                    const struct greeting *greeting, struct brochure *out);
