/* What speaks against printing the brochure as it stands: what is missing, too
 * long, too small, not agreed to, not released. Found in the database alone,
 * so the page, the proof and the first page of an export say the same. */
#pragma once

#include "model/fit.h"
#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum preflight_severity {
    PREFLIGHT_STOP, /* nobody would want this printed */
    PREFLIGHT_WARN, /* somebody should have looked at it */
    PREFLIGHT_HINT  /* good to know */
};
enum { PREFLIGHT_SEVERITIES = 3 };

/* Each with the fields of its finding that say more. The order is that of the
 * words (preflight_words.c) and of the page among equals. */
enum preflight_what {
    /* of a company's pages */
    PREFLIGHT_TEXT_OVER,    /* number: pages it takes; of: pages it has */
    PREFLIGHT_TEXT_SECOND,  /* goes on to a second page, as it may */
    PREFLIGHT_FIT_UNKNOWN,  /* number: enum preflight_measured */
    PREFLIGHT_TEXT_MISSING, /* language; "": in both */
    PREFLIGHT_REASON_MISSING,
    PREFLIGHT_PHOTO_MISSING,
    PREFLIGHT_LOGO_MISSING,
    PREFLIGHT_CONSENT_MISSING, /* text: its code; number 1: taken back */
    PREFLIGHT_RELEASE_NONE,    /* its company was never asked */
    PREFLIGHT_RELEASE_WAITS,   /* asked, no answer */
    PREFLIGHT_RELEASE_CHANGED, /* changed since it was released */
    PREFLIGHT_HIDDEN,          /* left out by the office */
    /* of a company's pages or of the rest; text: "photo", "logo", "cover",
     * "portrait", "picture" */
    PREFLIGHT_PICTURE_WAITS,    /* not prepared yet: printed without it */
    PREFLIGHT_PICTURE_FAILED,   /* cannot be prepared */
    PREFLIGHT_PICTURE_LEFT_OUT, /* by the typesetter, the last time */
    PREFLIGHT_PPI,              /* number: pixels per inch where it stands */
    PREFLIGHT_CROPPED,          /* number: per cent of it that is cut off */
    PREFLIGHT_CREDIT_MISSING,
    PREFLIGHT_ALT_MISSING, /* language */
    PREFLIGHT_GLYPHS,      /* number, text: some of the characters */
    /* of the rest */
    PREFLIGHT_NO_PAGES,           /* of any company */
    PREFLIGHT_NOT_ASKED,          /* nobody was asked to release a page */
    PREFLIGHT_IMPRINT_MISSING,    /* */
    PREFLIGHT_PART_EMPTY,         /* text: its kind; name: of an own page */
    PREFLIGHT_PART_LANGUAGE,      /* the same; language that is missing */
    PREFLIGHT_PARTNER_LOGO,       /* none: its name is set */
    PREFLIGHT_WITHHELD_NO_REASON, /* name, text: category in German, English */
    PREFLIGHT_FONT,               /* text: family that is not installed */
    PREFLIGHT_LOGOS_RGB,          /* number */
    PREFLIGHT_PAGES /* number: of the last file; of: blank ones that print adds
                       to come to a multiple of four */
};

enum preflight_measured {
    PREFLIGHT_NEVER,
    PREFLIGHT_EARLIER, /* in another state */
    PREFLIGHT_IN_VAIN  /* it cannot be set as it stands */
};

struct preflight_finding {
    enum preflight_severity severity;
    enum preflight_what what;
    int64_t entry_id; /* 0: of the rest of the book */
    int64_t piece_id; /* of the rest: the greeting, partner or own page; 0 */
    const char *name; /* company, partner, person, own page; or "" */
    const char *language; /* "de", "en" or "" */
    const char *text;     /* see above, or "" */
    int64_t number, of;
};

/* A company that has pages in the brochure. */
struct preflight_entry {
    int64_t id;
    const char *name;
    bool winner, shown;
    int64_t pages;  /* that it may have, 1 or 2 */
    struct fit fit; /* of those; two: as in the last file, if that is newer */
    enum fit_state fit_state;
    bool unmeasurable; /* this state of it was tried in vain */
    int64_t from, to;  /* its pages in the last file; 0: not known */
    const struct preflight_finding *finding; /* worst first */
    size_t count;
};

struct preflight {
    const struct preflight_finding *finding; /* of the rest, worst first */
    size_t count;
    const struct preflight_entry *entry; /* in the order of the brochure */
    size_t entry_count;
    size_t sum[PREFLIGHT_SEVERITIES]; /* of all findings */
    bool stale; /* a measure is missing or old, and may come */
};

/* `last`: also what only the last attempt at the file has shown. Without it the
 * answer depends on what is printed alone. Reads only. */
void preflight_run(const struct world *w, int64_t edition_id, bool last,
                   struct preflight *out);

/* Wants measured what is missing or old; how many. Write transaction. */
size_t preflight_measure(const struct world *w, const struct preflight *p);
