/* Invitations to a meeting of the jury: who was told the date, and what he
 * answered. An answer is one to the date that he was told: if the meeting has
 * another one by now, he is told again and asked anew. */
#pragma once

#include "base/lang.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { INVITE_WORDS_MAX = 500, INVITE_DEPUTY_MAX = 120 }; /* characters */

struct invite {
    int64_t jury_member_id, user_id;
    const char *code, *name, *institution;
    bool votes, chair, deputy_chair;
    int64_t stands_in_for;     /* jury_member_id; 0: a seat of his own */
    bool disabled;             /* the account: he gets no mail */
    const int64_t *invited_at; /* NULL: not yet */
    bool current;              /* he was told the date as it is now */
    const char *answer;        /* "yes", "maybe", "no"; "" if there is none to
                                  the date as it is now */
    const char *remark, *deputy;
    const int64_t *answered_at, *reminded_at;
    int64_t sequence;
};
/* Everybody in the jury, in order. */
size_t invite_list(const struct world *w, int64_t meeting_id,
                   struct invite **list);
/* The invitation of one; false: he was not invited. */
bool invite_of(const struct world *w, int64_t meeting_id,
               int64_t jury_member_id, struct invite *invite);

/* --- write transaction; logged --- */

/* Writes a mail to everybody who was not told the date as it is now; how many.
 * Only to a planned meeting that is still to come. */
size_t invite_send(const struct world *w, int64_t meeting_id);
/* Writes to everybody who was told and has not answered; how many. Nobody twice
 * within INVITE_PAUSE_S. */
enum { INVITE_PAUSE_S = 60 * 60 };
size_t invite_remind(const struct world *w, int64_t meeting_id);

/* A cancelled meeting that was to come: writes to everybody who was invited;
 * how many. */
size_t invite_tell_cancelled(const struct world *w, int64_t meeting_id);

/* `answer` is "yes", "maybe" or "no"; the texts are cleaned. false: he was not
 * told the date as it is now, or the meeting has begun or is cancelled. */
bool invite_answer(const struct world *w, int64_t meeting_id,
                   int64_t jury_member_id, const char *answer,
                   const char *remark, const char *deputy);

/* The meeting as a calendar file (RFC 5545): its title, date and place, and no
 * nomination. The UID stays, the SEQUENCE grows with each date that he was
 * told. "" if he was not invited. */
const char *invite_calendar(const struct world *w, int64_t meeting_id,
                            int64_t jury_member_id, enum lang lang);
