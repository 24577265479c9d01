/* Where a text names somebody it should not: the company, its domain, its
 * people. For blind editions. Pure.
 *
 * Names are found in every spelling that means the same: Müller, MÜLLER and
 * Mueller, "Beispiel-Optik" and "BeispielOptik", with an s or es behind. Single
 * words of a name are looked for when they are not words of everyday use. It
 * warns: a word too many is better than one too few. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum found_what {
    FOUND_COMPANY, /* its whole name, without legal form */
    FOUND_WORD,    /* a distinctive word of it */
    FOUND_DOMAIN,
    FOUND_PERSON,
    FOUND_EMAIL
};

/* What is looked for; made once for many texts. */
struct name_finder;
struct name_finder *name_finder_new(struct arena *mem);
void name_finder_company(struct name_finder *f, const char *name);
/* A person's name, "Dr. Ada Beispiel": whole, or the last name. */
void name_finder_person(struct name_finder *f, const char *name);
/* The address, and its domain unless everybody gets addresses there. */
void name_finder_email(struct name_finder *f, const char *email);
void name_finder_url(struct name_finder *f, const char *url);

struct found {
    enum found_what what;
    size_t from, to; /* bytes of the text */
};

/* All places, in the order of the text and without overlaps; how many. */
size_t name_finder_search(const struct name_finder *f, const char *text,
                          struct found **found);
