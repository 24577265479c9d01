/* Proposing a company, and what becomes of a proposal: the public form, the
 * proposer's own page, the company's page. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct propose_option {
    const char *code, *name, *description;
};

struct propose_view {
    const struct form *form;
    const char *csrf, *key, *slug;
    const char *title, *organiser, *email; /* of the edition */
    const char *problem;                   /* why it was not taken, or NULL */
    bool employees; /* only they may: then the proposer states to be one */
    bool late;      /* what was typed can only be copied */
    const int64_t *deadline_at;
    const struct propose_option *category, *relation;
    size_t category_count, relation_count;
};
void html_propose(struct out *o, const struct propose_view *v);
/* The same for everybody who sent something. */
void html_propose_sent(struct out *o, const char *email);
void html_propose_closed(struct out *o, const char *title, const char *email);

/* --- the proposer's own page ------------------------------------------------
 */

struct own_view {
    const char *csrf, *path, *title;
    const char *state, *pill, *text; /* where it stands */
    const char *dismissal;           /* the office's reason, or "" */
    const char *winners;             /* path, or NULL */
    const char *company, *place, *category, *relation, *name, *email, *reason;
    bool unnamed, share;
    bool confirms; /* the address is still to be confirmed */
    bool late;     /* and cannot be any more */
    bool withdraws;
    int64_t until; /* of confirming */
};
void html_own(struct out *o, const struct own_view *v);

/* --- the company's page ------------------------------------------------------
 */

struct told_source {
    const char *name, *relation; /* "" who stays unnamed */
};

struct told_organisation {
    int64_t id;
    const char *name;
};

struct told_view {
    const struct form *form;
    const char *csrf, *path;
    const char *title, *organiser, *contact; /* of the edition */
    const char *company, *place, *email, *category, *description;
    const struct told_source *source;
    size_t source_count;
    const char *const *reason;
    size_t reason_count;
    int64_t until;
    const int64_t *deadline_at;
    bool late;
    bool logged_in, acts;      /* acts: for a company */
    bool held;                 /* he would, with a second factor */
    const char *login, *enrol; /* where to log in, where to register */
    const struct told_organisation *organisation;
    size_t organisation_count;
};
void html_told(struct out *o, const struct told_view *v);
/* Any link that leads nowhere any more. */
void html_proposal_over(struct out *o);
