/* One juror's marks for one nomination as a weighted mean in points: what the
 * score sheet shows while it is filled in. The result has its own, whole
 * arithmetic (model/tally); this agrees with it for a complete ballot. */
#pragma once

#include "base/lang.h"
#include "model/round.h"
#include "model/tally_exact.h"

struct total {
    size_t given;                 /* how many criteria have a mark */
    bool complete;                /* all of them */
    struct tally_fraction points; /* over the given ones; valid if given > 0 */
};

/* Do all criteria share one scale? Else points run from 0 to 100. */
bool total_common(const struct criterion *criteria, size_t count);

/* values[i] belongs to criteria[i]; NULL: not given. In units of
 * 10^-scale_decimals. */
struct total total_of(const struct criterion *criteria, size_t count,
                      int scale_decimals, const int64_t *const *values);

/* "7,5": a mark or the end of a scale as people write it, without zeros at the
 * end. */
char *total_mark(struct arena *mem, enum lang lang, int64_t units,
                 int scale_decimals);
/* "7.5": the same for a form field. */
char *total_field(struct arena *mem, int64_t units, int scale_decimals);
