/* Two units at most, and from a week on one: who has 18 days does not plan by
 * the hour. */
#include "page/time_left.h"

#include "base/arena.h"

enum { MINUTE_S = 60, HOUR_S = 60 * 60, DAY_S = 24 * 60 * 60, WEEK_D = 7 };

static const char *both(const struct ctx *c, const char *more, const char *less)
{
    return less == NULL
               ? more
               : arena_printf(c->world.mem, T("%s and %s"), more, less);
}

static const char *days(const struct ctx *c, int64_t n)
{
    return arena_printf(c->world.mem, TN("%d day", "%d days", n), (int)n);
}

static const char *hours(const struct ctx *c, int64_t n)
{
    return arena_printf(c->world.mem, TN("%d hour", "%d hours", n), (int)n);
}

static const char *minutes(const struct ctx *c, int64_t n)
{
    return arena_printf(c->world.mem, TN("%d minute", "%d minutes", n), (int)n);
}

const char *time_left(const struct ctx *c, int64_t seconds)
{
    int64_t d = seconds / DAY_S, h = seconds % DAY_S / HOUR_S,
            m = seconds % HOUR_S / MINUTE_S;
    if (d > 0)
        return both(c, days(c, d), h > 0 && d < WEEK_D ? hours(c, h) : NULL);
    if (h > 0)
        return both(c, hours(c, h), m > 0 ? minutes(c, m) : NULL);
    return m > 0 ? minutes(c, m) : T("less than a minute");
}
