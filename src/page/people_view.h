/* The people of the house, in the office. */
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
