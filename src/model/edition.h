/* Editions and their life cycle. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

enum phase {
    PHASE_DRAFT = 0,
    PHASE_OPEN = 1,
    PHASE_CLOSED = 2,
    PHASE_CHECK = 3,
    PHASE_DECLARATIONS = 4,
    PHASE_SCORING_1 = 5,
    PHASE_MEETING_1 = 6,
    PHASE_VISITS = 7,
    PHASE_STAGE_2 = 8,
    PHASE_EMBARGO = 9,
    PHASE_CEREMONY = 10,
    PHASE_PUBLISHED = 11,
    PHASE_ARCHIVED = 12
};

struct edition {
    int64_t id;
    const char *slug;
    int64_t number, year;
    const char *title_de, *title_en, *motto_de, *motto_en;
    const char *organiser, *email, *accent;
    enum phase phase;
    const int64_t *opens_at, *deadline_at, *ceremony_at, *embargo_at,
        *nominees_at; /* NULL: not set */
    bool blind;       /* jurors see codes in place of companies */
};

/* false if there is none */
bool edition_by_slug(const struct world *w, const char *slug,
                     struct edition *e);
bool edition_by_id(const struct world *w, int64_t id, struct edition *e);
/* The edition now open, else the latest whose winners or nominees are public,
 * else the newest. */
bool edition_current(const struct world *w, struct edition *e);

/* May a nomination be created, changed, submitted right now? (Phase open and
 * the deadline not passed, by the server's clock.) */
bool edition_accepts(const struct world *w, const struct edition *e);
/* May the public know the winners? From phase 9 on when the embargo's instant
 * has passed; from phase 10 on where no such instant is set. */
bool edition_winners_public(const struct world *w, const struct edition *e);

/* May the public know the nominees? With the winners, or from the edition's own
 * instant for them on, and never before phase 6, in which they are chosen. */
bool edition_nominees_public(const struct world *w, const struct edition *e);

/* "draft", "open", "closed", "judging", "decided", "published", "archived":
 * the coarse state of `lorbeer edition list`. Phases 9 to 11 are "decided"
 * until the winners are public. */
const char *edition_state(const struct world *w, const struct edition *e);

enum edition_change {
    EDITION_CHANGED,
    EDITION_NO_DEADLINE, /* opening needs a deadline in the future */
    EDITION_ROUND_OPEN   /* a scoring round is still open */
};
/* Has a round of it been opened? Then it stays blind, or not blind. */
bool edition_judged(const struct world *w, int64_t id);
/* Moves the edition to another phase (any, also back), logged. */
enum edition_change edition_set_phase(const struct world *w, int64_t id,
                                      enum phase phase);

enum { EDITION_NOMINEES_MAX = 1000000 };

/* What the office may change while the edition lives. */
struct edition_settings {
    const int64_t *opens_at, *deadline_at, *ceremony_at, *embargo_at,
        *nominees_at;                                 /* NULL: not set */
    const char *motto_de, *motto_en, *accent, *email; /* "" if none; accent is
                                                         "#rrggbb" */
    bool blind;
    int64_t remind_days; /* contacts of drafts are reminded so many days before
                            the deadline; 0: not */
    const char *reason;  /* why the deadline moves; NULL or "": it does not */
};
/* Stores them, logged with before and after; a later deadline once the call was
 * opened is an extension: logged as that and announced (model/deadline.h). The
 * caller checked the values. */
void edition_change(const struct world *w, int64_t id,
                    const struct edition_settings *settings);
