/* Companies that may be there twice. */
#pragma once

#include "http/out.h"

#include <stddef.h>
#include <stdint.h>

struct company_view {
    int64_t id, created_at, members, entries;
    const char *name, *emails; /* emails: of its contacts, "" none */
};

/* Those that look like one. */
struct company_group {
    struct company_view *company;
    size_t count;
};

struct companies_view {
    const char *csrf;
    const struct company_group *group;
    size_t group_count;
};
void html_companies(struct out *o, const struct companies_view *v);
