/* A meeting as its screens show it. */
#pragma once

#include "http/form.h"
#include "http/out.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A nomination that is talked about. */
struct meeting_entry {
    int64_t id;
    const char *title, *category; /* category NULL: none */
    const char *rank, *own;       /* NULL: not for this reader, or none */
    const char *path;             /* its sheet, or NULL */
    const char *second;           /* his second mark, or NULL */
};

/* A way to vote. */
struct meeting_choice {
    const char *value; /* "yes", "no", "abstain", "entry" */
    int64_t entry_id;  /* 0, or which */
    const char *label;
    bool mine; /* what he said */
};

struct meeting_vote {
    const char *name, *choice;
};

struct meeting_motion {
    const char *key;           /* stands for it; says not how many there are */
    const char *title;         /* "Motion 4", or without a number */
    const char *says;          /* in plain words */
    const char *text, *reason; /* "" for none */
    const char *departure;     /* "" for none */
    bool secret, no_abstention, open, tied, moved, repeat;
    bool may_vote, voted; /* the reader */
    const struct meeting_choice *choice;
    size_t choice_count;
    int64_t given, entitled; /* while it is open */
    const char *outcome;     /* in words, NULL: not yet */
    const char *count;       /* "7 yes, 2 no, 1 abstention", NULL: none */
    const char *casting;     /* the chair's words, "" for none */
    const struct meeting_vote *vote; /* of a closed open vote, who said what */
    size_t vote_count;
};

struct meeting_agenda {
    int64_t id;
    const char *title, *note;
    bool now, done;
    const char *out; /* who leaves, NULL: nobody */
};

struct meeting_person {
    int64_t id;
    const char *name, *note; /* note "" for none */
    bool present, out;
};

struct meeting_place_row {
    const char *rank, *title, *points;
};
struct meeting_ranking {
    int64_t id;
    const char *name;
    const struct meeting_place_row *row;
    size_t count;
};

struct meeting_option {
    const char *value, *label;
};

/* What opening looks at first. */
struct meeting_check {
    bool fine;
    const char *text;
};

struct meeting_view {
    const char *csrf, *path; /* of this page; forms lead below it */
    const char *notes;       /* of the discussion, NULL: not yet */
    const char *second;      /* the ranking after it, NULL: not for him */
    const char *title, *place, *when;
    bool planned, open, closed;
    const char *minutes; /* of a closed one, if they may be read; or NULL */
    const char *minutes_state; /* in a word */
    bool minutes_done;
    bool leads, office;
    bool neutral; /* out of the room: nothing of the item */
    bool juror, present;
    bool chairs; /* the chair, out of the room: only the next item */
    /* what is talked about */
    bool item;
    int64_t item_id;
    size_t item_number, item_count;
    const char *item_title, *item_kind;
    const struct meeting_entry *entry;
    size_t entry_count;
    const char *in, *out; /* names; NULL: nobody */
    size_t in_count;
    const struct meeting_motion *current; /* open or tied; NULL: none */
    const struct meeting_motion *moved;   /* not opened yet */
    size_t moved_count;
    const struct meeting_motion *decided; /* newest first */
    size_t decided_count;
    /* whoever leads */
    const struct meeting_check *check;
    size_t check_count;
    const struct meeting_agenda *agenda;
    size_t agenda_count;
    int64_t next; /* item; 0: none is left */
    const struct meeting_person *person;
    size_t person_count;
    const struct meeting_ranking *ranking;
    size_t ranking_count;
    /* the form that moves */
    const struct form *form;
    const struct meeting_option *kind, *nomination, *category, *prize;
    size_t kind_count, nomination_count, category_count, prize_count;
    const char *error; /* what was refused, or NULL */
    const char *sum;   /* for ears: what is new in a sentence */
};
/* The head of the page, and around the part that changes. */
void html_meeting_head(struct out *o, const struct meeting_view *v);
void html_meeting_live_start(struct out *o, const struct meeting_view *v,
                             const char *signal);
void html_meeting_live_end(struct out *o);
/* The part that changes. */
void html_meeting(struct out *o, const struct meeting_view *v);
/* What only whoever leads sees. */
void html_meeting_lead(struct out *o, const struct meeting_view *v);
void html_meeting_side(struct out *o, const struct meeting_view *v);
void html_meeting_control(struct out *o, const struct meeting_view *v,
                          const struct meeting_motion *m);

/* Above the queue. */
struct meeting_banner {
    int64_t id;
    const char *title, *when, *place;
    bool open, closed;
    bool invited, asked; /* asked: the invitation has no answer yet */
    const char *minutes; /* of a closed one: where they stand */
    bool minutes_done;
};
void html_meeting_banner(struct out *o, const struct meeting_banner *b);
