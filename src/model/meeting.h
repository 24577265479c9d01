/* A meeting of the jury: planned by the office, opened and led by whoever
 * chairs, closed once. Every change is logged, and makes `revision` grow, so
 * that screens know when to look again. */
#pragma once

#include "model/vote_rule.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct meeting {
    int64_t id, edition_id, number;
    const char *title_de, *title_en;
    int64_t starts_at;
    const int64_t *ends_at; /* NULL: not said */
    const char *place;
    const char *state;     /* "planned", "open", "closed", "cancelled" */
    struct vote_rule rule; /* as fixed; of a planned one as set now */
    int64_t item_id;       /* what is talked about; 0: nothing */
    int64_t revision;
    const int64_t *opened_at, *closed_at; /* NULL: not yet */
};

bool meeting_by_id(const struct world *w, int64_t id, struct meeting *m);
/* The open one of an edition; false if there is none. */
bool meeting_open_one(const struct world *w, int64_t edition_id,
                      struct meeting *m);
/* All of an edition, by number. */
size_t meeting_list(const struct world *w, int64_t edition_id,
                    struct meeting **list);

/* What the office plans. Texts are cleaned; `round` are those whose results lie
 * before the meeting. */
struct meeting_plan {
    const char *title_de, *title_en, *place;
    int64_t starts_at;
    const int64_t *ends_at;
    const int64_t *round; /* ids, each of the edition */
    size_t round_count;
};
int64_t meeting_add(const struct world *w, int64_t edition_id,
                    const struct meeting_plan *plan);
/* Only while planned; false otherwise. */
bool meeting_change(const struct world *w, int64_t id,
                    const struct meeting_plan *plan);
bool meeting_cancel(const struct world *w, int64_t id);
size_t meeting_rounds(const struct world *w, int64_t id,
                      const int64_t **round_id);

enum meeting_outcome {
    MEETING_OK,
    MEETING_STATE,  /* it is not in the state for that */
    MEETING_OTHER,  /* another of the edition is open */
    MEETING_ROUND,  /* a round that lies before it is not closed */
    MEETING_EMPTY,  /* nothing is on the agenda */
    MEETING_VOTING, /* a vote is under way */
    MEETING_UNKNOWN /* no such item, juror … in this meeting */
};
/* Fixes the rules and opens; writes the event. */
enum meeting_outcome meeting_open(const struct world *w, int64_t id);
/* Whoever is there leaves with it; its minutes are made (minutes.h). */
enum meeting_outcome meeting_close(const struct world *w, int64_t id);

/* --- the agenda --- */

struct meeting_item {
    int64_t id, meeting_id, position;
    const char *kind;                        /* "entry", "contest", "topic" */
    int64_t entry_id, category_id, prize_id; /* 0: not of that kind */
    const char *title_de, *title_en; /* of a nomination its company (in a blind
                                        edition its code), of a contest the
                                        category's or prize's name */
    const char *code;                /* of a nomination "E07", else "" */
    int64_t minutes;
    const int64_t *begun_at, *ended_at;
};
size_t meeting_items(const struct world *w, int64_t meeting_id,
                     struct meeting_item **list);
bool meeting_item_by_id(const struct world *w, int64_t id,
                        struct meeting_item *item);
/* Appends; 0: refused (not of this edition, there already, or the meeting is
 * over). An open meeting may get further items. */
int64_t meeting_item_add(const struct world *w,
                         const struct meeting_item *item);
/* While it was not called; false otherwise. */
bool meeting_item_remove(const struct world *w, int64_t item_id);
/* The items in another order: all ids of the meeting, each once. */
bool meeting_item_order(const struct world *w, int64_t meeting_id,
                        const int64_t *item_id, size_t count);
/* The nominations that an item is about: the one, all that compete in the
 * contest (its nominees where there are some, else all admitted ones), none. */
size_t meeting_item_entries(const struct world *w,
                            const struct meeting_item *item,
                            const int64_t **entry_id);
/* Calls an item (0: none). Writes the event and who is out of the room. */
enum meeting_outcome meeting_call(const struct world *w, int64_t meeting_id,
                                  int64_t item_id);

/* --- who is there --- */

struct meeting_seat {
    int64_t jury_member_id, user_id;
    const char *code, *name, *institution;
    bool votes, chair, deputy_chair;
    int64_t stands_in_for; /* jury_member_id; 0: a seat of his own */
    bool present;          /* now */
    const char *out;       /* NULL, or the conflict's kind for the item that is
                              called ("" : nothing declared) */
};
/* Everybody of the edition's jury, in order, in this meeting. */
size_t meeting_seats(const struct world *w, const struct meeting *m,
                     struct meeting_seat **list);
/* Comes, or leaves; `by` is world.user_id. Doing it twice does nothing. */
enum meeting_outcome meeting_come(const struct world *w, int64_t meeting_id,
                                  int64_t jury_member_id);
enum meeting_outcome meeting_leave(const struct world *w, int64_t meeting_id,
                                   int64_t jury_member_id);

/* Does an item keep this juror out? NULL: no; else the conflict's kind, "" if
 * he declared nothing. One nomination in conflict is enough for a contest's
 * item only where the rules say so (`contest`); he then sees the item without
 * it. */
const char *meeting_out(const struct world *w, const struct meeting *m,
                        const struct meeting_item *item,
                        int64_t jury_member_id);
/* This juror's declarations changed. If a meeting is open he may be out of the
 * room now for the item that is called, which is noted as if he had been when
 * it was called. */
void meeting_declared(const struct world *w, int64_t jury_member_id);
/* May this juror lead the meeting just now? Chair, or deputy chair; nobody who
 * is out for the item that is called. Organisers may lead and never vote. */
bool meeting_leads(const struct world *w, const struct meeting *m,
                   int64_t jury_member_id);

/* Something that a screen shows has changed. */
void meeting_touch(const struct world *w, int64_t meeting_id);
