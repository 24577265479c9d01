/* The office's own pages: people and outbox. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "model/second.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct person_view {
    int64_t id;
    const char *name, *email;
    bool organiser, juror, company;
    bool active;    /* has set a password */
    bool confirmed; /* followed a link that was sent to the address */
    bool disabled;
    bool second; /* has a second factor */
    bool self;   /* the organiser who looks */
};

struct people_view {
    const struct form *form; /* of the invitation */
    const char *csrf;
    const struct person_view *person;
    size_t count;
    struct second_rules rules; /* for whom a second factor is required */
};
void html_people(struct out *o, const struct people_view *v);

struct mail_view {
    int64_t id;
    const char *name, *recipient, *subject, *language, *body, *link;
    int64_t created_at;
    bool sent;
};

struct outbox_view {
    const struct mail_view *mail;
    size_t count;
    int64_t older; /* first id not shown, 0: this is the end */
};
void html_outbox(struct out *o, const struct outbox_view *v);
void html_mail(struct out *o, const struct mail_view *v);
