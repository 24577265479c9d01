/* Writing mails: rendered from assets/mail/KIND.LANGUAGE.txt into rows of the
 * outbox (outbox.h). Where the program sends mails, they wait for that; else
 * they are held for the office to pass on. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct mail_value {
    const char *name; /* {{name}} in the template */
    const char *text;
};

/* Renders the template in that language for that person and appends it to the
 * outbox. `link` is offered for copying, "" if there is none; {{name}} of the
 * recipient, {{link}}, {{url}} and {{award}} (title of the present edition) are
 * always there, unless `values` has another of that name. An unknown template
 * or a value that the template asks for and nobody gave is a broken
 * invariant. */
int64_t mail_add(const struct world *w, int64_t user_id, const char *kind,
                 const struct mail_value *values, size_t count,
                 const char *link);

/* The same, held for the office to read, wherever it is sent from; its id, 0
 * where a failing disk is the caller's commit to tell. */
int64_t mail_add_held(const struct world *w, int64_t user_id, const char *kind,
                      const struct mail_value *values, size_t count,
                      const char *link);

/* A mail to an address that may have no account, and nothing in it tells
 * whether it has: who is invited, who proposed a company, or that company. Of
 * the last two it is deleted with that row's data (proposal.h). */
struct mail_stranger {
    const char *email, *language;
    int64_t proposal_id, candidate_id; /* one of them or none, else 0 */
};
/* The same as mail_add() for that person; {{name}} is "" unless it is given.
 * Its id, 0 where a failing disk is the caller's commit to tell. */
int64_t mail_add_stranger(const struct world *w, const struct mail_stranger *to,
                          const char *kind, const struct mail_value *values,
                          size_t count, const char *link);

/* One juror's mail of a reminder (reminder.h). Its {{open}} is filled in when
 * it is sent: the caller gives that value as "{{open}}". */
struct mail_reminder {
    int64_t id, user_id, jury_member_id;
    bool hold; /* the office reads it first */
};
/* false: this juror has a mail of this reminder already; nothing was added. A
 * failing disk is the caller's commit to tell, as with mail_add(). */
bool mail_add_reminder(const struct world *w,
                       const struct mail_reminder *reminder,
                       const struct mail_value *values, size_t count);
