/* The outbox: mails rendered from assets/mail/KIND.LANGUAGE.txt into rows that
 * the office can read. */
#pragma once

#include "model/world.h"

#include <stddef.h>

struct mail_value {
    const char *name; /* {{name}} in the template */
    const char *text;
};

/* Renders the template in that language for that person and appends it to the
 * outbox. `link` is offered for copying, "" if there is none; {{name}} of the
 * recipient, {{link}}, {{url}} and {{award}} (title of the present edition) are
 * always there. An unknown template or a
 * value that the template asks for and nobody gave is a broken invariant. */
void mail_add(const struct world *w, int64_t user_id, const char *kind,
              const struct mail_value *values, size_t count, const char *link);
