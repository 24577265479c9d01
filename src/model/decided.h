/* The decision seal: what a jury decided, sealed when minutes have both
 * signatures, and again with each signed addendum. It is a block of the bundle
 * (bundle.h) and names what it stands on: the mark seals that lay before the
 * meetings, and the digests of the signed minutes.
 *
 *     {"lorbeer":"decided", …}   edition, number, the seal before, when
 *     {"meeting":{…}}            each with signed minutes: rules of voting
 *     {"round":{…}}              its rounds, with the digests of their seals
 *     {"minutes":{…}}            digests of its minutes and signed addenda
 *     {"motion":{…}}             its motions, with the counts of their votes
 *     {"prize":{…}}              every prize of the edition: amounts, caps
 *     {"decision":{…}}           what stands, and which motion decided it
 *
 * Nobody of the jury is named: votes are counts here, open ones stand by name
 * in the minutes. Reasons stand there too. The digest is BLAKE2b-256 over the
 * lines; it is signed as mark seals are (seal.h). */
#pragma once

#include "model/vote_rule.h"

struct buf;

struct decided_round {
    const char *round, *digest; /* of its newest mark seal */
};
struct decided_minutes {
    int64_t number; /* 0: the minutes, from 1: addenda */
    const char *digest;
};
struct decided_named {
    const char *entry;
    int64_t votes; /* of a run-off */
};
struct decided_motion {
    int64_t number;
    const char *kind, *category, *prize; /* codes; NULL: none */
    const struct decided_named *entry;   /* ascending */
    size_t entry_count;
    bool departs, secret, no_abstention;
    int64_t repeats;     /* 0: none */
    int64_t opened_at;   /* voting began; of a motion that was never voted on:
                            it was moved */
    const char *outcome; /* "withdrawn" for one that was not voted on */
    int64_t seats, quorum, present;
    bool chair;
    int64_t yes, no, abstained;
    const char *casting, *chosen; /* NULL: none */
};
struct decided_meeting {
    int64_t number, closed_at;
    const char *rule; /* JSON of vote_rule.h */
    const struct decided_round *round;
    size_t round_count;
    const struct decided_minutes *minutes;
    size_t minutes_count;
    const struct decided_motion *motion;
    size_t motion_count;
};
struct decided_prize {
    const char *code, *category; /* category NULL: a special prize */
    int64_t amount, head, cap;   /* cents, as in the table prize */
    int64_t winners_max;
    bool withholdable;
};
struct decided_decision {
    const char *kind; /* "nominee", "winner", "commended", "prize",
                         "withheld" */
    const char *entry, *category, *prize; /* NULL: none */
    const char *by;          /* "motion", "office", "unsigned": by a motion
                                whose minutes are not signed */
    int64_t meeting, motion; /* numbers; 0 unless by a motion */
    int64_t heads;           /* -1: not known */
    int64_t cents;           /* of a prize */
};

struct decided {
    const char *edition;
    int64_t number, sealed_at;
    const char *previous; /* digest; NULL: the first */
    const struct decided_meeting *meeting;
    size_t meeting_count;
    const struct decided_prize *prize;
    size_t prize_count;
    const struct decided_decision *decision;
    size_t decision_count;
};

/* The lines; there is one way to write them. */
void decided_write(struct buf *out, const struct decided *d);

/* Seals what is decided in an edition, or does nothing where no minutes are
 * signed. Write transaction. */
void decided_seal(const struct world *w, int64_t edition_id);
/* The newest seal's body, digest and signature; false: there is none. */
struct decided_sealed {
    int64_t number, sealed_at;
    const char *body, *digest, *signature;
};
bool decided_newest(const struct world *w, int64_t edition_id,
                    struct decided_sealed *seal);
/* Is it genuine, and do the tables still say what it says of the decisions?
 * NULL, or a sentence. */
const char *decided_check(const struct world *w, int64_t edition_id);
