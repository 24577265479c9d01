/* The brochure's content: everything that one edition prints, as data.json for
 * the typesetter (assets/brochure), and the pictures it names. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct buf;

struct brochure_image {
    const char *name; /* as in data.json: "images/17-photo.jpg" */
    const char *path; /* of the re-encoded picture */
};

struct brochure {
    const char *slug; /* of the edition */
    const char *data; /* data.json */
    size_t data_bytes;
    const struct brochure_image *images;
    size_t image_count;
    const char *digest; /* of all of it: the same input has the same */
    int64_t created_at; /* when something of it was changed last */
};

/* false if there is no such edition. Reads only: one transaction around it is
 * one moment of the award. A picture that is not re-encoded yet is left out. */
bool brochure_build(const struct world *w, int64_t edition_id,
                    struct brochure *out);

/* data.json of one nomination's page, on one line, as it would be printed if it
 * were nominated: for measuring, so its pictures are "images/stub.svg". A
 * picture or a language that the form demands counts as given: the page is
 * measured as it will be. false if there is no such nomination. */
bool brochure_page(const struct world *w, int64_t entry_id, struct buf *data);
