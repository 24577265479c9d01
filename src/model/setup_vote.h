/* The part of an edition file about the rules of voting, and the seats' part in
 * it. */
#pragma once

#include "model/setup_reader.h"
#include "model/setup_writer.h"

/* Reads "voting", notes each fault. */
void setup_read_voting(const struct reader *r, int64_t edition_id);
/* Nothing where the rules were never set. */
void setup_write_voting(struct writer *o, int64_t edition_id);
/* Removes the rules of an edition that is not in use. */
void setup_drop_voting(const struct world *w, int64_t edition_id);
/* "stands_in_for" of each juror, once all of them are there. */
void setup_read_stand_ins(const struct reader *r, int64_t edition_id);
