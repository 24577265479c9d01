/* Telling companies what the jury decided. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct telling_mail {
    int64_t id;
    const char *name, *recipient; /* name: NULL if the account is gone */
    const char *state;            /* as in the outbox */
};

struct telling_company {
    const char *name;
    const struct telling_mail *mail;
    size_t count;    /* mails that are written */
    size_t contacts; /* who are to get one */
};

/* All who are told the same. */
struct telling_group {
    const char *title;
    int64_t due_at;
    const struct telling_company *company;
    size_t count;
};

struct telling_view {
    const char *csrf, *slug;
    const struct form *form;
    const char *obstacle; /* why nothing can be told yet, or NULL */
    bool posts;           /* the program sends mails */
    const struct telling_group *group;
    size_t count;
    size_t missing, held, ready, sent; /* mails */
};
void html_telling(struct out *o, const struct telling_view *v);
