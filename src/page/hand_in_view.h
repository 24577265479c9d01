/* Handing in all complete drafts at once. */
#pragma once

#include "page/jury_view.h"

struct hand_in_lack {
    const char *name;  /* a criterion without a mark, or words */
    const char *field; /* its place on the sheet: "c_12", "comment" */
};

struct hand_in_item {
    int64_t id; /* of the entry */
    const char *company;
    enum jury_state state;
    /* of a complete draft */
    const char *total;
    int64_t revision; /* what the juror sees is what is handed in, or nothing */
    /* of one that is not complete */
    const struct hand_in_lack *lack;
    size_t lack_count;
    /* after the button */
    const char *why;     /* it was not handed in; NULL: it was */
    const char *receipt; /* beginning of the code */
};

struct hand_in_list {
    const struct hand_in_item *item;
    size_t count;
};

struct hand_in_view {
    const char *csrf, *edition, *round;
    int64_t round_id;
    bool open;
    struct hand_in_list ready, lacking;
    struct hand_in_list in, out; /* what became of those that were ticked */
    size_t gone;                 /* ticked, and no longer assigned */
    bool none_ticked;
    size_t submitted, abstained, conflicted;
};
void html_hand_in(struct out *o, const struct hand_in_view *v);
