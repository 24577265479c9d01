#include "support/crowd_rules_jury.h"

/* --- before anything else ----------------------------------------------------
 */

/* Pages of any nomination: everything has to be accepted. */
enum verdict jury_page(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, crowd_is_juror(who),
                      who == NEWCOMER ? WELCOME : PAGE);
}

/* What he accepts, has accepted, and has handed in. */
enum verdict jury_own(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, crowd_is_juror(who), PAGE);
}

/* No box is ticked. */
enum verdict jury_accepts(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_is_juror(who) && who == t->whose, STAYS);
}

/* --- sheets ------------------------------------------------------------------
 */

static bool is_over(enum crowd_round r)
{
    return r == CLOSED || r == REPLACED;
}

/* Is this sheet on his table? */
static bool has_sheet(enum crowd_who who, const struct thing *t)
{
    return crowd_assigned(who, t->e, t->r) && crowd_admitted(t->e);
}

/* Has he to accept something before he sees sheets of this nomination? */
static bool is_stopped(enum crowd_who who, enum crowd_entry e)
{
    bool assigned = false;
    for (enum crowd_round r = OPEN; r < ROUNDS; r++)
        assigned = assigned || crowd_assigned(who, e, r);
    return who == NEWCOMER && crowd_admitted(e) && assigned;
}

/* In a blind edition nothing is declared before all is. */
static enum crowd_declared declared(enum crowd_who who, const struct thing *t)
{
    return crowd_is_blind(t->e) && !crowd_declared_all(who, t->r)
               ? UNDECLARED
               : crowd_declared(who, t->e);
}

/* In a blind edition there is no sheet of a nomination in conflict. */
static bool is_there(enum crowd_who who, const struct thing *t)
{
    return has_sheet(who, t) &&
           !(crowd_is_blind(t->e) && declared(who, t) == BARRED);
}

enum verdict jury_sheet(enum crowd_who who, const struct thing *t)
{
    if (is_stopped(who, t->e))
        return WELCOME;
    if (!is_there(who, t))
        return crowd_with(who, false, PAGE);
    if (is_over(t->r) && declared(who, t) == UNDECLARED)
        return TOLD;
    if (!is_over(t->r) && !crowd_declared_all(who, t->r))
        return DECLARE;
    return crowd_may_read_in(who, t->e, t->r) ? TEXT : FRAME;
}

/* Something done on a sheet that he may read. */
static enum verdict does(enum crowd_who who, const struct thing *t,
                         enum verdict then)
{
    if (is_stopped(who, t->e))
        return WELCOME;
    return crowd_with(who, crowd_may_read_in(who, t->e, t->r), then);
}

/* And that takes marks. */
static enum verdict acts(enum crowd_who who, const struct thing *t,
                         enum verdict open)
{
    return does(who, t, is_over(t->r) ? STAYS : open);
}

enum verdict jury_marks(enum crowd_who who, const struct thing *t)
{
    bool done = crowd_handed_in(who, t->e, t->r);
    return acts(who, t, done ? STAYS : CHANGES);
}

enum verdict jury_saves(enum crowd_who who, const struct thing *t)
{
    bool done = crowd_handed_in(who, t->e, t->r);
    return acts(who, t, done ? STAYS : SAVES);
}

enum verdict jury_abstains(enum crowd_who who, const struct thing *t)
{
    return acts(who, t, CHANGES);
}

enum verdict jury_reopens(enum crowd_who who, const struct thing *t)
{
    bool done = crowd_handed_in(who, t->e, t->r);
    return acts(who, t, done ? CHANGES : STAYS);
}

/* The office, and who came late, look when the round is closed. */
enum verdict jury_reveals(enum crowd_who who, const struct thing *t)
{
    bool may = crowd_handed_in(who, t->e, t->r) && who != LATE &&
               !crowd_is_organiser(who);
    return acts(who, t, may ? CHANGES : STAYS);
}

/* At any time: nobody else reads them. */
enum verdict jury_notes(enum crowd_who who, const struct thing *t)
{
    return does(who, t, CHANGES);
}

/* Without a file; only visits have photos. */
enum verdict jury_photo(enum crowd_who who, const struct thing *t)
{
    return does(who, t, t->r == FINE ? STAYS : TOLD);
}

enum verdict jury_photo_remove(enum crowd_who who, const struct thing *t)
{
    return does(who, t, who == t->whose ? CHANGES : TOLD);
}

