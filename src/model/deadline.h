/* The deadline of a call once it is public: it moves later only, for a reason,
 * and everybody who works at a nomination hears of it. */
#pragma once

#include "model/edition.h"

#include <stdbool.h>

/* Is this a later deadline of a call that was opened? Then a reason is due. */
bool deadline_extends(const struct edition *e, const int64_t *after);
/* Would it take time away that was promised? Refused: companies rely on it. */
bool deadline_shortens(const struct world *w, const struct edition *e,
                       const int64_t *after);
/* Keeps the extension and writes the mails: to the contacts of all drafts and
 * of what was submitted, once each. */
void deadline_extend(const struct world *w, const struct edition *before,
                     int64_t after, const char *reason);
/* The calendar file gets its next number if a public date is another. */
void deadline_dates_changed(const struct world *w, const struct edition *before,
                            const struct edition_settings *after);

struct deadline_extension {
    int64_t before_at, after_at, changed_at;
    const char *reason;
};
/* The extension that made the deadline what it is; false if there was none. */
bool deadline_extension(const struct world *w, const struct edition *e,
                        struct deadline_extension *x);

enum { REMIND_DAYS_MAX = 60 };
/* So many days before the deadline contacts of drafts are reminded; 0: not. */
int64_t deadline_remind_days(const struct world *w, int64_t edition_id);
void deadline_set_remind_days(const struct world *w, int64_t edition_id,
                              int64_t days);
/* Writes the reminders that are due now, once for each deadline. Write
 * transaction. */
void deadline_remind(const struct world *w);
bool deadline_remind_due(const struct world *w);
