/* The live meeting: what jurors, the chair and the award office see while it is
 * open, and what they do. A page whose middle part is served alone with
 * ?part=1; its digest is its etag, and what a stream of events says. */
#pragma once

#include "page/meeting_place.h"

#include <stdbool.h>

struct meeting_view;

void get_meeting(struct ctx *c);        /* both paths */
void get_meeting_events(struct ctx *c); /* a stream */
void post_meeting_presence(struct ctx *c);
void post_meeting_vote(struct ctx *c);
void post_meeting_lead(struct ctx *c);

/* The page with what is in c->form; `error` stands on top, or is NULL. */
void meeting_page(struct ctx *c, const struct meeting_place *p,
                  const char *error, int status);

/* What only whoever leads sees, and his form's choices, into the view. */
void meeting_fill_lead(struct ctx *c, const struct meeting_place *p,
                       struct meeting_view *v);
/* The form as it is before anybody typed. */
void meeting_fresh_form(struct ctx *c, const struct meeting_place *p);

/* What rankings and own marks say of nominations, as far as this visitor may
 * know it. */
struct meeting_entry;
struct meeting_ranking;
size_t meeting_rankings(struct ctx *c, const struct meeting_place *p,
                        const struct meeting_ranking **list);
void meeting_fill_entries(struct ctx *c, const struct meeting_place *p,
                          struct meeting_view *v);

/* Meetings of the visitor's juries that are open or planned, above his queue.
 */
void meeting_banners(struct ctx *c);
