/* The prizes of an edition in the office. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct prize_option {
    const char *value, *label;
};

/* One prize as it is set up, or as it was typed and refused. */
struct prize_form {
    int64_t id; /* 0: a new one */
    const char *title;
    const char *rule, *category; /* for reading; category "" for special */
    const char *code, *category_id;
    const char *name_de, *name_en, *description_de, *description_en, *donor;
    const char *amount, *head, *cap; /* as typed: "1000,00" */
    const char *winners_max;
    bool withholdable;
    bool fixed;        /* something is decided about it */
    const char *error; /* or NULL */
};

struct prizes_view {
    const char *csrf, *slug;
    const struct prize_form *prize;
    size_t count;
    struct prize_form fresh; /* the form for a new one */
    const struct prize_option *category;
    size_t category_count;
};
void html_prizes(struct out *o, const struct prizes_view *v);
