/* Who changed what in a nomination, when, and how it was before. */
#pragma once

#include "base/words.h"
#include "page/my_view.h"

struct history_item {
    int64_t at;
    const char *who;    /* NULL: the award office, or a file's import */
    const char *event;  /* what happened; NULL: an answer was changed */
    const char *detail; /* of the event, or NULL */
    /* of a changed answer: */
    const struct my_question *question; /* NULL: the form no longer has it */
    const char *label, *code, *kind, *language;
    const char *before, *after; /* as they are read */
    const struct words_part *part;
    size_t part_count;
    int64_t version; /* of the answer as it was then */
    int64_t saves;   /* so many in a row are one item */
    bool present;    /* it is the newest version */
    bool unfit;      /* no answer: kept as it was typed */
    bool may_restore;
};

struct history_view {
    const struct my_entry_view *entry;
    const struct history_item *item;
    size_t item_count;
    const char *code;  /* of the only question that is shown; "" all */
    const char *label; /* of that question */
    bool every;        /* each save by itself */
    int64_t older;     /* where the next page begins; 0: this is the end */
    int64_t older_at;  /* the instant of that */
};
void html_history(struct out *o, const struct history_view *v);
