/* The parts of an edition file that setup_form.c and setup_eligibility.c read.
 */
#pragma once

#include <stdint.h>

struct writer;

void setup_write_form(struct writer *o, int64_t edition_id);
void setup_write_size(struct writer *o, int64_t edition_id,
                      int64_t category_id);
/* Nothing if the edition has no such questions. */
void setup_write_eligibility(struct writer *o, int64_t edition_id);
