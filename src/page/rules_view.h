/* The rules of a round. */
#pragma once

#include "page/round_view.h"
#include "page/rules_words.h"

struct rules_link {
    int64_t id; /* of a round; 0: there is none */
    const char *name;
};
struct rules_choice {
    const char *value, *label, *hint; /* hint or NULL */
};
/* A change that waits for its answer. */
struct rules_proposal {
    int64_t id, at;
    const char *reason, *proposer;
    bool own; /* of the reader */
    const struct rules_difference *difference;
    size_t difference_count;
};
/* One that was answered. */
struct rules_past {
    const char *title, *answer, *reason;
    int64_t new_round; /* 0: none */
};

enum rules_form_kind {
    RULES_FORM_NONE,
    RULES_FORM_EDIT,   /* before they are fixed */
    RULES_FORM_PROPOSE /* afterwards */
};

struct rules_view {
    const struct form *form;
    const char *csrf;
    int64_t id;
    const char *slug; /* of the edition */
    const char *name;
    enum round_phase phase;
    bool combines, declared;
    const char *state, *lead; /* "Version 2, fixed", and what that means */
    const char *frozen_by;    /* NULL: by the program */
    const int64_t *frozen_at; /* NULL: a draft; so are the next two */
    const char *digest, *document;
    const char *method_text;
    const char *const *step;
    size_t step_count;
    const struct rules_fact *fact;
    size_t fact_count;
    const struct rules_criterion *criterion;
    size_t criterion_count;
    const struct round_part *part;
    size_t part_count;
    struct rules_link before, after;
    const struct rules_proposal *proposal; /* NULL: none */
    const struct rules_past *past;
    size_t past_count;

    enum rules_form_kind kind;
    const char *why_not; /* there is no form, or NULL */
    const struct rules_choice *method, *ladder, *disclosure;
    size_t method_count, ladder_count, disclosure_count;
    size_t rows; /* of criteria */
};
void html_rules(struct out *o, const struct rules_view *v);
void html_rules_form(struct out *o, const struct rules_view *v);
