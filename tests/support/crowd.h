/* Everybody who may knock at a door of the house, and everything there is
 * behind the doors: on top of the judging scene (judging.h, edition "2026")
 * more jurors, contacts, nominations in every state, rounds in every state, an
 * edition "2025" in judging and an edition "2024" with public winners. What a
 * nomination says is unmistakable: crowd_text(). */
#pragma once

#include "support/browser.h"
#include "support/judging.h"

#include <stdbool.h>

enum crowd_who {
    NOBODY,
    PLAIN,      /* an account without a role */
    CONTACT,    /* of the company whose nomination OWN is */
    RIVAL,      /* a contact of another company */
    EDITOR,     /* of CONTACT's company, who is its owner */
    ONLOOKER,   /* may read what CONTACT's company writes */
    READER,     /* juror: assigned, declared to be free of conflicts */
    SILENT,     /* juror: assigned, nothing declared */
    CONFLICTED, /* juror: assigned, in conflict with OWN; free with the rest */
    ELSEWHERE,  /* juror: free, but assigned to OTHER only, and to OWN in the
                   planned round */
    FOREIGN,    /* juror of edition 2025 only, free there */
    BOTH,       /* as READER, and an organiser */
    TORN,       /* as CONFLICTED, and an organiser */
    HALF,       /* juror: assigned as READER, OTHER not declared */
    NEWCOMER,   /* as READER, but has accepted neither rules nor anything */
    HELD,       /* organiser, juror as READER, and a contact of OWN's company,
                   but without the second factor that every role requires */
    LATE,       /* as READER, but put into the jury after the opening */
    DISABLED,   /* organiser and juror as READER; disabled while logged in */
    ORGANISER,
    CROWD
};

enum crowd_entry {
    OWN,       /* admitted */
    OTHER,     /* admitted, of RIVAL's company */
    WITHDRAWN, /* of CONTACT's company, as are the next two */
    DRAFT,
    REJECTED,
    FAR,    /* edition 2025, admitted, of a third company */
    HONOUR, /* edition 2024, a winner, of a fourth */
    ENTRIES
};

/* READER, BOTH, LATE, CONFLICTED, TORN and ELSEWHERE handed in what they are
 * assigned to of OTHER in OPEN and CLOSED; CONFLICTED, before he said so, for
 * OWN in OPEN too. */
enum crowd_round {
    OPEN,
    PLANNED,
    CLOSED,
    REPLACED,
    FINE,     /* open too, nothing given; marks in thousandths, 20:30:50; a
                 visit */
    FAR_OPEN, /* of 2025 */
    ROUNDS
};

/* CONFIRM: CONTACT's; JOIN: an invitation to OWN's company */
enum crowd_link { INVITE, RESET, CONFIRM, JOIN, LINKS };

/* In the notes to OWN; the second one of somebody in conflict by now. */
enum crowd_photo { PHOTO_READER, PHOTO_CONFLICTED, PHOTOS };

struct crowd {
    struct test_home *home;
    struct judging judging;
    int64_t user[CROWD], member[CROWD]; /* 0: none */
    struct browser *browser[CROWD];     /* logged in */
    char *token[CROWD];                 /* for forms */
    int64_t entry[ENTRIES], company[ENTRIES];
    int64_t picture[ENTRIES];  /* the jury may see it */
    int64_t paper[ENTRIES];    /* a picture for the office only */
    int64_t document[ENTRIES]; /* of one page; the jury may see it */
    int64_t photo[PHOTOS], photo_file[PHOTOS];
    int64_t photo_gone; /* the file of one that READER took away */
    int64_t logo;       /* of a partner: everybody may see it */
    int64_t round[ROUNDS];
    int64_t mail, brochure, image_job, lot, change, reminder;
    int64_t visit;        /* of the jury to OWN */
    const char *calendar; /* READER's, a token */
    int64_t meeting[3];   /* a planned one; an open one in which OWN is called,
                             READER has the chair, and he, SILENT and CONFLICTED
                             are there; a closed one with unsigned minutes that
                             went the same way */
    const char *link[LINKS];
    int64_t candidate;                /* a proposed company, written to */
    const char *own_link, *told_link; /* its proposer's and its own */
    const char *page_link; /* to OWN's page in the brochure, a token */
};

/* In every name and address of a proposer who stays unnamed. */
#define CROWD_PROPOSER "Proposer-sentinel"
/* In the reasons that the company may read, and in the one that it may not. */
#define CROWD_REASON "Reason-shown"
#define CROWD_HIDDEN_REASON "Reason-hidden"

extern const char *const crowd_name[CROWD];
extern const char *const crowd_entry_name[ENTRIES];
extern const char *const crowd_round_name[ROUNDS];

void crowd_open(struct test_home *h, struct crowd *c);
void crowd_close(struct crowd *c);

/* All but NEWCOMER accept what they are asked for now. */
void crowd_accept(const struct crowd *c);
/* Edition 2026 is blind from now on, and its pictures identify; the minutes are
 * made anew. */
void crowd_make_blind(const struct crowd *c);

/* What a nomination says to those who may read it, and to the office only. */
const char *crowd_text(const struct crowd *c, enum crowd_entry e);
const char *crowd_office_text(const struct crowd *c, enum crowd_entry e);

/* --- facts, for the rules; none of them asks the house ---------------------
 */

bool crowd_is_organiser(enum crowd_who who);
bool crowd_is_juror(enum crowd_who who);
bool crowd_is_company(enum crowd_who who);
bool crowd_is_logged_in(enum crowd_who who);
bool crowd_owns(enum crowd_who who, enum crowd_entry e);
bool crowd_admitted(enum crowd_entry e);
void crowd_set_blind(bool blind);
bool crowd_is_blind(enum crowd_entry e); /* its edition */
/* To that nomination in that round; both are of one edition, he in its jury. */
bool crowd_assigned(enum crowd_who who, enum crowd_entry e, enum crowd_round r);
enum crowd_declared { UNDECLARED, FREE, BARRED };
enum crowd_declared crowd_declared(enum crowd_who who, enum crowd_entry e);
/* Everything that he is assigned to in the round? */
bool crowd_declared_all(enum crowd_who who, enum crowd_round r);
/* Has he a ballot there that is handed in? */
bool crowd_handed_in(enum crowd_who who, enum crowd_entry e,
                     enum crowd_round r);
enum crowd_who crowd_photographer(enum crowd_photo i);

/* May he know what the nomination says, wherever it stands? As a juror, and in
 * that round? And what it says to the office? */
bool crowd_may_read(enum crowd_who who, enum crowd_entry e);
bool crowd_may_read_as_juror(enum crowd_who who, enum crowd_entry e);
bool crowd_may_read_in(enum crowd_who who, enum crowd_entry e,
                       enum crowd_round r);
bool crowd_may_read_office(enum crowd_who who, enum crowd_entry e);
