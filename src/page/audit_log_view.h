/* The audit log as the office reads it. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "page/audit_payload.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct log_option {
    const char *value, *label;
};

struct log_entry_view {
    int64_t id, at;
    const char *name;    /* who, or NULL: the program or the command line */
    const char *what;    /* in the user's language */
    const char *subject; /* to what, the same */
    const char *digest;
    struct payload_view payload;
};

struct log_view {
    const struct form *form; /* what was asked for, and what is wrong with it */
    const struct log_option *subject, *person;
    size_t subject_count, person_count;
    bool filtered; /* something was asked for */

    int64_t head_id; /* the last entry of all, 0: there is none */
    const char *head_digest;

    int64_t total; /* entries that match, on this page or not */
    const struct log_entry_view *entry;
    size_t count;
    const char *newest, *older; /* where those pages are, or NULL */
};

/* With errors in the form no entries are shown, only the form. */
void html_log(struct out *o, const struct log_view *v);
