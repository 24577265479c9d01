/* The words of a mail that tells a company what was decided. Between telling.c
 * and telling_text.c. */
#pragma once

#include "base/lang.h"
#include "model/mail.h"
#include "model/telling.h"

struct publish_entry;
struct prize;
struct prize_award;

/* What is decided in an edition, read once. */
struct decisions {
    const struct world *w;
    const struct edition *edition;
    struct telling_times times;
    struct publish_entry *entry;   /* with everything */
    struct publish_entry *nominee; /* the same nominations, without what is
                                      still secret when nominees are told */
    size_t count;
    const struct prize *prize;
    size_t prize_count;
    const struct prize_award *award;
    size_t award_count;
};

/* A mail to the contacts of one nomination. */
struct decision {
    const struct publish_entry *entry;
    const char *part, *what;
    int64_t due_at;
};

/* false: nothing can be told yet, see telling_prepare(). */
bool decisions_load(const struct world *w, const struct edition *e,
                    struct decisions *d);
/* All mails, two for a nominee where nominees are told before. */
size_t decisions_list(const struct decisions *d, struct decision **list);

enum { TELLING_VALUES = 6 };
/* The values of the template "result_WHAT". */
void decision_values(const struct decisions *d, const struct decision *one,
                     enum lang lang, struct mail_value values[TELLING_VALUES]);
/* Stands for all that the mail says, in both languages. */
const char *decision_digest(const struct decisions *d,
                            const struct decision *one);
