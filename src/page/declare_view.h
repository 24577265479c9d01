/* The list of companies, declared before anything is opened. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct declare_item {
    const char *key; /* its fields are k_KEY, p_KEY and r_KEY */
    const char *company;
    const char *category; /* or NULL: not said */
    const char *sort;     /* the name as it is sorted by */
    int64_t entry_id;     /* never on the page */
    const char *const *hint;
    size_t hint_count;
    const char *kind; /* as declared; NULL: not yet */
    bool missing;     /* the list was sent without it */
};

struct declare_view {
    const struct form *form;
    const char *csrf;
    int64_t round_id;
    const char *edition, *round;
    const struct declare_item *item; /* those not declared first */
    size_t count, undeclared;
    bool sent, blind;
};
void html_declare(struct out *o, const struct declare_view *v);

/* Fields of one declaration, with the names of their form: kinds but for
 * "none", period, remark. */
struct declare_fields {
    const char *kind, *period, *remark;
};
void html_declare_none(struct out *o, const struct form *f, const char *field,
                       const char *label, const char *hint);
void html_declare_kinds(struct out *o, const struct form *f, const char *field);
void html_declare_period(struct out *o, const struct form *f,
                         const char *field);
void html_declare_remark(struct out *o, const struct form *f,
                         const char *field);
/* "business relations" */
const char *html_declare_kind_words(struct out *o, const char *kind);
