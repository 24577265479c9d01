/* The brochure in an edition file: "brochure", an object with the design and
 * the parts. Pictures do not travel in an edition file, and so neither do their
 * credits and descriptions. */
#pragma once

#include "model/setup_reader.h"
#include "model/setup_writer.h"

/* Nothing where nobody has changed anything. */
void setup_write_brochure(struct writer *o, int64_t edition_id);
void setup_read_brochure(const struct reader *r, int64_t edition_id);
void setup_drop_brochure(const struct world *w, int64_t edition_id);
