/* How an edition's brochure looks. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

/* Ink in per cent. */
struct brochure_inks {
    int64_t cyan, magenta, yellow, black;
};

struct brochure_design {
    const char *format;    /* of the trimmed page: "a4", "a5", "square" */
    const char *languages; /* "both" side by side, "two" books */
    const char *font_text, *font_head;   /* families */
    const struct brochure_inks *accent;  /* NULL: worked out from the RGB one */
    int64_t nominee_pages;               /* 1 or 2; 0: as the texts need */
    bool link_codes;                     /* web addresses also as QR code */
    int64_t logo_file_id, cover_file_id; /* 0: none */
    const char *cover_credit, *cover_alt_de, *cover_alt_en;
    int64_t changed_at; /* 0: never */
};

/* Without a row: A4, both languages, Vollkorn and Inter. */
void brochure_design_load(const struct world *w, int64_t edition_id,
                          struct brochure_design *design);

/* A family that the brochure may be set in. */
struct brochure_font {
    const char *family;
    bool serif;
};
/* Those that are installed here and free to be embedded. */
size_t brochure_fonts(const struct world *w, const struct brochure_font **list);

/* These are write transactions and logged. Format, languages, fonts, inks,
 * pages, codes; the caller checked the values. Pages of companies that were
 * measured are measured again, unless the inks alone are others. */
void brochure_design_save(const struct world *w, int64_t edition_id,
                          const struct brochure_design *design);
/* 0: none any more. */
void brochure_design_logo(const struct world *w, int64_t edition_id,
                          int64_t file_id);
void brochure_design_cover(const struct world *w, int64_t edition_id,
                           int64_t file_id);
/* The words that go with a picture of the brochure. */
struct brochure_caption {
    const char *credit, *alt_de, *alt_en;
};
void brochure_design_describe(const struct world *w, int64_t edition_id,
                              const struct brochure_caption *caption);
/* Something else of the brochure was changed: its date follows. */
void brochure_design_touch(const struct world *w, int64_t edition_id);
