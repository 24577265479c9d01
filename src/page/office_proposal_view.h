/* Proposals in the award office. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "page/office_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct office_proposed {
    int64_t id;
    const char *company, *place, *category, *state, *pill;
    int64_t proposals;
    int64_t tell_by;  /* the company is to be told until then; 0: it was */
    bool late;        /* that day is over */
    const char *note; /* what is missing, or "" */
};

struct office_mode {
    const char *field, *name; /* of the category */
};

struct office_proposals_view {
    const struct form *form; /* of the settings */
    const char *csrf, *slug, *kicker;
    const struct office_proposed *row;
    size_t count;
    const struct office_mode *mode;
    size_t mode_count;
    const char *link; /* of the public form, to be passed on; or NULL */
};
void html_office_proposals(struct out *o,
                           const struct office_proposals_view *v);

/* One person's. */
struct office_voice {
    int64_t id;
    const char *name, *email, *relation, *reason, *state;
    const char *field;           /* "show_7" */
    bool unnamed, share, domain; /* domain: address at the company's domain */
    int64_t at;
};

struct office_proposal_view {
    const struct form *form;
    const char *csrf, *path, *slug, *title;
    const char *company, *place, *email, *state, *pill, *dismissal;
    int64_t proposed_at, tell_by;
    const int64_t *forwarded_at, *expires_at, *answered_at;
    const int64_t *entry_id;
    const struct office_voice *voice;
    size_t voice_count;
    const struct office_option *category, *other;
    size_t category_count, other_count;
    bool alive;     /* something can be done */
    bool merges;    /* it can be put together with another one */
    bool forwarded; /* before: then the button says "once more" */
};
void html_office_proposal(struct out *o, const struct office_proposal_view *v);
