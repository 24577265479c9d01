/* Jobs that somebody ordered for an edition, and their files. */
#pragma once

#include "model/edition.h"
#include "page/ctx.h"

#include <stdbool.h>

void get_office_job_file(struct ctx *c);
void post_office_job_cancel(struct ctx *c);
void post_office_job_retry(struct ctx *c);

/* What leaves the house says who won: closed to who has a conflict in the
 * edition, until everybody may know. true: that is said. */
bool office_brochure_barred(struct ctx *c, const struct edition *e);
