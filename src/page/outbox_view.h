/* The outbox in the office. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mail_view {
    int64_t id;
    const char *name, *recipient, *subject, *language;
    const char *state, *reason; /* as in the table */
    int64_t created_at;
    const int64_t *sent_at;
    const char *kind; /* its template */
    int64_t attempts;
    int64_t due_at; /* of a waiting mail: not before; 0: at once */
    bool posts;     /* the program sends mails */
};

struct box_view {
    const char *code, *name;
    int64_t count;
    bool chosen;
};

struct outbox_view {
    const struct box_view *box;
    size_t box_count;
    const struct mail_view *mail;
    size_t count;
    int64_t older;       /* first id not shown, 0: this is the end */
    const char *chosen;  /* code of the box */
    int64_t reminder_id; /* 0: all mails */
    int64_t held;        /* of that reminder */
    const char *csrf;
    bool posts;
};
void html_outbox(struct out *o, const struct outbox_view *v);

/* An attempt to send a mail. */
struct mail_attempt_view {
    int64_t id, mail_id;
    const char *recipient, *subject, *language; /* in the list of all only */
    int64_t started_at;
    const int64_t *ended_at;
    const char *outcome, *answer;
};

struct mail_version_view {
    const char *subject, *body, *name;
    int64_t replaced_at;
};

struct mail_page_view {
    const char *csrf;
    struct mail_view mail;
    const char *body, *link; /* link: NULL where it is not to be passed on */
    bool open_today;         /* the text holds today's list of what is open */
    const struct mail_attempt_view *attempt;
    size_t attempt_count;
    const struct mail_version_view *version;
    size_t version_count;
    int64_t reminder_id, round_id; /* 0: no reminder */
};
void html_mail(struct out *o, const struct mail_page_view *v);

struct mail_edit_view {
    const struct form *form;
    const char *csrf;
    struct mail_view mail;
    bool link, open; /* which placeholders the text had */
    bool lost;       /* one is gone: ask */
};
void html_mail_edit(struct out *o, const struct mail_edit_view *v);

struct mail_log_view {
    const struct mail_attempt_view *attempt;
    size_t count;
    int64_t older;
};
void html_mail_log(struct out *o, const struct mail_log_view *v);

/* The table of attempts; with_mail: its mail in the first column. */
void html_attempts(struct out *o, const struct mail_attempt_view *attempt,
                   size_t count, bool with_mail);
