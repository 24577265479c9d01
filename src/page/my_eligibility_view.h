/* The questions before the form. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>

struct my_eligibility_question {
    const char *field, *label, *help;
    const char *known;   /* found out without asking, or NULL */
    const char *refusal; /* why the answer rules out, or NULL */
    bool size;           /* a number; else yes or no */
    bool fte;            /* of full-time equivalents; else of people */
};

struct my_eligibility_view {
    const struct form *form; /* what was typed, and errors */
    const char *csrf, *path; /* of the nomination */
    const char *title;       /* of the edition */
    const char *organisation, *intro, *email;
    struct my_eligibility_question *question;
    size_t count;
    bool refused; /* by the stored answers */
    bool begun;   /* the nomination has a category already */
};
void html_my_eligibility(struct out *o, const struct my_eligibility_view *v);
