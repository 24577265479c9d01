/* A round's reminders in the office. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct reminder_row {
    int64_t id, due_at;
    bool hold, manual;
    const char *state, *reason; /* as in the table */
    int64_t mails, held, sent, cancelled;
};

struct reminders_view {
    const struct form *form;
    const char *csrf;
    const char *slug, *name; /* slug of the edition */
    int64_t round_id;
    const int64_t *closes_at;
    bool editable; /* the round is planned or open */
    bool open;     /* it takes marks */
    bool posts;    /* the program sends mails */
    const struct reminder_row *row;
    size_t count;
    const int64_t *suggestion;
    size_t suggestion_count;
    size_t audience; /* jurors with open work now */
    int64_t newest;  /* id of the newest reminder, 0: none */
};
void html_reminders(struct out *o, const struct reminders_view *v);
