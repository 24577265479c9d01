/* What of the queue a juror wants to see. He chooses by a link; the choice
 * stays with his browser until he makes another or closes it, so that it is
 * kept on every way back to the queue and by previous and next on the sheet. */
#pragma once

#include "page/ctx.h"
#include "page/jury_view.h"

struct queue_filter {
    enum queue_show show;
    int64_t category_id; /* 0: all */
};

/* From "?show=todo&category=2", and for what is not said there, as kept. */
struct queue_filter queue_filter_read(const struct ctx *c);
/* Keeps what the address says; does nothing when it says nothing. */
void queue_filter_keep(struct ctx *c);

/* "todo" */
const char *queue_filter_code(enum queue_show show);

/* Sets which items are shown, and the counts at the filter's links: how many
 * there would be after the click. A choice that makes no sense in this round
 * (to do in a closed one, a category that it does not have) shows all. */
void queue_filter_apply(struct arena *mem, const struct queue_filter *f,
                        struct queue_view *q);

/* The shown entries before and after that one in the queue, 0: none. */
int64_t queue_before(const struct queue_view *q, int64_t entry_id);
int64_t queue_after(const struct queue_view *q, int64_t entry_id);
