/* Telling companies what the jury decided: a mail to each contact of each
 * admitted nomination, written when the office asks for it, held until the
 * office has read and released it, and sent at its instant, never before.
 *
 * What a mail says is compared with what is decided: when somebody decides
 * otherwise, a mail that has not gone is cancelled and written anew, held
 * again. All mails have the same subject, so that what a locked screen shows
 * says nothing. */
#pragma once

#include "model/edition.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* When: the instants that are set, or the ones that follow from when everybody
 * may know. Whoever gets nothing is never told before that: who is told early
 * would know from the silence. */
struct telling_times {
    bool nomination;     /* nominees are told before the winners are public */
    int64_t nominees_at; /* of that mail */
    int64_t winners_at;  /* to whoever gets something */
    int64_t others_at;   /* to all others; to nominees not before winners are
                            public */
    int64_t public_at;   /* the embargo ends */
};
/* false: no instant is set at which the embargo ends. */
bool telling_times(const struct world *w, const struct edition *e,
                   struct telling_times *times);

/* What each nomination's contacts are told. */
struct telling {
    int64_t entry_id;
    const char *organisation;
    const char *part; /* "nomination", "result" */
    const char *what; /* "nominated", "winner", "special", "commended",
                         "nominee", "other" */
    int64_t due_at;
    size_t contacts; /* who get it */
};
/* In the order of who gets what; empty while nothing may be told. */
size_t telling_list(const struct world *w, const struct edition *e,
                    struct telling **list);

enum telling_outcome {
    TELLING_OK,
    TELLING_NO_EMBARGO, /* no instant at which the embargo ends */
    TELLING_EARLY       /* the edition is not in a phase in which anything is
                           decided */
};
struct telling_count {
    size_t written, cancelled;
};
/* Writes the mails that are missing, held; cancels those that are no longer
 * true. What was sent stays. */
enum telling_outcome telling_prepare(const struct world *w,
                                     const struct edition *e,
                                     struct telling_count *count);
/* All held ones, for their instants; how many. */
size_t telling_release(const struct world *w, int64_t edition_id);
/* Stores the instants (NULL: as follows from the others); mails that wait go at
 * the new ones. Logged. */
void telling_set_times(const struct world *w, const struct edition *e,
                       const int64_t *nominees_at, const int64_t *winners_at,
                       const int64_t *others_at);

/* Editions in which something was decided since mails were written: these are
 * written anew. Asks with a read; begins and commits its own transaction. */
void telling_run(const struct world *w);

/* Not before that instant; 0: the mail tells no result. */
int64_t telling_due(const struct world *w, int64_t mail_id);
/* May a mail that is due go? One that is no longer true is cancelled and
 * written anew, one that is too early waits. Write transaction. */
bool telling_may_go(const struct world *w, int64_t mail_id);
