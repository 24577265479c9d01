/* Meetings in the office. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct office_meeting_row {
    int64_t id, number;
    const char *title, *when, *place;
    const char *state; /* "planned", "open", "closed", "cancelled" */
    int64_t items;
    const char *signing; /* of a closed one: where its minutes stand; or NULL */
    bool signing_done;
};

struct office_meetings_view {
    const struct form *form; /* the rules of voting */
    const char *csrf, *slug;
    const struct office_meeting_row *row;
    size_t count;
    bool fixed; /* a meeting is open: it keeps the rules that it has */
};
void html_office_meetings(struct out *o, const struct office_meetings_view *v);

struct office_meeting_choice {
    const char *value, *label;
};

/* Fields of a plan. */
struct office_meeting_plan {
    const struct form *form;
    const struct office_meeting_choice *round;
    size_t round_count;
};

struct office_meeting_new_view {
    struct office_meeting_plan plan;
    const char *csrf, *slug;
};
void html_office_meeting_new(struct out *o,
                             const struct office_meeting_new_view *v);

struct office_meeting_item {
    int64_t id;
    const char *kind;        /* in words */
    const char *title;       /* of a nomination with its number */
    const char *title_other; /* of a topic in the other language, or "" */
    int64_t minutes;
    /* jurors who leave the room for it, and who would because they have not
     * declared anything */
    int64_t out, undeclared;
    const int64_t *begun_at;
};

struct office_meeting_view {
    struct office_meeting_plan plan;
    const char *csrf, *slug;
    int64_t id;
    const char *title, *kicker, *when, *place;
    const char *state;
    const struct office_meeting_item *item;
    size_t item_count;
    int64_t minutes;                            /* of all items */
    const struct office_meeting_choice *choice; /* what can be added */
    size_t choice_count;
    int64_t missing_nominees, missing_entries; /* not on the agenda */
    const char *const *rule; /* how is voted, a sentence each */
    size_t rule_count;
    const char *const *trouble; /* what is in the way of opening */
    size_t trouble_count;
    const char *signing; /* of a closed one: where its minutes stand; or NULL */
    bool signing_done;
};
void html_office_meeting(struct out *o, const struct office_meeting_view *v);
