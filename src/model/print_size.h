/* How large a picture is printed in the brochure (assets/brochure/entry.typ),
 * and whether it has pixels enough for that. */
#pragma once

#include <stdbool.h>

enum {
    PRINT_PPI = 300,      /* what good print needs */
    PRINT_PPI_SOFT = 250, /* below: one sees it */
    PRINT_PPI_POOR = 150  /* below: everybody sees it */
};

struct print_size {
    int width_mm, height_mm;
    bool cover; /* fills the place, cut at its sides; else fits into it */
};

/* The largest place that a slot has for a picture on a page of its own, with
 * its bleed; on a double page a photo is higher (print_double_mm), and
 * preflight says what it is there. `format` is that of the design, "a4" if it
 * is another. false: the slot prints none. */
bool print_size_in(const char *format, const char *slot,
                   struct print_size *size);
/* The same in A4, where no brochure is looked at. */
bool print_size_of(const char *slot, struct print_size *size);
/* How high a photo is at most on the first of two pages, in mm. */
int print_double_mm(const char *format);
/* Pixels per inch of a picture printed there. */
int print_ppi(const struct print_size *size, long long width, long long height);
/* The pixels that fill the place at PRINT_PPI. */
void print_pixels(const struct print_size *size, int *width, int *height);
