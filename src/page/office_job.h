/* Jobs that somebody ordered for an edition, and their files. */
#pragma once

struct ctx;

void get_office_job_file(struct ctx *c);
void post_office_job_cancel(struct ctx *c);
void post_office_job_retry(struct ctx *c);
