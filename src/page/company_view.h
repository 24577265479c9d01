/* The page of one company in one edition, for everybody. */
#pragma once

#include "page/gallery_view.h"

/* A paragraph, or the items of a list. */
struct company_block {
    const char *paragraph; /* NULL: a list */
    const char *const *item;
    size_t count;
};
struct company_text {
    const struct company_block *block;
    size_t count; /* 0: there is none in that language */
    const char *language;
};
/* What stands under one heading: in the reader's language or, where both are
 * wanted, in both. */
struct company_part {
    const char *heading;
    struct company_text text[2];
    size_t count;
};

struct company_picture {
    int64_t id, width, height; /* id 0: none */
    struct gallery_text alt;
    const char *credit;
};

struct company_fact {
    const char *label, *value;
};

struct company_prize {
    const char *name, *donor, *money; /* money NULL: none */
    struct company_part reason;
};

struct company_link {
    const char *path, *label;
};

struct company_view {
    const char *title, *gallery; /* of the edition, and its path */
    const char *name, *honour, *seat, *website, *money;
    bool laurel; /* a winner or a special prize */
    struct company_picture photo, logo;
    const struct company_fact *fact;
    size_t fact_count;
    const char *const *measure;
    size_t measure_count;
    struct company_part reason, strategy, example, quote;
    const char *quote_author, *quote_function;
    const struct company_prize *prize;
    size_t prize_count;
    const char *both; /* path with both languages; NULL: nothing to add */
    const char *one;  /* path with one of them; NULL: so it is */
    struct company_link before, after; /* path NULL: none */
    const struct company_link *year;
    size_t year_count;
};
void html_company(struct out *o, const struct company_view *v);
