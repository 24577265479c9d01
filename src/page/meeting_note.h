/* Notes of the discussion: written by whoever leads the meeting and by the
 * award office, read by jurors who were in the room. Nothing of a note reaches
 * anybody who has a conflict of interest with its nomination. */
#pragma once

#include "page/meeting_place.h"

void get_meeting_notes(struct ctx *c); /* both paths of a meeting */
void post_meeting_notes(struct ctx *c);

/* The notes of an item as part of another page of this meeting; nothing where
 * the visitor may read none. Their forms lead to the page of notes. */
void meeting_note_section(struct ctx *c, const struct meeting_place *p,
                          const struct meeting_item *item);
