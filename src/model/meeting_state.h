/* Between the files that hold meetings and motions. */
#pragma once

#include "model/meeting.h"

struct audit_field;

/* An id for a column in which 0 is NULL. */
static inline const int64_t *meeting_ref(const int64_t *id)
{
    return *id != 0 ? id : NULL;
}

/* A line in the meeting's thread: "called" … */
void meeting_event(const struct world *w, int64_t meeting_id, const char *kind,
                   int64_t item_id, int64_t jury_member_id);
/* Writes who took the chair, if whoever acts leads and is another than
 * before. */
void meeting_note_chair(const struct world *w, const struct meeting *m);
/* An entry of the log about the meeting with a number in it: {"item":7}. */
void meeting_log(const struct world *w, const char *action, int64_t meeting_id,
                 const char *name, int64_t value);
/* Of several nominations the first conflict, or NULL; "" if there is none but
 * something was not declared. */
const char *meeting_conflict(const struct world *w, int64_t jury_member_id,
                             const int64_t *entry_id, size_t count);
