/* Special prizes and what is withheld, on the office's page of decisions. */
#pragma once

#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of a category or of a special prize; typed texts if it was refused. */
struct office_withheld {
    bool is; /* withheld */
    const char *reason_de, *reason_en, *why;
    int64_t motion, meeting_id; /* what decided; 0: the office */
    bool explain;               /* a change needs its reason */
    const char *error;          /* or NULL */
};

struct office_award {
    int64_t entry_id;
    const char *name, *money, *heads, *reason; /* heads: "7", "" not known */
    int64_t motion, meeting_id;
};

struct office_special {
    int64_t id;
    const char *name, *rule; /* rule: what it comes to, in words */
    bool by_heads, withholdable;
    const struct office_award *award;
    size_t count;
    struct office_withheld withheld;
    const struct office_company {
        const char *id, *name;
    } * company; /* who may get it */
    size_t company_count;
    /* as typed where it was refused */
    const char *entry, *heads, *reason_de, *reason_en, *why, *error;
    bool explain;
};

void html_office_special(struct out *o, const char *slug, const char *csrf,
                         const struct office_special *s);
/* `field` "category" or "prize", with its id. */
struct office_withhold_form {
    const char *slug, *csrf, *field, *title;
    int64_t id;
};
void html_office_withheld(struct out *o, const struct office_withhold_form *f,
                          const struct office_withheld *w);
