/* Who may what: one line for each route, in words that do not ask the house.
 * A route without a line fails the matrix test. */
#pragma once

#include "http/request.h"
#include "support/crowd.h"

enum verdict {
    LOGIN,   /* 303 to the login page */
    SETUP,   /* 303 to the page where a second factor is set up */
    WELCOME, /* 303 to what has to be accepted first */
    DECLARE, /* 303 to the list of companies to be declared */
    NOTHING, /* 404, byte for byte as if it did not exist */
    TOLD,    /* 404 with the reason: he may know that it exists */
    PAGE,    /* 200 */
    FRAME,   /* 200, with nothing that the nomination says */
    TEXT,    /* 200, with what the nomination says */
    AWAY,    /* 303 to another page */
    CHANGES, /* taken: something is other than before */
    SAVES,   /* the same, and the answer is for a script: 200 */
    STAYS,   /* understood (200, 303, 409, 422): nothing is other than before */
    EITHER   /* he may; what comes of it is for the noun's own stories */
};

/* Something behind a door. `e` and `r` say of which nomination and round. */
struct thing {
    const char *id; /* in the path, or in the form */
    enum crowd_entry e;
    enum crowd_round r;
    enum { THING, PICTURE, PAPER, LOGO, DOCUMENT, PHOTO, GONE, MISSING } is;
    enum crowd_who whose; /* a seat in a jury, a photo */
    const char *photo;    /* as PHOTO in the notes */
    bool open, closed;    /* a meeting that is */
};

/* What the parts of the path stand for. */
enum things {
    OF_NOTHING, /* the route has no part */
    OF_ENTRY,
    OF_SHEET, /* every nomination in every round */
    OF_ROUND,
    OF_WORK,   /* a round that is not in the path */
    OF_PHOTO,  /* in a juror's notes */
    OF_SEAT,   /* of a juror */
    OF_RESULT, /* a round and a nomination, both in the path */
    OF_EDITION,
    OF_USER,
    OF_MAIL,
    OF_FILE,   /* pictures, photos in notes */
    OF_UPLOAD, /* these and documents */
    OF_DOCUMENT,
    OF_REMINDER,
    OF_JOB,
    OF_LOT,
    OF_CHANGE,
    OF_MEETING,   /* one that is planned, one that is open */
    OF_MINUTES,   /* of these, and of one that is closed */
    OF_LINK,      /* an invitation, or a new password */
    OF_CONFIRM,   /* CONTACT's address */
    OF_CANDIDATE, /* a proposed company */
    OF_PROPOSER,  /* a proposer's link */
    OF_TEAM,      /* the company of OWN, and that of OTHER */
    OF_VISIT,     /* of the jury to OWN */
    OF_CALENDAR,  /* the token of a juror's calendar */
    OF_JOIN,      /* an invitation to OWN's company */
    OF_TOLD,      /* a proposed company's link */
    OF_PAGE       /* the link to OWN's page in the brochure */
};

typedef enum verdict crowd_rule(enum crowd_who who, const struct thing *t);

/* Who is not logged in has to be; who may not finds nothing. */
enum verdict crowd_with(enum crowd_who who, bool may, enum verdict then);

/* In `fields` {id}, {entry}, {round}, {company} and {criterion} (the round's
 * first) are those of the thing; {own} and {other} are nominations, {member} is
 * ONLOOKER. Of a GET they are its query. */
struct crowd_line {
    enum http_method method;
    const char *pattern;
    enum things things;
    crowd_rule *rule;
    const char *fields;
};
extern const struct crowd_line crowd_lines[];
extern const size_t crowd_line_count;

/* The line of a route; NULL if nobody has said who may. */
const struct crowd_line *crowd_line(enum http_method method,
                                    const char *pattern);

/* What the rule says, or that a role of his is held back. */
enum verdict crowd_verdict(const struct crowd_line *line, enum crowd_who who,
                           const struct thing *t);
/* And where there is nothing. */
enum verdict crowd_verdict_missing(const struct crowd *c,
                                   const struct crowd_line *line,
                                   enum crowd_who who);

/* Every thing that a route's parts can stand for; how many. */
enum { CROWD_THINGS_MAX = 64 };
size_t crowd_things(const struct crowd *c, enum things things,
                    struct thing *list);
const char *crowd_path(const struct crowd *c, const struct crowd_line *line,
                       const struct thing *t);
/* One request as that person: the answer is in `b`, the person's own browser
 * stays as it is. A POST has the person's token and the line's fields. */
void crowd_knock(const struct crowd *c, struct browser *b,
                 const struct crowd_line *line, enum crowd_who who,
                 const struct thing *t);

/* The whole database, to go back to. */
struct crowd_copy {
    unsigned char *data;
    size_t bytes;
};
void crowd_keep(const struct crowd *c, struct crowd_copy *copy);
void crowd_restore(const struct crowd *c, const struct crowd_copy *copy);
void crowd_forget(struct crowd_copy *copy);
/* Was anything written since going back, if only to be taken back? */
bool crowd_touched(const struct crowd *c);
