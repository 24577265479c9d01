/* The award office plans meetings of the jury and sets how it votes. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct ctx;
struct edition;
struct meeting;

void get_office_meetings(struct ctx *c);
void post_office_vote_rules(struct ctx *c);
void get_office_meeting_new(struct ctx *c);
void post_office_meeting_new(struct ctx *c);

void get_office_meeting(struct ctx *c);
void post_office_meeting(struct ctx *c);
void post_office_meeting_cancel(struct ctx *c);
void post_office_meeting_agenda(struct ctx *c);

/* The meeting of the path; the page bears its edition and has its tabs. false:
 * 404 is said. */
bool office_meeting_find(struct ctx *c, struct meeting *m, struct edition *e);
/* Its page, with the form as it stands in c->form. */
void office_meeting_show(struct ctx *c, const struct meeting *m,
                         const struct edition *e, int status);
const char *office_meeting_path(const struct ctx *c, int64_t id);
/* "12.10.2026 09:00 – 12:30" */
const char *office_meeting_time(const struct ctx *c, const struct meeting *m);
