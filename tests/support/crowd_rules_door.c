#include "support/crowd_rules_door.h"

/* --- by account alone -------------------------------------------------------
 */

enum verdict crowd_with(enum crowd_who who, bool may, enum verdict then)
{
    if (!crowd_is_logged_in(who))
        return LOGIN;
    return may ? then : NOTHING;
}

enum verdict anybody(enum crowd_who who, const struct thing *t)
{
    (void)who, (void)t;
    return PAGE;
}

enum verdict anybody_sends(enum crowd_who who, const struct thing *t)
{
    (void)who, (void)t;
    return EITHER;
}

enum verdict stranger(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_is_logged_in(who) ? AWAY : PAGE;
}

/* Between password and code. */
enum verdict nobody_waits(enum crowd_who who, const struct thing *t)
{
    (void)who, (void)t;
    return AWAY;
}

enum verdict account(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, true, PAGE);
}

enum verdict account_sends(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, true, EITHER);
}

enum verdict company(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, crowd_is_company(who), PAGE);
}

/* --- the public -------------------------------------------------------------
 */

/* Where nobody may propose there is no such page; where the call is over it
 * says so. */
enum verdict proposes(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->e == HONOUR ? PAGE : NOTHING;
}

enum verdict proposes_late(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->e == HONOUR ? STAYS : NOTHING;
}

/* Of a proposal: who has it, whatever account. */
enum verdict by_link_sends(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->is == MISSING ? TOLD : EITHER;
}

enum verdict by_link(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->is == MISSING ? TOLD : PAGE;
}

/* Only the account that it was sent for. */
enum verdict confirm(enum crowd_who who, const struct thing *t)
{
    if (!crowd_is_logged_in(who))
        return LOGIN;
    return who == CONTACT && t->is != MISSING ? PAGE : TOLD;
}

enum verdict confirm_sends(enum crowd_who who, const struct thing *t)
{
    enum verdict v = confirm(who, t);
    return v == PAGE ? CHANGES : v;
}

enum verdict picture(enum crowd_who who, const struct thing *t)
{
    if (t->is == LOGO)
        return PAGE;
    if (t->is == GONE)
        return NOTHING;
    if (t->is == PHOTO)
        return who == t->whose && crowd_may_read_as_juror(who, t->e) ? PAGE
                                                                     : NOTHING;
    if (t->is == PAPER || crowd_is_blind(t->e))
        return crowd_may_read_office(who, t->e) ? PAGE : NOTHING;
    return crowd_may_read(who, t->e) ? PAGE : NOTHING;
}

enum verdict document(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_may_read(who, t->e), PAGE);
}

enum verdict upload(enum crowd_who who, const struct thing *t)
{
    bool may = t->is == LOGO ? crowd_is_organiser(who)
                             : t->is != PHOTO && t->is != GONE &&
                                   crowd_may_read_office(who, t->e);
    return crowd_with(who, may, PAGE);
}
