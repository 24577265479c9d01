/* The part of an edition file that is the form of a nomination. */
#pragma once

#include "model/setup_reader.h"

/* Reads the array "sections" and adds sections, questions, choices and
 * conditions to the edition, whose categories are there already. */
void setup_read_form(const struct reader *r, int64_t edition_id);
/* Removes them. */
void setup_drop_form(const struct world *w, int64_t edition_id);