/* --- conflicts ---------------------------------------------------------------
 */

/* On the sheet; in a blind edition only of what he reads. */
enum verdict jury_declares(enum crowd_who who, const struct thing *t)
{
    if (is_stopped(who, t->e))
        return WELCOME;
    if (!is_there(who, t))
        return crowd_with(who, false, STAYS);
    if (t->r == CLOSED)
        return STAYS;
    return crowd_is_blind(t->e) && declared(who, t) == UNDECLARED ? NOTHING
                                                                  : CHANGES;
}

static bool has_work(enum crowd_who who, enum crowd_round r)
{
    bool any = false;
    for (enum crowd_entry e = OWN; e < ENTRIES; e++)
        any = any || (crowd_assigned(who, e, r) && crowd_admitted(e));
    return any;
}

/* A page of a round on which he has work. */
static enum verdict works(enum crowd_who who, bool may, enum verdict then)
{
    return who == NEWCOMER ? WELCOME : crowd_with(who, may, then);
}

enum verdict jury_list(enum crowd_who who, const struct thing *t)
{
    return works(who, has_work(who, t->r) && !is_over(t->r), PAGE);
}

/* Nothing is ticked. */
enum verdict jury_list_sends(enum crowd_who who, const struct thing *t)
{
    return works(who, has_work(who, t->r), STAYS);
}

/* --- all of a round ----------------------------------------------------------
 */

enum verdict jury_work(enum crowd_who who, const struct thing *t)
{
    return works(who, has_work(who, t->r) && t->r != REPLACED, PAGE);
}

/* No draft is complete. */
enum verdict jury_hands_in(enum crowd_who who, const struct thing *t)
{
    return works(who, has_work(who, t->r) && t->r != REPLACED, STAYS);
}

/* OWN and OTHER side by side: both are his. */
enum verdict jury_compare(enum crowd_who who, const struct thing *t)
{
    const struct thing own = {.e = OWN, .r = t->r};
    const struct thing other = {.e = OTHER, .r = t->r};
    bool both = has_sheet(who, &own) && has_sheet(who, &other) &&
                declared(who, &own) == FREE && declared(who, &other) == FREE;
    return works(who, has_work(who, t->r) && t->r != REPLACED,
                 both ? PAGE : TOLD);
}

/* While marks can be given; there is nobody to be in conflict with. */
static enum verdict practises(enum crowd_who who, const struct thing *t,
                              enum verdict closed, enum verdict then)
{
    return works(who, has_work(who, t->r) && t->r != REPLACED,
                 t->r == CLOSED ? closed : then);
}

enum verdict jury_practice(enum crowd_who who, const struct thing *t)
{
    return practises(who, t, TOLD, PAGE);
}

enum verdict jury_practice_sends(enum crowd_who who, const struct thing *t)
{
    return practises(who, t, STAYS, CHANGES);
}

enum verdict jury_practice_saves(enum crowd_who who, const struct thing *t)
{
    return practises(who, t, STAYS, SAVES);
}

/* Nothing was practised. */
enum verdict jury_practice_idle(enum crowd_who who, const struct thing *t)
{
    return practises(who, t, STAYS, STAYS);
}

/* While a round of the edition is open nobody who may mark gets the marks of
 * another; afterwards: leak_test.c. */
enum verdict jury_seal(enum crowd_who who, const struct thing *t)
{
    if (who == NEWCOMER && t->r != FAR_OPEN)
        return WELCOME;
    return crowd_with(who, false, PAGE);
}

/* --- before a meeting --------------------------------------------------------
 */

/* Everybody in the jury of 2026 was invited. */
static enum verdict invited(enum crowd_who who, enum verdict then)
{
    if (who == NEWCOMER)
        return WELCOME;
    return crowd_with(who, crowd_is_juror(who) && who != FOREIGN, then);
}

enum verdict jury_invited(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return invited(who, PAGE);
}

enum verdict jury_invited_sends(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return invited(who, EITHER);
}

/* Until it is opened. */
enum verdict jury_answers(enum crowd_who who, const struct thing *t)
{
    return invited(who, t->open ? STAYS : CHANGES);
}

enum verdict jury_orders(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return invited(who, CHANGES);
}

/* Nobody stands in for anybody, and no pack is made. */
enum verdict jury_stands_in(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return invited(who, NOTHING);
}
