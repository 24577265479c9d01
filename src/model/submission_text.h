/* A nomination in words, as it is kept and printed. */
#pragma once

#include "base/lang.h"
#include "model/entry.h"

/* All of it as JSON, in one language; assets/brochure/README.md describes it.
 * The same content has the same text. */
const char *submission_content(const struct world *w, const struct entry *e,
                               enum lang lang);

/* A stored answer as readers see it: choices by their label, and so on. */
const char *submission_spoken(const struct world *w, int64_t question_id,
                              const char *kind, const char *value,
                              enum lang lang);
