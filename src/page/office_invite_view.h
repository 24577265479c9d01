/* Invitations to a meeting, as the office sees them. */
#pragma once

#include "http/out.h"
#include "model/forecast.h"
#include "model/invite.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct office_invite_person {
    const struct invite *invite;
    const char *stands_in_for; /* name, or NULL */
    const char *pack;          /* state of his reading pack; "" for none */
    bool pack_old;             /* he gets it no more: to be made anew */
};

struct office_invite_item {
    const char *title, *code; /* code "" where there is none */
    struct forecast forecast;
};

struct office_invite_view {
    const char *csrf;
    int64_t id;
    const char *slug, *title;
    const char *state;
    bool to_come, posts;
    size_t uninvited, moved, silent; /* whom a mail would reach */
    const struct office_invite_person *person;
    size_t count;
    struct forecast forecast;
    bool asks_chair; /* the rules want somebody who chairs */
    const struct office_invite_item *item; /* those that are not sure */
    size_t item_count, items;              /* items: of the whole agenda */
    const struct invite *const *ask;       /* stand-ins to be asked */
    size_t ask_count;
    size_t packs, packs_waiting;
};
void html_office_invite(struct out *o, const struct office_invite_view *v);
