/* The part of an edition file about prizes. */
#pragma once

#include "model/setup_reader.h"
#include "model/setup_writer.h"

/* Reads "prizes", notes each fault. */
void setup_read_prizes(const struct reader *r, int64_t edition_id);
void setup_write_prizes(struct writer *o, int64_t edition_id);
/* Removes those of an edition in which nothing is decided. */
void setup_drop_prizes(const struct world *w, int64_t edition_id);
/* Reads and writes "nominees" and "telling": the instants from which nominees
 * are public and companies are told. */
void setup_read_telling(const struct reader *r, int64_t edition_id);
void setup_write_telling(struct writer *o, int64_t edition_id);
