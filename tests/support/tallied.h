/* Rounds small enough to be counted by hand, for the tests of the engine. */
#pragma once

#include "model/tally_all.h"

struct tallied {
    struct arena *mem;
    struct tally_input input;
    struct tally_result result;
    struct tally_faults faults;
    bool scored;
    const struct tally_all *all; /* NULL when not scored */
};

/* One text for each entry: a mark for each juror and criterion in it, with
 * spaces between; a point stands for none. Entries are E01, E02 …, jurors J01,
 * J02 …; the quorum is 1 and there are no replicates. */
struct tallied *tallied_rows(const struct tally_criterion *criteria,
                             size_t count, const char *const *rows);
/* The same from marks one by one, each "JUROR ENTRY CRITERION VALUE". */
struct tallied *tallied_marks(const struct tally_criterion *criteria,
                              size_t count, int64_t quorum, const char *marks);
/* Once more, after a change of the input. */
void tallied_again(struct tallied *t);
void tallied_free(struct tallied *t);

/* Numbers with spaces between: "1 2 2 4" */
const char *tallied_list(struct tallied *t, const int32_t *number,
                         size_t count);
/* The ids of entries or jurors: "E01 E03" */
const char *tallied_entries(struct tallied *t, const int32_t *entry,
                            size_t count);
const char *tallied_jurors(struct tallied *t, const int32_t *juror,
                           size_t count);
/* The codes of what was refused, or of all warnings: "E_RANGE E_STEP" */
const char *tallied_faults(struct tallied *t);
const char *tallied_warnings(struct tallied *t);
/* The warning of a code; fails when there is none. */
const struct tally_warning *tallied_warning(const struct tallied *t,
                                            enum tally_warning_code code);

/* Equal but for the last digits of a double; a NaN that is wanted is met by a
 * NaN only. */
#define assert_near(got, want) tallied_near(got, want, __FILE__, __LINE__)
void tallied_near(double got, double want, const char *file, int line);

/* Equal texts; the name of the case is told when they are not. */
#define assert_case(name, got, want)                                           \
    tallied_case(name, got, want, __FILE__, __LINE__)
void tallied_case(const char *name, const char *got, const char *want,
                  const char *file, int line);
