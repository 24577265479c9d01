/* Will the jury have a quorum? What the answers to an invitation say, for the
 * meeting as a whole and for each item of its agenda, by the rules of voting
 * (vote_rule.h). Pure. */
#pragma once

#include "model/vote_rule.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum forecast_answer {
    FORECAST_NONE, /* no answer yet */
    FORECAST_YES,
    FORECAST_MAYBE,
    FORECAST_NO
};

struct forecast_person {
    int64_t id;
    bool votes;            /* false: advises, has no seat that counts */
    bool chairs;           /* chair or deputy chair */
    int64_t stands_in_for; /* id of the one; 0: a seat of his own */
    enum forecast_answer answer;
};

struct forecast {
    int64_t seats;   /* that may vote on it: without those in conflict */
    int64_t quorum;  /* have to be there; 0: no quorum is asked for */
    int64_t sure;    /* seats taken by who said yes, himself or his stand-in */
    int64_t likely;  /* the same with those who said maybe */
    int64_t missing; /* seats that are lacking for the quorum; 0: it is sure */
    bool chair;      /* somebody who chairs said yes, or the rules ask for
                        nobody */
    bool chair_likely; /* said yes or maybe */
};

/* For one item: `out` are the ids of those in conflict with it. A seat whose
 * holder is in conflict counts nowhere; one whose holder will not come is taken
 * by his stand-in if that one comes and is in no conflict. */
void forecast_item(const struct vote_rule *rule,
                   const struct forecast_person *person, size_t count,
                   const int64_t *out, size_t out_count, struct forecast *f);

/* Stand-ins to be asked: of seats whose holder will not come, who has not said
 * yes or no himself. Their places in `person`; how many. */
size_t forecast_ask(struct arena *mem, const struct forecast_person *person,
                    size_t count, size_t **place);
