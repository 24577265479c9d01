/* The words of the winners' kit in an edition file: "kit", an array of the
 * pieces whose words the office changed. Notes for the ceremony name
 * nominations and do not travel. */
#pragma once

#include "model/setup_reader.h"
#include "model/setup_writer.h"

/* Nothing where nobody has changed any words. */
void setup_write_kit(struct writer *o, int64_t edition_id);
void setup_read_kit(const struct reader *r, int64_t edition_id);
void setup_drop_kit(const struct world *w, int64_t edition_id);
