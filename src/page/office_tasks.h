/* What the office has to do in an edition just now. */
#pragma once

#include <stddef.h>

struct ctx;
struct edition;
struct office_task;
struct sql_office_numbers_row;

enum { OFFICE_TASKS_MAX = 12 };
/* Fills the list, which has room for OFFICE_TASKS_MAX; how many there are. */
size_t office_tasks(const struct ctx *c, const struct edition *e,
                    const struct sql_office_numbers_row *n,
                    struct office_task *list);
