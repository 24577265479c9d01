/* What the pages about feedback show. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "model/feedback.h"
#include "model/feedback_letter.h"

#include <stdbool.h>
#include <stddef.h>

/* --- the letter --- */

struct feedback_view {
    const struct feedback_letter *letter;
    const char *const *method; /* of each part, as the award publishes it */
    const char *title;         /* of the edition */
    int64_t entry_id;
    int64_t released_at; /* 0: a preview */
};
/* The letter alone, for the company's page and the office's preview. */
void html_feedback_letter(struct out *o, const struct feedback_view *v);
void html_my_feedback(struct out *o, const struct feedback_view *v);

/* --- the office's list --- */

struct feedback_pill {
    const char *class, *text;
};

struct feedback_row {
    int64_t entry_id;
    const char *company, *category; /* category: NULL if there is none */
    struct feedback_pill pill;
    const char *note; /* NULL: nothing more to say */
    int64_t released_at;
};

struct feedback_list_view {
    const struct form *form; /* of the settings */
    const char *csrf, *slug;
    const char *offered; /* what is offered, and from when; in words */
    const struct feedback_row *row;
    size_t count;
    size_t read, held; /* letters to release; mails to let go */
    const struct feedback_round *round;
    size_t round_count;
    bool offers, comments, opened, posts;
};
void html_feedback_list(struct out *o, const struct feedback_list_view *v);

/* --- one company, for the office --- */

struct feedback_comment_row {
    int64_t ballot_id, criterion_id; /* 0: on the whole nomination */
    const char *round, *where;       /* where: the criterion, or NULL */
    const char *comment, *chosen;    /* NULL: not chosen */
    const char *typed, *error;       /* after a refusal, else NULL */
    bool told;
};

struct feedback_past {
    int64_t number, at;
    const char *name; /* NULL: unknown */
};

struct feedback_office_view {
    const struct form *form; /* of the own words */
    const char *csrf, *slug, *company;
    int64_t entry_id;
    struct feedback_pill pill;
    const struct feedback_view *letter; /* NULL: in none of the rounds */
    const char *digest;                 /* of what is shown */
    const char *reader;                 /* who read it, or NULL */
    int64_t read_at;
    bool is_read, same; /* this one; is it the released one */
    const char *opens;  /* when the company can read, in words */
    const struct feedback_past *past;
    size_t past_count;
    const struct feedback_comment_row *comment;
    size_t comment_count;
    bool comments;
};
void html_feedback_office(struct out *o, const struct feedback_office_view *v);
