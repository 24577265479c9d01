/* The proposal for a meeting's agenda. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "model/agenda_make.h"

struct office_agenda_view {
    const struct form *form;
    const char *csrf;
    int64_t id;
    const char *title;
    bool planned;
    bool ranks; /* the ranking may be asked for */
    const struct agenda_wish *wish;
    const char *by; /* "code", "best", "last" */
    const struct agenda_proposal *proposal;
    const char *const *clock; /* of each entry, "" for none */
};
void html_office_agenda(struct out *o, const struct office_agenda_view *v);
