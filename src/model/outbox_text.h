/* What stands for something else in the text of a mail. Shared by outbox.c and
 * outbox_post.c. */
#pragma once

#include "model/outbox.h"

static const char outbox_link[] = "{{link}}"; /* in an edited text */
static const char outbox_open[] = "{{open}}"; /* in the text of a reminder */

/* A copy of the text in which `link`, unless "", and {{link}} become `link_as`,
 * and {{open}} becomes `open_as`. What was put in is not looked at again. */
char *outbox_fill(struct arena *mem, const char *text, const char *link,
                  const char *link_as, const char *open_as);

/* The mail is sent. A link that lets somebody in is not kept:
 * from now on the recipient alone has it. */
void outbox_keep_sent(const struct world *w, const struct mail *m);
