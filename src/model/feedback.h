/* Feedback for companies: what an edition offers, which comments go along, and
 * letters that an organiser read and released.
 *
 *     draft ── read ──> read ── release ──> released (frozen) ── mail ──> sent
 *       ^── anything in it changes ──┘          └─ out of date: read, release
 * anew
 *
 * A company reads the newest released letter, as it was then, from the instant
 * on at which the winners are public and not before `available_at`. */
#pragma once

#include "model/edition.h"

#include <stdbool.h>
#include <stddef.h>

struct feedback_letter;
struct feedback_set;

enum {
    FEEDBACK_INTRO_MAX = 3000,
    FEEDBACK_COMMENT_MAX = 4000
}; /* characters */

struct feedback_round {
    int64_t id;
    const char *slug, *name_de, *name_en, *state;
    bool chosen;
};

struct feedback_rule {
    const char *offer;           /* "none", "scores", "comments" */
    const char *place;           /* "rank", "third", "none" */
    const int64_t *available_at; /* NULL: as soon as the winners are public */
    const int64_t *told_at;      /* since when jurors know that comments may go
                                    to companies; NULL: they do not go */
    const struct feedback_round *round; /* all of the edition */
    size_t round_count;
};

void feedback_rule(const struct world *w, int64_t edition_id,
                   struct feedback_rule *rule);
/* Stores offer, place, instant and chosen rounds; told_at follows from the
 * offer and the clock. Logged with before and after, if something differs. */
void feedback_rule_set(const struct world *w, int64_t edition_id,
                       const struct feedback_rule *rule);
/* Does the sheet of this round have to say that comments may go out? */
bool feedback_tells_jurors(const struct world *w, int64_t edition_id,
                           int64_t round_id);
/* May companies read by the clock, whatever was released? */
bool feedback_is_open(const struct world *w, const struct edition *e);

/* --- comments --- */

struct feedback_choice {
    int64_t ballot_id, round_id;
    const int64_t *criterion_id; /* NULL: on the whole nomination */
    const char *comment;         /* the juror's words */
    const char *chosen;          /* for the company; NULL: not chosen */
    bool told; /* written when jurors knew; others cannot be chosen */
};
/* Of a nomination in closed rounds, in an order that has nothing to do with
 * jurors; none if the edition gives no comments. */
size_t feedback_choices(const struct world *w, int64_t edition_id,
                        int64_t entry_id, struct feedback_choice **list);
/* Chooses one with these words, or takes it back (text NULL). false: there is
 * no such comment, or it may not go out. Logged. */
bool feedback_choose(const struct world *w, int64_t edition_id,
                     int64_t entry_id, const struct feedback_choice *which,
                     const char *text);

/* --- letters --- */

enum feedback_state {
    FEEDBACK_NOTHING, /* in none of the rounds */
    FEEDBACK_DRAFT,
    FEEDBACK_READ,
    FEEDBACK_RELEASED,
    FEEDBACK_SENT /* and every mail about it has gone */
};

struct feedback_item {
    int64_t entry_id;
    const char *company, *category_de, *category_en; /* NULL: no category */
    enum feedback_state state;
    bool says;                   /* more than that there are too few ballots */
    bool out_of_date;            /* the letter would be another one now */
    int64_t number, released_at; /* of the newest release; 0: none */
    size_t mails, held, sent;    /* about it */
};
/* Of all admitted nominations, by company. */
size_t feedback_list(const struct world *w, const struct edition *e,
                     struct feedback_item **list);

/* One letter as it stands: the text is what would be frozen. */
struct feedback_present {
    struct feedback_letter *letter; /* NULL: in none of the rounds */
    const char *text, *digest;
    const char *intro, *read_digest;
    int64_t read_at; /* 0: not read */
    const char *reader;
};
void feedback_present(const struct feedback_set *s, int64_t entry_id,
                      const char *company, struct feedback_present *p);

/* --- by the office; write transaction; logged --- */

void feedback_set_intro(const struct world *w, int64_t entry_id,
                        const char *intro);
enum feedback_outcome {
    FEEDBACK_OK,
    FEEDBACK_CHANGED, /* the letter is another one than was looked at */
    FEEDBACK_EMPTY,   /* there is none */
    FEEDBACK_UNREAD,  /* nobody has read it */
    FEEDBACK_SAME     /* this one is released already */
};
/* The letter with that digest was read by world.user_id. */
enum feedback_outcome feedback_read(const struct feedback_set *s,
                                    int64_t entry_id, const char *digest);
/* Freezes the letter that was read; writes a mail to each of the company's
 * people, held in the outbox, and cancels held ones about an earlier letter. */
enum feedback_outcome feedback_release(const struct feedback_set *s,
                                       int64_t entry_id);
/* All that were read and are not released; how many. */
size_t feedback_release_all(const struct world *w, const struct edition *e);
/* Lets all held mails go; how many. They go when companies can read. */
size_t feedback_send(const struct world *w, int64_t edition_id);

/* --- for the company --- */

/* What may be read now of an admitted nomination: the newest release. false:
 * nothing, for whatever reason. */
bool feedback_readable(const struct world *w, int64_t entry_id,
                       struct feedback_letter *letter, int64_t *released_at);
