/* Change requests: after the deadline the office names questions, and until a
 * term the company may answer these again. Only while no juror can have begun
 * to read: who marked something marked that. */
#pragma once

#include "model/entry.h"

#include <stdbool.h>
#include <stddef.h>

struct change {
    int64_t id, due_at, asked_at;
    const char *message;
    const int64_t *question; /* ids, in the order of the form */
    size_t count;
};
/* The open request that the company may answer now; false if there is none. */
bool change_open(const struct world *w, int64_t entry_id,
                 struct change *change);
/* May this question be changed by it? */
bool change_names(const struct change *change, int64_t question_id);

struct change_wish {
    const char *message;
    int64_t due_at;
    const int64_t *question;
    size_t count;
};
enum change_outcome {
    CHANGE_ASKED,
    CHANGE_CALL_OPEN, /* the company can change it by itself */
    CHANGE_STATE,     /* a draft, rejected or withdrawn */
    CHANGE_JURY,      /* a round with it was opened, or it was marked */
    CHANGE_PENDING    /* one request is open already */
};
/* Could a request be made now? CHANGE_ASKED: yes. */
enum change_outcome change_possible(const struct world *w,
                                    const struct entry *e);
/* Asks, logged, with a mail to the contacts. The caller checked the wish. Only
 * questions that are asked of the nomination can be named; what is asked after
 * another answer to them is open with them. */
enum change_outcome change_ask(const struct world *w, const struct entry *e,
                               const struct change_wish *wish);
/* The company's answer: the next version, with a receipt to who sends it and a
 * mail to the organisers. */
enum entry_outcome change_answer(const struct world *w, const struct entry *e);
/* Nobody needs it any more, also as the nomination no longer takes part: the
 * last version counts again. */
bool change_take_back(const struct world *w, int64_t entry_id);
/* Ends requests whose time is over; see submission_settle(). */
void change_settle(const struct world *w);
bool change_unsettled(const struct world *w);

/* Every request ever made, newest first. */
struct change_record {
    int64_t id, asked_at, due_at;
    const char *person, *message, *state; /* person: NULL if nobody */
    const int64_t *ended_at, *version;    /* the version that answers it */
};
size_t change_list(const struct world *w, int64_t entry_id,
                   struct change_record **list);
