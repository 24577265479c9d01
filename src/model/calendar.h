/* The public dates of an edition as a calendar file (RFC 5545). */
#pragma once

#include "base/lang.h"
#include "model/edition.h"

/* Opening, deadline and ceremony, as far as they are set; in UTC. The same
 * dates give the same text, other dates the same UIDs with a higher SEQUENCE.
 * Nothing in it depends on what is under embargo. */
const char *calendar_text(const struct world *w, const struct edition *e,
                          enum lang lang);
