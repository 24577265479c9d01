/* See the header. The pictures themselves: tests/story/preview_test.c. */
#include "support/crowd_rules_preview.h"

#include "support/crowd_rules_jury.h"

enum verdict preview_wants(enum crowd_who who, const struct thing *t)
{
    return crowd_with(who, crowd_owns(who, t->e), EITHER);
}

enum verdict preview_none(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, false, PAGE);
}

enum verdict preview_office_none(enum crowd_who who, const struct thing *t)
{
    (void)t;
    return crowd_with(who, crowd_is_organiser(who), TOLD);
}
