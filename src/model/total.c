/* A juror's own weighted mean, exactly. */
#include "model/total.h"

#include <string.h>

#include "base/arena.h"

static i128 power_of_ten(int decimals)
{
    i128 power = 1;
    for (int i = 0; i < decimals; i++)
        power *= 10;
    return power;
}

bool total_common(const struct criterion *criteria, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (criteria[i].lo != criteria[0].lo ||
            criteria[i].hi != criteria[0].hi)
            return false;
    return true;
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The least common multiple of all ranges; the bounds of a round keep it
 * small. */
static int64_t common_range(const struct criterion *criteria, size_t count)
{
    int64_t range = 1;
    for (size_t i = 0; i < count; i++) {
        int64_t own = criteria[i].hi - criteria[i].lo;
        range = range / common_divisor(range, own) * own;
    }
    return range;
}

struct total total_of(const struct criterion *criteria, size_t count,
                      int scale_decimals, const int64_t *const *values)
{
    struct total total = {.given = 0};
    int64_t range = common_range(criteria, count);
    i128 sum = 0, weights = 0;
    for (size_t i = 0; i < count; i++) {
        const struct criterion *c = &criteria[i];
        if (values[i] == NULL)
            continue;
        total.given++;
        weights += c->weight;
        sum +=
            (i128)c->weight * (*values[i] - c->lo) * (range / (c->hi - c->lo));
    }
    total.complete = count > 0 && total.given == count;
    if (total.given == 0)
        return total;
    if (total_common(criteria, count))
        total.points = tally_exact(sum + weights * criteria[0].lo,
                                   weights * power_of_ten(scale_decimals));
    else
        total.points = tally_exact(100 * sum, weights * range);
    return total;
}

static void drop_zeros(char *text, char point)
{
    if (strchr(text, point) == NULL)
        return;
    size_t bytes = strlen(text);
    while (text[bytes - 1] == '0')
        bytes--;
    if (text[bytes - 1] == point)
        bytes--;
    text[bytes] = '\0';
}

char *total_mark(struct arena *mem, enum lang lang, int64_t units,
                 int scale_decimals)
{
    char *text = lang_decimal(mem, lang, units, scale_decimals);
    if (scale_decimals > 0)
        drop_zeros(text, lang == LANG_DE ? ',' : '.');
    return text;
}

char *total_field(struct arena *mem, int64_t units, int scale_decimals)
{
    char *text = tally_exact_units(mem, units, scale_decimals);
    drop_zeros(text, '.');
    return text;
}
