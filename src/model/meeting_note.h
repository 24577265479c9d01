/* What was said about a nomination in a meeting: one note for each nomination
 * of an item, every version kept. Whoever leads, and the award office, write
 * it; who may is the pages' to decide (page/meeting_note.h). */
#pragma once

#include "model/meeting.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MEETING_NOTE_CHARACTERS_MAX = 4000 };

struct meeting_note {
    int64_t id; /* 0: nothing was written yet */
    const char *text;
    bool in_minutes;        /* the minutes print it */
    int64_t revision;       /* 0: nothing was written yet */
    const char *changed_by; /* name; NULL: gone, or nobody yet */
    int64_t changed_at;
};
/* Empty if there is none. */
struct meeting_note meeting_note_get(const struct world *w, int64_t item_id,
                                     int64_t entry_id);
/* All versions, the newest first. */
size_t meeting_note_versions(const struct world *w, int64_t note_id,
                             struct meeting_note **list);

enum meeting_note_outcome {
    MEETING_NOTE_OK,
    MEETING_NOTE_STATE, /* the meeting has not been opened, or was cancelled */
    MEETING_NOTE_PLACE, /* the item is not about that nomination */
    MEETING_NOTE_CHANGED, /* somebody else wrote meanwhile: nothing is stored */
    MEETING_NOTE_SIGNED   /* somebody has signed the meeting's minutes */
};
/* Writes a version if something differs; `revision` is the one that the form
 * was made from. The text is cleaned. Also after the meeting, until the first
 * signature under its minutes. Write transaction; logged. */
enum meeting_note_outcome meeting_note_put(const struct world *w,
                                           const struct meeting_item *item,
                                           int64_t entry_id, int64_t revision,
                                           const char *text, bool in_minutes);

/* Does a signature under the meeting's minutes keep them as they are? */
bool meeting_note_locked(const struct world *w, int64_t meeting_id);

/* May this juror read notes on that nomination in that item? He has been in the
 * room, the item was called, he is not out for it, and he declared to be free
 * of conflicts with the nomination. */
bool meeting_note_readable(const struct world *w, const struct meeting *m,
                           const struct meeting_item *item, int64_t entry_id,
                           int64_t jury_member_id);
