#include "support/crowd_rules_team.h"

#include "support/crowd_rules_jury.h"

static bool belongs(enum crowd_who who, const struct thing *t)
{
    return who == RIVAL ? t->e == OTHER : crowd_is_company(who) && t->e == OWN;
}

enum verdict crowd_team(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, belongs(who, t), PAGE);
}

enum verdict crowd_team_manages(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, belongs(who, t), who == CONTACT ? CHANGES : STAYS);
}

enum verdict crowd_team_removes(enum crowd_who who, const struct thing *t)
{
    bool can = who == CONTACT || who == ONLOOKER;
    return crowd_with(who, belongs(who, t), can ? CHANGES : STAYS);
}

enum verdict crowd_history(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e), PAGE);
}

enum verdict crowd_restores(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e), STAYS);
}

enum verdict crowd_looks(enum crowd_who who, const struct thing *t)
{
    bool can = t->e == DRAFT && who != ONLOOKER;
    return crowd_with(who, crowd_owns(who, t->e), can ? CHANGES : STAYS);
}

enum verdict crowd_joins(enum crowd_who who, const struct thing *t)
{
    if (!crowd_is_logged_in(who))
        return LOGIN;
    return t->is == MISSING ? TOLD : CHANGES;
}
