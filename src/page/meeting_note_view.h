/* Notes of a meeting's discussion. */
#pragma once

#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct note_version {
    const char *text, *by; /* by NULL: the account is gone */
    int64_t at;
    bool in_minutes;
};

/* The note on one nomination in one item. */
struct note_card {
    int64_t item_id, entry_id, revision;
    const char *title; /* the nomination */
    const char *text;  /* stored, "" for none */
    const char *typed; /* what stands in the field */
    bool in_minutes, ticked;
    bool writes; /* the reader may */
    bool clash;  /* somebody else wrote while this was typed */
    const char *error;
    const struct note_version *version; /* newest first */
    size_t version_count;
};

struct note_item {
    const char *title;
    bool now; /* it is talked about */
    const struct note_card *card;
    size_t count;
};

struct notes_view {
    const char *csrf, *path, *meeting; /* path and title of the meeting */
    bool writes;
    bool signature; /* under the minutes: nobody writes any more */
    const struct note_item *item;
    size_t count;
};
void html_meeting_notes(struct out *o, const struct notes_view *v);
/* One item alone, for the page of the meeting. */
void html_meeting_note_item(struct out *o, const struct notes_view *v,
                            const struct note_item *item);
