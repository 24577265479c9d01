/* What every page that takes a password needs. Such a page has no transaction
 * of its own (TX_NONE): its handler runs once to begin the work, and again when
 * the work is done. */
#pragma once

#include "model/attempt.h"
#include "page/ctx.h"

#include <stdbool.h>

struct user;

/* Is the field's text fit for a new password? Else the form has an error. */
bool password_acceptable(struct ctx *c, const char *field);

/* Begins to compare the password with the account's; with no account (NULL),
 * a disabled one or one without a password, as much work is done for nothing.
 */
void password_compare(struct ctx *c, const struct user *u,
                      const char *password);
/* Begins to hash a new password, which password_acceptable() has accepted. */
void password_hash(struct ctx *c, const char *password);
/* Does the finished comparison hold for this account as it is now? */
bool password_fits(const struct ctx *c, const struct user *u);

/* Counts an attempt in a transaction of its own. false: the reply is made, or
 * (*minutes > 0) there were too many. */
bool password_attempt(struct ctx *c, enum attempt_kind kind,
                      const char *account, int *minutes);
/* Commits what the handler began; false, and the reply is made, if it failed.
 */
bool password_commit(struct ctx *c);
/* Says how long to wait: sets 429 and Retry-After, returns the sentence. */
const char *password_too_many(struct ctx *c, int minutes);
