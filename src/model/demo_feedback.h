/* Feedback in the sample award: comments of the jury, and letters on their way.
 */
#pragma once

#include "model/world.h"

/* The edition offers scores and comments of its rounds; before anything is
 * marked, so that jurors know. */
void demo_feedback_offer(const struct world *w, int64_t edition_id);
/* What that juror (from 0) writes on a criterion (from 0), or on the whole
 * nomination (-1); "" nothing. */
const char *demo_feedback_comment(const char *entry_code, size_t juror,
                                  int criterion);
/* The office chooses comments and releases the first letter; another one was
 * read. */
void demo_feedback_release(const struct world *w, int64_t edition_id);
