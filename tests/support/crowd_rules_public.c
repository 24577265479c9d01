#include "support/crowd_rules_public.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/str.h"

/* Only 2024's winners are public; there is one. */
enum verdict public_edition(enum crowd_who who, const struct thing *t)
{
    (void)who;
    return t->is != MISSING && t->e == HONOUR ? PAGE : NOTHING;
}

enum verdict public_company(enum crowd_who who, const struct thing *t)
{
    return public_edition(who, t);
}

const char *crowd_address(const struct crowd *c, enum crowd_entry e)
{
    return str_slug(
        c->home->mem,
        home_text(c->home, arena_printf(c->home->mem,
                                        "SELECT name FROM organisation WHERE "
                                        "id = %" PRId64,
                                        c->company[e])));
}
