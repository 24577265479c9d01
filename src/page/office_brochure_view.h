/* The page on which the brochure is ordered. */
#pragma once

#include "page/job_list_view.h"

struct office_brochure_view {
    const char *csrf, *slug;
    bool two; /* one book for each language, not both side by side */
    struct job_list_view jobs;
    int64_t nominees;
    int64_t stops, warnings; /* of the preflight */
    const char *open;        /* the same in words */
};
void html_office_brochure(struct out *o, const struct office_brochure_view *v);
