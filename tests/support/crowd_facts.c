/* What is known of the crowd without asking the house. */
#include "support/crowd_scene.h"

const char *const crowd_name[CROWD] = {
    [NOBODY] = "nobody",
    [PLAIN] = "an account without role",
    [CONTACT] = "the company's contact",
    [RIVAL] = "another company's contact",
    [EDITOR] = "an editor of the company",
    [ONLOOKER] = "a reader of the company",
    [READER] = "a juror",
    [SILENT] = "a juror who declared nothing",
    [CONFLICTED] = "a juror in conflict",
    [ELSEWHERE] = "a juror of other nominations",
    [FOREIGN] = "a juror of another edition",
    [BOTH] = "a juror who is an organiser",
    [TORN] = "an organiser in conflict",
    [HALF] = "a juror who declared one of two",
    [NEWCOMER] = "a juror who accepted nothing",
    [HELD] = "somebody without a second factor",
    [LATE] = "a juror who came after the opening",
    [DISABLED] = "a disabled account",
    [ORGANISER] = "an organiser",
};
const char *const crowd_entry_name[ENTRIES] = {
    "own", "other's", "withdrawn", "draft", "rejected", "2025's", "2024's"};
const char *const crowd_round_name[ROUNDS] = {"open",     "planned", "closed",
                                              "replaced", "fine",    "2025's"};

static bool blind;

void crowd_set_blind(bool is_blind)
{
    blind = is_blind;
}

bool crowd_is_blind(enum crowd_entry e)
{
    return blind && e != FAR && e != HONOUR;
}

bool crowd_is_organiser(enum crowd_who who)
{
    return who == ORGANISER || who == BOTH || who == TORN;
}

bool crowd_is_juror(enum crowd_who who)
{
    return (who >= READER && who <= NEWCOMER) || who == LATE;
}

bool crowd_is_company(enum crowd_who who)
{
    return who >= CONTACT && who <= ONLOOKER;
}

bool crowd_is_logged_in(enum crowd_who who)
{
    return who != NOBODY && who != DISABLED;
}

bool crowd_owns(enum crowd_who who, enum crowd_entry e)
{
    if (who == RIVAL)
        return e == OTHER;
    return crowd_is_company(who) &&
           (e == OWN || e == WITHDRAWN || e == DRAFT || e == REJECTED);
}

bool crowd_admitted(enum crowd_entry e)
{
    return e == OWN || e == OTHER || e == FAR || e == HONOUR;
}

/* Nominations of 2026 have everybody of that jury in each of its rounds, but
 * ELSEWHERE. */
bool crowd_seated(enum crowd_who who, enum crowd_entry e, enum crowd_round r)
{
    bool juror = crowd_is_juror(who) || who == DISABLED || who == HELD;
    if (who == FOREIGN)
        return e == FAR && r == FAR_OPEN;
    if (!juror || e == FAR || e == HONOUR || r == FAR_OPEN)
        return false;
    return who != ELSEWHERE || e == OTHER || (e == OWN && r == PLANNED);
}

bool crowd_assigned(enum crowd_who who, enum crowd_entry e, enum crowd_round r)
{
    return crowd_is_juror(who) && crowd_seated(who, e, r);
}

enum crowd_declared crowd_declared(enum crowd_who who, enum crowd_entry e)
{
    if (who == SILENT || (who == FOREIGN) != (e == FAR) ||
        (who == HALF && e == OTHER))
        return UNDECLARED;
    return (who == CONFLICTED || who == TORN) && e == OWN ? BARRED : FREE;
}

bool crowd_declared_all(enum crowd_who who, enum crowd_round r)
{
    for (enum crowd_entry e = OWN; e < ENTRIES; e++)
        if (crowd_admitted(e) && crowd_assigned(who, e, r) &&
            crowd_declared(who, e) == UNDECLARED)
            return false;
    return true;
}

bool crowd_handed_in(enum crowd_who who, enum crowd_entry e, enum crowd_round r)
{
    if (who == CONFLICTED && e == OWN && r == OPEN)
        return true;
    return (who == READER || who == CONFLICTED || who == ELSEWHERE ||
            who == BOTH || who == TORN || who == LATE) &&
           e == OTHER && (r == OPEN || r == CLOSED);
}

enum crowd_who crowd_photographer(enum crowd_photo i)
{
    return i == PHOTO_READER ? READER : CONFLICTED;
}

bool crowd_may_read_office(enum crowd_who who, enum crowd_entry e)
{
    return crowd_owns(who, e) ||
           (crowd_is_organiser(who) &&
            (!crowd_is_juror(who) || crowd_declared(who, e) != BARRED));
}

/* In a blind edition not before the whole round is declared. */
bool crowd_may_read_in(enum crowd_who who, enum crowd_entry e,
                       enum crowd_round r)
{
    return who != NEWCOMER && r != PLANNED && crowd_admitted(e) &&
           crowd_assigned(who, e, r) && crowd_declared(who, e) == FREE &&
           (!crowd_is_blind(e) || crowd_declared_all(who, r));
}

bool crowd_may_read_as_juror(enum crowd_who who, enum crowd_entry e)
{
    for (enum crowd_round r = OPEN; r < ROUNDS; r++)
        if (crowd_may_read_in(who, e, r))
            return true;
    return false;
}

bool crowd_may_read(enum crowd_who who, enum crowd_entry e)
{
    return crowd_may_read_office(who, e) || crowd_may_read_as_juror(who, e);
}
