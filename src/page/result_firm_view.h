/* How firmly a ranking stands: charts and checks under it. */
#pragma once

#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where an entry would be without one juror, and in draws of jurors; x in
 * units of 1000 over all ranks. */
struct firm_range {
    int64_t entry_id;
    const char *company;
    int64_t rank;
    int64_t out_x, out_width;   /* without one juror */
    int64_t draw_x, draw_width; /* 95 of 100 draws; width 0: none */
    int64_t tick_x;             /* the rank itself */
    const char *out, *draws;    /* "1–3"; draws NULL: not drawn */
    const char *first;          /* share of draws with rank 1; NULL likewise */
};

/* How much one criterion may count while the winner stays. */
struct firm_weight {
    const char *code, *name;
    int color;
    int64_t x, width, tick_x; /* of 1000: the interval, and the present share */
    const char *text;
    int64_t share; /* the slider's, in per cent */
    bool chosen;   /* it is this one that was moved */
};

/* The ranking with a criterion's share moved. */
struct firm_moved {
    int64_t rank;
    const char *company, *score, *change; /* "+2", "−1", "" */
    bool better;
};

struct firm_cell {
    const char *text;  /* NULL: there is none */
    const char *title; /* why there is none, or NULL */
    int heat;          /* 0..8 */
};

struct firm_heat_row {
    int64_t id; /* of the nomination or juror */
    const char *name;
    const struct firm_cell *cell;
};

/* A method's rank of each entry. */
struct firm_check {
    const char *company;
    const char *const *rank; /* for each method; "–": none */
};

struct firm_view {
    int64_t round_id;
    const char *category; /* in the address, "" for all */
    /* the word, and why */
    const char *word, *word_text;
    int firmness; /* 0 close, 1 solid, 2 clear */
    const char *const *reason;
    size_t reason_count;
    const struct firm_range *range;
    size_t range_count;
    int64_t ranks;   /* in the chart */
    int64_t slots;   /* drawn behind it; 0: too many to be seen */
    const char *cut; /* "The first 100 of 10,000", or NULL: all are there */
    bool too_large;  /* for a page to compute while others wait */
    bool draws;      /* jurors were drawn */
    const char *draws_text;
    const struct firm_weight *weight;
    size_t weight_count;
    const char *weight_none;        /* why there are no intervals, or NULL */
    const struct firm_moved *moved; /* with the slider's weights */
    size_t moved_count;
    const char *moved_title;
    /* jurors x nominations */
    const char *const *column;
    size_t column_count;
    const struct firm_heat_row *heat;
    size_t heat_count;
    /* the other methods */
    const char *const *method;
    size_t method_count, official; /* official: column, or SIZE_MAX */
    const struct firm_check *check;
    size_t check_count;
    const char *const *check_text;
    size_t check_text_count;
};
void html_result_word(struct out *o, const struct firm_view *v);
void html_result_ranges(struct out *o, const struct firm_view *v);
void html_result_weights(struct out *o, const struct firm_view *v);
void html_result_heat(struct out *o, const struct firm_view *v);
void html_result_checks(struct out *o, const struct firm_view *v);
