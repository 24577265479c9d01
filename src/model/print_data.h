/* What the data.json of the brochure and of the winners' kit have in common
 * (assets/brochure/README.md describes it). `key` is NULL inside arrays. */
#pragma once

#include "base/json.h"
#include "model/brochure_design.h"
#include "model/print_image.h"
#include "model/publish.h"

/* A document being written. */
struct print_data {
    const struct world *w;
    struct json_out json;
    struct print_images images;
};

/* A text in both languages; one that is empty is left out. */
void print_pair(struct print_data *out, const char *key,
                struct publish_text text);
/* The same for texts that are no pair yet. */
static inline void print_texts(struct print_data *out, const char *key,
                               const char *de, const char *en)
{
    print_pair(out, key, (struct publish_text){de, en});
}
/* "languages" of a document in "de" or "en"; "": both. */
void print_languages(struct print_data *out, const char *language);
void print_fonts(struct print_data *out, const struct brochure_design *design);
/* "accent_cmyk" */
void print_inks(struct print_data *out, const struct brochure_inks *inks);
/* As print_image_add(), in the size for print. */
const char *print_image(struct print_data *out, const char *stem,
                        int64_t file_id);
/* {file, alt, credit}; false, and nothing, if there is no picture. */
bool print_picture(struct print_data *out, const char *key, const char *stem,
                   const struct publish_picture *picture);
/* "partners" by tier, with their logos, and their web addresses if wanted. */
void print_partners(struct print_data *out, int64_t edition_id, bool web);
