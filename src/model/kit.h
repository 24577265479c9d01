/* The winners' kit: everything beside the brochure that leaves the house. What
 * is in a piece, as data.json for the typesetter (assets/kit/README.md), and
 * the pictures it names. */
#pragma once

#include "model/job.h"
#include "model/kit_words.h"
#include "model/print_image.h"

#include <stdbool.h>
#include <stddef.h>

enum kit_languages {
    KIT_ONE_OR_BOTH, /* job.language "", "de" or "en" */
    KIT_ONE,         /* "de" or "en" */
    KIT_ALWAYS_BOTH  /* "": the file has both, or none */
};
enum kit_result { KIT_PDF, KIT_PRESS_PDF, KIT_SVG_PNG, KIT_PNG, KIT_TEXT };

struct kit_piece {
    const char *name;  /* job.product: "certificates_print" */
    const char *words; /* whose passages: "certificates" */
    enum kit_languages languages;
    enum kit_result result; /* what is made; from KIT_SVG_PNG on in a ZIP */
};
/* All pieces in the order of the office's page; the last has the name NULL. */
extern const struct kit_piece kit_pieces[];
/* NULL if there is none of that name. */
const struct kit_piece *kit_piece(const char *name);
/* Can it be made in that language? */
bool kit_piece_speaks(const struct kit_piece *piece, const char *language);

/* A text in the ZIP. */
struct kit_file {
    const char *name, *text;
};

struct kit {
    const struct kit_piece *piece;
    const char *slug; /* of the edition */
    const char *data; /* data.json */
    size_t data_bytes;
    const struct print_image *images;
    size_t image_count;
    /* SVG and PNG: a name without an ending for each page: "de/winner-sme" */
    const char *const *pages;
    size_t page_count;
    const struct kit_file *files;
    size_t file_count;
    const char *digest; /* of all of it: the same input has the same */
    int64_t created_at; /* when the award was changed last */
};

/* false if there is no such edition. Reads only, as brochure_build(). */
bool kit_build(const struct world *w, int64_t edition_id,
               const struct kit_piece *piece, const char *language,
               struct kit *out);

/* The passages of a piece as they would be printed, for the first nomination,
 * category, special prize of the edition; `text` in the order of
 * kit_passages(). A passage about something that the edition does not have is
 * NULL. */
const char *const *kit_example(const struct world *w, int64_t edition_id,
                               const char *piece, const char *language,
                               const char *const *text);

/* Orders a piece, logged, unless the same waits or runs already: how far it
 * was. Write transaction. */
enum job_way kit_order(const struct world *w, int64_t edition_id,
                       const struct kit_piece *piece, const char *language);
