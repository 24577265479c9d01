/* The sample award's meeting of the jury. */
#pragma once

#include "model/world.h"

/* Plans one of the edition that is being judged: its first round lies before
 * it, the agenda goes through the categories. */
void demo_meeting_add(const struct world *w, int64_t edition_id,
                      int64_t starts_at);

/* The meeting that decided the published edition: led by the chair, voted by
 * all, closed, and its minutes signed by the chair and the office. What the
 * edition's honours say already is what is moved and carried. `w` is when it
 * began. */
void demo_meeting_decide(const struct world *w, int64_t edition_id);
