/* The part of an edition file that says how is judged: rounds, criteria,
 * methods. */
#pragma once

#include "model/setup_reader.h"

/* Reads the array "rounds" and adds them to the edition; a round may combine
 * only those of its own or an earlier stage that have criteria. */
void setup_read_rounds(const struct reader *r, int64_t edition_id);
