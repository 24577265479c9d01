/* How a jury votes: quorum, majority, abstentions, tied votes. Pure: numbers
 * in, outcome out, so that pages, minutes and the verifier of a sealed bundle
 * all count the same. The rules are set per edition and fixed when a meeting is
 * opened.
 *
 * Where they come from: abstentions that do not count, the repeated vote when
 * most abstain, and the chair's casting vote are the rules of Austrian planning
 * juries (Preisgericht); a quorum with somebody in the chair is theirs too. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct json;

enum vote_majority {
    VOTE_SIMPLE,    /* more yes than no */
    VOTE_ABSOLUTE,  /* yes from more than half of those entitled and present */
    VOTE_TWO_THIRDS /* yes from at least two thirds of yes and no */
};

struct vote_rule {
    int64_t quorum_percent; /* of the seats that may vote, 0 to 100; 0: no
                               quorum */
    bool quorum_chair;      /* somebody who chairs has to be there */
    enum vote_majority majority;
    bool abstention_against; /* an abstention counts like a no */
    bool repeat;             /* if most abstain, repeat without abstention */
    bool casting;            /* the chair decides a tied vote */
    bool contest;            /* a conflict keeps out of every motion on what
                                the nomination competes for, not only of
                                those that name it */
    bool second_mark;        /* second marks may be noted in the meeting */
};

/* Half of the seats and a chair, simple majority, abstentions ignored, repeated
 * if most abstain, the chair's casting vote, conflicts as named, no second
 * marks. */
extern const struct vote_rule vote_rule_default;

/* The edition's, as set now. */
void vote_rule_get(const struct world *w, int64_t edition_id,
                   struct vote_rule *rule);
/* Stores them, logged with before and after. */
void vote_rule_set(const struct world *w, int64_t edition_id,
                   const struct vote_rule *rule);

/* One line of JSON, always the same for the same rules. */
char *vote_rule_write(struct arena *mem, const struct vote_rule *rule);
/* NULL, or what is wrong. */
const char *vote_rule_read(struct arena *mem, const char *text, size_t bytes,
                           struct vote_rule *rule);

/* The codes in tables and files: "simple", "absolute", "two_thirds". */
const char *vote_majority_code(enum vote_majority majority);
bool vote_majority_read(const char *code, enum vote_majority *majority);

/* A vote as it was counted. Nobody with a conflict is in any of these. */
struct vote_count {
    int64_t seats;   /* that may vote on this motion, present or not */
    int64_t present; /* of them, counting stand-ins */
    bool chair;      /* somebody who chairs is present and may vote on it */
    int64_t yes, no, abstained; /* who is present and gave nothing is in none */
    bool no_abstention;         /* a repeated vote */
};

/* Seats that have to be present: the percentage, rounded up; at least 1 where
 * there is a quorum. */
int64_t vote_quorum(const struct vote_rule *rule, int64_t seats);

enum vote_outcome {
    VOTE_NO_QUORUM,
    VOTE_REPEAT, /* more than half of the votes given were abstentions */
    VOTE_TIED,   /* as many yes as no, and one more yes would carry it: the
                    casting vote, or lost without one */
    VOTE_CARRIED,
    VOTE_LOST
};
/* A vote in which nobody said yes or no is lost. */
enum vote_outcome vote_decide(const struct vote_rule *rule,
                              const struct vote_count *count);

/* Run-off: votes for each nomination. The place of the one that has more than
 * any other, or -1: several have the most (or nobody has any). */
int32_t vote_runoff(const int64_t *votes, size_t count);
