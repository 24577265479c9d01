/* Who may do what with a company's own nominations. */
#include "support/crowd_rules_my.h"

enum verdict crowd_nomination(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e), TEXT);
}

enum verdict crowd_edits(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e),
                      t->e == DRAFT && who != ONLOOKER ? CHANGES : STAYS);
}

enum verdict crowd_autosaves(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e),
                      t->e == DRAFT && who != ONLOOKER ? SAVES : STAYS);
}

enum verdict crowd_measures(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e),
                      t->e == DRAFT ? EITHER : STAYS);
}

enum verdict crowd_withdraws(enum crowd_who who, const struct thing *t)
{
    bool owner = who != EDITOR && who != ONLOOKER;
    bool can = owner && (t->e == DRAFT || crowd_admitted(t->e));
    return crowd_with(who, crowd_owns(who, t->e), can ? CHANGES : STAYS);
}

enum verdict crowd_receipt(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e), t->e == DRAFT ? TOLD : PAGE);
}

/* The edition asks nothing before the form. */
enum verdict crowd_leads_on(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e), AWAY);
}

/* The question whether he really wants to. */
enum verdict crowd_withdraw_page(enum crowd_who who, const struct thing *t)
{
    bool owner = who != EDITOR && who != ONLOOKER;
    return crowd_with(who, crowd_owns(who, t->e),
                      owner && crowd_admitted(t->e) ? PAGE : TOLD);
}

/* What stands around a nomination, whatever its state. */
enum verdict crowd_around(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e), PAGE);
}

/* Nothing was submitted by a form: there is no version. */
enum verdict crowd_no_version(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e), TOLD);
}

/* Nothing was released: the same page as if there were no such nomination. */
enum verdict crowd_no_letter(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, false, PAGE);
}

enum verdict crowd_office_no_version(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, crowd_is_organiser(who), TOLD);
}

/* Marked already, a draft, or withdrawn; one that was rejected may be. */
enum verdict crowd_reopens(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e),
                      t->e == REJECTED && who != ONLOOKER ? EITHER : STAYS);
}

enum verdict crowd_keeps(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e), STAYS);
}

enum verdict crowd_consents(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e),
                      who == ONLOOKER ? STAYS : EITHER);
}

/* Each company has a nomination already. */
enum verdict crowd_begins(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e), STAYS);
}
