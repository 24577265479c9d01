/* What a typesetter says about its work, line by line:
 *
 *   FIT {"index": 0, "from": 8, "to": 9, "page": 870, "de": 800, "en": 650,
 *        "photo": {"w_mm": 216, "h_mm": 152}}
 *   NOTE glyphs INDEX COUNT CHARS         INDEX -1: not of an entry
 *   NOTE image NAME: REASON               it was left out
 *   NOTE font FAMILY                      is not installed; another was taken
 *
 * It is a program that reads what strangers wrote: so many lines are taken, so
 * long ones, and nothing that cannot be read. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    RENDER_FITS_MAX = 500,
    RENDER_GLYPHS_MAX = 100,
    RENDER_IMAGES_MAX = 100,
    RENDER_FONTS_MAX = 8,
    RENDER_NAME_BYTES = 100,
    RENDER_REASON_BYTES = 240
};

/* How the pages of an entry came out: shares in thousandths. */
struct render_fit {
    int64_t index; /* in the array `entries` of data.json */
    int64_t from, to, page, de, en;
    int64_t photo_width, photo_height; /* mm; 0: no photo */
};

struct render_glyphs {
    int64_t index, count;
    char chars[RENDER_NAME_BYTES];
};

struct render_picture {
    char name[RENDER_NAME_BYTES]; /* as in data.json */
    char reason[RENDER_REASON_BYTES];
};

struct render_notes {
    struct render_fit *fit;
    size_t fit_count;
    struct render_glyphs *glyphs;
    size_t glyphs_count;
    struct render_picture *left_out;
    size_t left_out_count;
    char font[RENDER_FONTS_MAX][RENDER_NAME_BYTES];
    size_t font_count;
    struct render_picture failed; /* by which it failed; name "": by none */
};

void render_notes_start(struct render_notes *notes);
void render_notes_free(struct render_notes *notes);
/* Takes a line; false if it is none of these. */
bool render_notes_hear(struct render_notes *notes, const char *line);
/* The text after "ERROR "; false unless it is "image NAME: reason". */
bool render_notes_error(struct render_notes *notes, const char *text);
