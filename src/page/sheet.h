/* The score sheet: the nomination beside its criteria. */
#pragma once

#include "gen/sql_ballot.h"
#include "model/note.h"
#include "page/jury_place.h"

/* What the database holds of a juror's ballot. */
struct sheet {
    struct criterion *criteria;
    size_t count;
    bool begun; /* there is a row; else ballot is empty */
    struct sql_ballot_get_row ballot;
    const int64_t **stored; /* marks by criterion; NULL: not given */
    const char **comment;   /* by criterion, "" if none */
    struct note note;
    int64_t revision; /* that the form on the page is made from */
};

/* Names of the form's fields: "c_12", "comment_12". */
const char *sheet_field(const struct ctx *c, int64_t criterion_id);
const char *sheet_comment_field(const struct ctx *c, int64_t criterion_id);

void sheet_load(struct ctx *c, const struct jury_place *p, struct sheet *s);
/* Fills the form with what is stored. */
void sheet_fill(struct ctx *c, const struct jury_place *p,
                const struct sheet *s);

/* Handed in, the round's rule shows the others' marks from then on, and the
 * juror has not asked for them yet. */
bool sheet_may_reveal(const struct ctx *c, const struct jury_place *p,
                      const struct sheet *s);

struct sheet_view;
/* The criteria and the total of what is stored, into the view. */
void sheet_fill_criteria(struct ctx *c, const struct jury_place *p,
                         const struct sheet *s, struct sheet_view *v);

enum sheet_trouble {
    SHEET_FINE,
    SHEET_CHANGED, /* saved elsewhere meanwhile: mine and the stored one */
    SHEET_TOO_LATE /* the round was closed meanwhile */
};
/* The page, with the form as it stands in c->form. */
void sheet_page(struct ctx *c, const struct jury_place *p,
                const struct sheet *s, enum sheet_trouble trouble, int status);

/* The page for a juror who may read, filled from the database. */
void sheet_show(struct ctx *c, const struct jury_place *p);
