/* The juror's pages before a meeting. */
#pragma once

#include "http/form.h"
#include "http/out.h"
#include "model/invite_agenda.h"
#include "page/declare_view.h"
#include "page/sheet_view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct invitation_item {
    const struct agenda_line *line;
    const char *clock; /* "14:05", or "" */
    bool read;         /* he reads it here, because he stands in */
};

struct invitation_view {
    const struct form *form;
    const char *csrf;
    int64_t id;
    const char *edition, *title, *when, *place;
    const char *state;  /* of the meeting */
    bool current;       /* he was told this date */
    const char *answer; /* as stored; "" for none */
    const int64_t *answered_at;
    const char *stands_in_for; /* name, or NULL */
    bool standing_in;          /* just now */
    size_t undeclared;         /* to be declared on the next page */
    const struct invitation_item *item;
    size_t count;
};
void html_invitation(struct out *o, const struct invitation_view *v);

struct invitation_declare_view {
    const struct form *form;
    const char *csrf;
    int64_t id;
    const char *title;
    bool blind;
    const struct declare_item *item;
    size_t count;
};
void html_invitation_declare(struct out *o,
                             const struct invitation_declare_view *v);

struct invitation_entry_view {
    int64_t id; /* of the meeting */
    const char *title, *stands_in_for;
    struct read_view read;
};
void html_invitation_entry(struct out *o,
                           const struct invitation_entry_view *v);
