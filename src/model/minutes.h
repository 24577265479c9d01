/* The minutes of a closed meeting: made of what happened, signed by two people,
 * and from then on corrected by addenda alone.
 *
 * A signature is Ed25519 with the award's key over
 *
 *     lorbeer minutes 1
 *     DIGEST            of the document, hex
 *     ROLE              "chair" or "second"
 *     NAME              who
 *     SECONDS           when, since 1970
 *
 * line by line, without a line break at the end. */
#pragma once

#include "base/lang.h"
#include "model/minutes_words.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

struct minutes {
    int64_t id, meeting_id;
    int64_t number; /* 0: the minutes, from 1: addenda */
    const char *document, *digest, *maker;
    int64_t made_at;
    const struct minutes_signed *signature;
    const int64_t *signer; /* user ids */
    size_t signatures;     /* 2: nothing can be changed any more */
};
/* The minutes and their addenda, by number; none before they are made. */
size_t minutes_list(const struct world *w, int64_t meeting_id,
                    struct minutes **list);
bool minutes_by_number(const struct world *w, int64_t meeting_id,
                       int64_t number, struct minutes *m);

enum minutes_outcome {
    MINUTES_OK,
    MINUTES_OPEN,     /* the meeting is not closed */
    MINUTES_FIXED,    /* somebody signed: they cannot be made anew */
    MINUTES_NONE,     /* there are none to sign or to add to */
    MINUTES_CHANGED,  /* not what was looked at, or something has happened since
                         they were made */
    MINUTES_NO_RIGHT, /* this person cannot sign as that */
    MINUTES_SAME,     /* the other signature is his */
    MINUTES_ALREADY,  /* that signature is there */
    MINUTES_UNSIGNED, /* an addendum before both have signed the minutes, or the
                         addendum before it */
    MINUTES_NO_TEXT   /* an addendum without text or reason, or too long */
};
enum { MINUTES_TEXT_CHARACTERS_MAX = 5000 };

/* All that write need a write transaction, are logged, and have both PDFs made.
 *
 * Makes the minutes, or makes them anew as long as nobody has signed. */
enum minutes_outcome minutes_write(const struct world *w, int64_t meeting_id);
/* Signs in the name of world.user_id. As "chair": a juror who chaired (where
 * nobody is recorded, one who was there and may); if none of them may read the
 * minutes, another juror who was there, and if none of these may, an organiser.
 * As "second": a juror who was there, or an organiser. `digest` is that of what
 * was looked at. With the second signature what was decided is sealed
 * (decided.h). */
enum minutes_outcome minutes_sign(const struct world *w,
                                  const struct minutes *m, const char *role,
                                  const char *digest);
/* May this person, as things stand? MINUTES_OK or why not. */
enum minutes_outcome minutes_may_sign(const struct world *w,
                                      const struct minutes *m,
                                      const char *role);
/* Has any meeting of the edition minutes with both signatures? From then on
 * whoever changes honours, prizes or withheld prizes owes an addendum. */
bool minutes_signed(const struct world *w, int64_t edition_id);
/* The next addendum, to be signed like the minutes; one that nobody has signed
 * is written anew. Texts are cleaned. */
enum minutes_outcome minutes_addendum_add(const struct world *w,
                                          int64_t meeting_id, const char *text,
                                          const char *reason);

/* May this juror read them? Not before the winners are public if he was out for
 * an item, or has a conflict, or has declared nothing, with a nomination that
 * they speak of: nothing can be cut out of what is signed as a whole. */
bool minutes_for_juror(const struct world *w, int64_t meeting_id,
                       int64_t jury_member_id);

/* In words, for pages and files. */
bool minutes_in_words(const struct world *w, const struct minutes *m,
                      enum lang lang, struct minutes_words *words);
/* Path of the PDF, or NULL: it is not made yet. */
const char *minutes_pdf(const struct world *w, int64_t minutes_id,
                        enum lang lang);

/* What a signature is over; and does this one fit? */
char *minutes_statement(struct arena *mem, const char *digest,
                        const struct minutes_signed *s);
bool minutes_genuine(struct arena *mem, const char *key, const char *digest,
                     const struct minutes_signed *s);
