/* Greetings in the brochure, in order. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct greeting {
    int64_t id, edition_id;
    const char *name, *function_de, *function_en;
    const char *body_de, *body_en; /* Markdown */
    int64_t portrait_file_id;      /* 0: none */
    const char *credit;            /* of the portrait */
};

/* All of an edition; how many. */
size_t greeting_list(const struct world *w, int64_t edition_id,
                     struct greeting **list);
bool greeting_by_id(const struct world *w, int64_t id, struct greeting *g);

/* These are write transactions and logged. Name, function and text; id 0: a new
 * one, at the end. Its id; 0: there is none to change. */
int64_t greeting_save(const struct world *w, const struct greeting *g);
/* One place forward (-1) or back (1). */
void greeting_move(const struct world *w, const struct greeting *g, int step);
/* file 0: none any more. */
void greeting_portrait(const struct world *w, const struct greeting *g,
                       int64_t file_id);
void greeting_credit(const struct world *w, const struct greeting *g,
                     const char *credit);
void greeting_delete(const struct world *w, const struct greeting *g);
