/* The page of data that leave the house. */
#pragma once

#include "http/out.h"
#include "page/job_list_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct data_table {
    const char *file, *title;
};

struct office_data_view {
    const char *csrf, *slug;
    bool embargo; /* the winners are not public yet */
    bool barred;  /* no results for this person */
    bool large;   /* results are made as a package only */
    int64_t nominees;
    const struct data_table *table;
    size_t table_count;
    struct job_list_view jobs;
};
void html_office_data(struct out *o, const struct office_data_view *v);
