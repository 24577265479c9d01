#include "support/crowd_rules_export.h"

enum verdict export_results(enum crowd_who who, const struct thing *t)
{
    bool barred = who == TORN && t->e == OWN;
    return crowd_with(who, crowd_is_organiser(who), barred ? TOLD : EITHER);
}

enum verdict export_schema(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->is == MISSING ? NOTHING : PAGE;
}
