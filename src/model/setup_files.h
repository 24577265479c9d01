/* Which files a question of an edition file takes: "files_max", how many, and
 * "accepts", of which kinds, as words of model/content.h. */
#pragma once

#include "model/setup_reader.h"

/* Reads both from the question's object and stores them; notes what is wrong.
 * The kind is the question's. */
void setup_read_files(const struct reader *r, int64_t question_id,
                      const char *kind);
