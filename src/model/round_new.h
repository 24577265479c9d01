/* A further round of an edition, made in the office: with the criteria of
 * another one, to be changed afterwards, or combining others. */
#pragma once

#include "model/round.h"

enum { ROUND_STAGE_MAX = 9 };

struct round_new {
    const char *slug, *name_de, *name_en;
    int64_t stage;
    const int64_t *category_id; /* NULL: all */
    bool nominees;              /* takes only them */
    int64_t from_id; /* whose criteria, rules and sheet; 0: it combines */
    const struct round_new_part {
        int64_t id, share;
    } * part;
    size_t part_count;
};

/* Rounds of the edition that can be copied or combined: with criteria, and not
 * replaced. The caller takes from_id and parts from among them, parts of no
 * later stage. Returns the round's id, 0 if the slug is taken. Logged. */
int64_t round_new_add(const struct world *w, int64_t edition_id,
                      const struct round_new *wish);
