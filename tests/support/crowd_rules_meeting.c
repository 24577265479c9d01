#include "support/crowd_rules_meeting.h"

/* Jurors of the edition that meets. */
static enum verdict of_jury(enum crowd_who who, bool may, enum verdict then)
{
    if (who == NEWCOMER)
        return WELCOME;
    return crowd_with(who, crowd_is_juror(who) && who != FOREIGN && may, then);
}

/* Also who is out of the room has a page: a neutral one. */
enum verdict meeting_screen(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return of_jury(who, true, PAGE);
}

enum verdict meeting_acts(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return of_jury(who, true, EITHER);
}

/* There is no motion, and the rules have no second marks. */
enum verdict meeting_votes(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return of_jury(who, false, PAGE);
}

/* READER has the chair. */
enum verdict meeting_is_led(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return of_jury(who, who == READER, EITHER);
}

/* Not who is out of the room himself. */
enum verdict meeting_office_leads(enum crowd_who who, const struct thing *t)
{
    bool out = t->open && who == TORN;
    return crowd_with(who, crowd_is_organiser(who) && !out, EITHER);
}

/* The note on OWN, which is talked about in the open meeting. */
enum verdict meeting_notes(enum crowd_who who, const struct thing *t)
{
    return of_jury(who, who == READER && t->open, EITHER);
}

enum verdict meeting_office_notes(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_is_organiser(who) && who != TORN && t->open,
                      EITHER);
}

enum verdict meeting_office_second(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, false, PAGE);
}

/* Who is in conflict with anything that the minutes of the closed meeting speak
 * of, or has not declared something, is told so; of the others there are none,
 * and whoever may know of the meeting is told why. */
static enum verdict of_minutes(enum crowd_who who, const struct thing *t,
                               enum verdict then)
{
    bool free =
        crowd_declared(who, OWN) == FREE && crowd_declared(who, OTHER) == FREE;
    return of_jury(who, true, t->closed && free ? then : TOLD);
}

enum verdict meeting_minutes(enum crowd_who who, const struct thing *t)
{
    return of_minutes(who, t, PAGE);
}

/* The PDF is made later. */
enum verdict meeting_minutes_pdf(enum crowd_who who, const struct thing *t)
{
    return of_minutes(who, t, TOLD);
}

enum verdict meeting_minutes_sign(enum crowd_who who, const struct thing *t)
{
    return of_minutes(who, t, EITHER);
}

/* READER had the chair. */
enum verdict meeting_minutes_make(enum crowd_who who, const struct thing *t)
{
    return of_minutes(who, t, who == READER ? EITHER : NOTHING);
}

static enum verdict of_office(enum crowd_who who, const struct thing *t,
                              enum verdict then)
{
    return crowd_with(who, crowd_is_organiser(who),
                      t->closed && who != TORN ? then : TOLD);
}

enum verdict meeting_office_minutes(enum crowd_who who, const struct thing *t)
{
    return of_office(who, t, PAGE);
}

enum verdict meeting_office_minutes_pdf(enum crowd_who who,
                                        const struct thing *t)
{
    return of_office(who, t, TOLD);
}

enum verdict meeting_office_minutes_sign(enum crowd_who who,
                                         const struct thing *t)
{
    return of_office(who, t, EITHER);
}

enum verdict meeting_office_minutes_make(enum crowd_who who,
                                         const struct thing *t)
{
    return of_office(who, t, EITHER);
}
