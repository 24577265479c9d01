#pragma once

#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct data_table {
    const char *file, *title;
};

struct data_job {
    int64_t id, progress, bytes, created_at;
    const char *title, *message, *pill, *state;
    bool active, done, failed;
};

struct office_data_view {
    const char *csrf, *slug;
    bool embargo; /* the winners are not public yet */
    bool barred;  /* no results for this person */
    bool large;   /* results are made as a package only */
    int64_t nominees;
    const struct data_table *table;
    size_t table_count;
    const struct data_job *job;
    size_t job_count;
};
void html_office_data(struct out *o, const struct office_data_view *v);
