/* The crowd after its jury has decided, in a meeting with motions and votes,
 * minutes with both signatures and a decision seal; every mail is written and
 * released, feedback waits, a brochure is made. What is secret says a word of
 * its own. Each verdict is a whole database to go back to. */
#pragma once

#include "support/crowd_rules.h"

enum {
    VERDICT_NOMINEES = TEST_NOW + 100, /* everybody may know the nominees */
    VERDICT_TOLD = TEST_NOW + 150,     /* winners get their mail */
    VERDICT_END = TEST_NOW + 200       /* everybody may know the winners */
};

/* Companies besides the crowd's, each with somebody who is logged in. */
enum verdict_company {
    LEFT_OUT, /* gets nothing */
    PRAISED,  /* commended */
    SHARE_A,  /* wins the second category, together with the next */
    SHARE_B,
    VERDICT_COMPANIES
};

/* What is decided about OWN and OTHER; all else is as it is in each. OTHER gets
 * the first special prize unless OWN does; nobody gets the second. */
enum verdict_kind {
    OWN_WINS,
    OTHER_WINS, /* and OWN gets the special prize */
    NOBODY_WINS,
    OWN_PRAISED, /* commended, and of no winner of its category is spoken */
    NOT_NAMED,   /* as NOBODY_WINS, and OWN is no nominee and not visited */
    VERDICTS
};

/* Invented words. */
enum verdict_secret {
    SECRET_NOMINATED, /* reason for nominating OWN */
    SECRET_MOTION,    /* the mover's words, about OWN */
    SECRET_WINNER_DE, /* reasons for whoever wins the first category */
    SECRET_WINNER_EN,
    SECRET_PRIZE_DE,
    SECRET_PRIZE_EN,
    SECRET_DONOR,
    SECRET_PRAISE_DE, /* of PRAISED */
    SECRET_PRAISE_EN,
    SECRET_SHARE_DE,
    SECRET_SHARE_EN,
    SECRET_WITHHELD_DE,
    SECRET_WITHHELD_EN,
    SECRET_NOTE, /* taken in the meeting, about OWN, not for the minutes */
    SECRET_NOTE_OTHER, /* the same about OTHER */
    SECRET_LETTER,     /* the office's words in OTHER's feedback */
    SECRET_BROCHURE,   /* in a file that the office had made */
    VERDICT_SECRETS
};
extern const char *const verdict_secret[VERDICT_SECRETS];

struct verdict_scene {
    struct crowd crowd;
    int64_t entry[VERDICT_COMPANIES];
    struct browser *browser[VERDICT_COMPANIES];
    struct crowd_copy copy[VERDICTS];
};

extern const char *const verdict_company[VERDICT_COMPANIES];

void verdict_open(struct test_home *h, struct verdict_scene *v);
void verdict_close(struct verdict_scene *v);
/* The home as it was after that verdict, at that time. */
void verdict_at(const struct verdict_scene *v, enum verdict_kind kind,
                int64_t now);
