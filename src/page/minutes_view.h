/* The page of a meeting's minutes. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "model/minutes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct minutes_item {
    const struct minutes *minutes;
    struct minutes_words words;
    bool chair, second;   /* may the reader sign as that? */
    bool pdf[LANG_COUNT]; /* is it made? */
    const char *query;    /* of the files, without language */
};

struct minutes_view {
    const struct form *form;
    const char *csrf;
    const char *base; /* "/office/meeting/7/minutes" */
    const char *back, *edition, *meeting;
    const char *trouble; /* why nothing was done just now, or NULL */
    const struct minutes_item *item;
    size_t count;
    bool may_make, may_add;
};
void html_minutes(struct out *o, const struct minutes_view *v);
