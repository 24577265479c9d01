/* Names in what jurors of a blind edition read; and declarations of a round
 * beside what the program knows. */
#pragma once

#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct blind_row {
    int64_t entry_id;
    const char *code, *company;
    bool first; /* of its nomination */
    const char *label, *what;
    const char *before, *match, *after;
};

struct blind_view {
    const char *slug;
    bool blind;
    const struct blind_row *row;
    size_t count, named;
    const char *const *seeing; /* jurors of the award office */
    size_t seeing_count;
};
void html_blind(struct out *o, const struct blind_view *v);

struct hint_row {
    const char *juror, *company;
    const char *const *hint;
    size_t hint_count;
    const char *kind;   /* declared; NULL: not yet */
    const char *remark; /* "" for none */
    bool late;
};

struct round_hints_view {
    int64_t round_id;
    const char *slug;
    bool shown; /* there are conflicts to be declared in this round */
    const struct hint_row *row;
    size_t count;
    int64_t undeclared; /* of all that is assigned */
    bool blind;
    size_t named; /* nominations that name their company, if blind */
};
void html_round_hints(struct out *o, const struct round_hints_view *v);
