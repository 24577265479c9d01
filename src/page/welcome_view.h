/* A juror's first page, and what he has accepted. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "page/rules_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The rules of a round, in words. */
struct welcome_rules {
    const char *method;
    const struct rules_criterion *criterion;
    size_t criterion_count;
    const char *const *step;
    size_t step_count;
    const struct rules_fact *fact;
    size_t fact_count;
};

struct welcome_item {
    const char *field;  /* of its box: "confidentiality", "rules_7" */
    const char *digest; /* the box's value */
    const char *title, *label;
    bool is_rules;
    struct html body;           /* of the declaration */
    struct welcome_rules rules; /* of a round */
    const int64_t *accepted_at; /* NULL: not yet */
    bool earlier;               /* another wording was accepted */
};

struct welcome_step {
    const char *name, *note;
    bool done, current;
};

struct welcome_view {
    const struct form *form;
    const char *csrf, *to;
    const char *name, *edition;
    int64_t jury_member_id;
    const struct welcome_step *step;
    size_t step_count;
    const struct welcome_item *item;
    size_t item_count;
    size_t open; /* items that are not accepted yet */
    bool needed; /* nothing else opens before */
};
void html_welcome(struct out *o, const struct welcome_view *v);

struct accepted_item {
    const char *edition, *title, *wording, *digest;
    const char *language; /* of the wording */
    int64_t accepted_at;
    bool markdown; /* body instead of wording */
    struct html body;
};
struct accepted_view {
    const struct accepted_item *item;
    size_t count;
};
void html_accepted(struct out *o, const struct accepted_view *v);
