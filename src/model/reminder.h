/* Reminders: at the instants that the office sets for a round, each juror with
 * open work in it gets one mail that names what is open for him.
 *
 * Whether somebody is reminded is decided twice: when the mails are written and
 * when each is sent (outbox.h). A timed reminder is never sent after the
 * round's announced close; "remind now" may be, as long as the round takes
 * marks. */
#pragma once

#include "base/lang.h"
#include "model/round.h"

#include <stdbool.h>
#include <stddef.h>

enum reminder_outcome {
    REMINDER_OK,
    REMINDER_PAST,        /* the instant is over */
    REMINDER_AFTER_CLOSE, /* the instant is not before the announced close */
    REMINDER_TWICE,       /* there is one at this instant, or just was */
    REMINDER_OVER,        /* the round is closed or replaced, or combines */
    REMINDER_NOT_OPEN,    /* the round takes no marks yet */
    REMINDER_NOBODY       /* nothing is open for anybody */
};

/* --- by the office; write transaction; logged --- */

/* For a planned or open round. */
enum reminder_outcome reminder_add(const struct world *w, int64_t round_id,
                                   int64_t due_at, bool hold);
/* Only while it is planned; false: it is not any more. */
bool reminder_remove(const struct world *w, int64_t id);
bool reminder_set_hold(const struct world *w, int64_t id, bool hold);
/* Writes the mails at once. `seen`: the round's newest reminder that the page
 * showed, so that pressing the button twice reminds once. */
enum reminder_outcome reminder_now(const struct world *w, int64_t round_id,
                                   int64_t seen, bool hold, size_t *mails);
/* The new round of a change of rules takes over what is still planned. */
void reminder_move(const struct world *w, int64_t from_round, int64_t to_round);

/* --- for reading --- */

enum { REMINDER_SUGGESTIONS = 3 };
/* Instants still to come: nine o'clock a week and two days before the close and
 * on the day of it; how many. */
size_t reminder_suggest(const struct world *w, const struct round *round,
                        int64_t instant[REMINDER_SUGGESTIONS]);
/* For how many jurors something is open. */
size_t reminder_audience(const struct world *w, int64_t round_id);
/* What is open for the juror in the reminder's round, by kind, a nomination a
 * line; only how many, until he has accepted what is to be accepted before he
 * reads; "" if nothing is. */
const char *reminder_open_text(const struct world *w, int64_t reminder_id,
                               int64_t jury_member_id, enum lang lang);
/* Why this juror must not be reminded now: "closed", "finished", "disabled";
 * NULL: he may. */
const char *reminder_untrue(const struct world *w, int64_t reminder_id,
                            int64_t jury_member_id);

/* --- by the job process --- */

/* Writes the mails of every reminder that is due, in a transaction of its own.
 * Of several that were missed in a round the last one counts; how many mails.
 */
size_t reminder_run(const struct world *w);
