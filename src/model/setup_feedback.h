/* The part of an edition file that says what companies learn:
 * "feedback": {"offer": "scores", "place": "third", "rounds": ["jury"],
 * "available": "2026-11-30T09:00"}. */
#pragma once

#include "model/setup_reader.h"
#include "model/setup_writer.h"

/* After the rounds; without it the edition offers nothing. */
void setup_read_feedback(const struct reader *r, int64_t edition_id);
void setup_write_feedback(struct writer *o, int64_t edition_id);
