/* The part of an edition file that says who can take part: sizes of categories
 * and the questions before the form. */
#pragma once

#include "model/setup_reader.h"

/* Reads "size" of a category: {"from": 10, "below": 250}, in heads or full-time
 * equivalents, whatever the edition's size question counts. */
void setup_read_size(const struct reader *r, int64_t category_id);
/* Reads "eligibility", and notes sizes of categories that overlap. */
void setup_read_eligibility(const struct reader *r, int64_t edition_id);
/* Removes the questions. */
void setup_drop_eligibility(const struct world *w, int64_t edition_id);
