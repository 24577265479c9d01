/* The step between a set brochure and the print shop. The only file that knows
 * libqpdf.
 *
 * A failure gives a sentence in *why, in memory of its own: free() it. On
 * success *why is left alone. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct press_settings {
    const char *profile;   /* the printing condition's ICC profile: a CMYK
                              output profile, a file of at most 16 MB */
    const char *condition; /* its name in the registry of ICC, "FOGRA39" */
    double trim_mm;        /* from the edge of the sheet to the page's edge */
    double bleed_mm;       /* 0 .. trim_mm */
    int64_t created_at;    /* for the metadata; the clock is not asked */
};

/* Reads `in`, whose pages are laid out on sheets `trim_mm` larger on every
 * side, and writes `out` as PDF/X-4: TrimBox and BleedBox, output intent with
 * the profile, identification in the metadata, no links. Colours are left as
 * they are: text in black ink stays so. The same input gives the same bytes.
 * `out` is incomplete after a failure. */
bool press_pdf(const char *in, const char *out,
               const struct press_settings *settings, char **why);

/* How many pages a PDF has; 0 if it cannot be read or libqpdf has anything to
 * complain about. */
int press_pages(const char *path, char **why);
