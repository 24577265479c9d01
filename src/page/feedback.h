/* Feedback: the letter that a company reads, and the office's pages about it.
 * Who declared a conflict with a company of the edition sees none of the
 * latter: a letter compares with the field (bar.h). */
#pragma once

#include "page/ctx.h"

struct feedback_letter;
struct feedback_view;

/* The company's page; 404 until it may be read, as if there were none. */
void get_my_feedback(struct ctx *c);

void get_feedback_list(struct ctx *c);
void post_feedback_rule(struct ctx *c);
/* All that were read, or the held mails about them. */
void post_feedback_release(struct ctx *c);
void get_office_feedback(struct ctx *c);
/* The own words, "read", "release". */
void post_office_feedback(struct ctx *c);
void post_feedback_comment(struct ctx *c);

/* The letter for reading, with the methods' texts. */
void feedback_show(struct ctx *c, const struct feedback_letter *letter,
                   struct feedback_view *v);
