#include "page/embargo_name.h"

#include "base/arena.h"

const char *embargo_name(const struct ctx *c, const struct edition *e,
                         const char *name)
{
    return edition_winners_public(&c->world, e)
               ? name
               : arena_printf(c->world.mem, "EMBARGO-%s", name);
}
