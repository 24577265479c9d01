/* A nomination in words, as it is kept and printed. */
#pragma once

#include "base/lang.h"
#include "model/entry.h"

/* All that is asked of it as JSON, in one language; assets/brochure/README.md
 * describes it. The same content has the same text. */
const char *submission_content(const struct world *w, const struct entry *e,
                               enum lang lang);
