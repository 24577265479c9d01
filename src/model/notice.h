/* One mail to several people, each in his own language. */
#pragma once

#include "model/world.h"

#include <stddef.h>

struct notice_value {
    const char *name;    /* {{name}} in the template */
    const char *de, *en; /* NULL in en: the same in both */
};

struct notice {
    const char *kind; /* the template: assets/mail/KIND.LANGUAGE.txt */
    const struct notice_value *value;
    size_t count;
    const char *path; /* of ours, that {{link}} leads to */
};

enum { NOTICE_VALUES_MAX = 12 };

void notice_person(const struct world *w, int64_t user_id,
                   const struct notice *n);
/* The contacts of a nomination's company. */
void notice_contacts(const struct world *w, int64_t entry_id,
                     const struct notice *n);
/* All organisers, but not who declared a conflict with the nomination. */
void notice_organisers(const struct world *w, int64_t entry_id,
                       const struct notice *n);

/* An instant as a value, written in both languages. */
struct notice_value notice_instant(const struct world *w, const char *name,
                                   int64_t at);
