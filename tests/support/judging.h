/* A scene for judging: edition "2026", an open round "jury" with the criteria
 * Innovation (60 %) and Nutzen (40 %), both 0 to 10, three jurors
 * (j1@example.org …), three admitted nominations (Alpha, Beta, Gamma),
 * everybody assigned to everything; an organiser, office@example.org. */
#pragma once

#include "support/home.h"

enum { JUDGING_JURORS = 3, JUDGING_ENTRIES = 3, JUDGING_CRITERIA = 2 };

struct judging {
    int64_t edition, round;
    int64_t user[JUDGING_JURORS], member[JUDGING_JURORS];
    int64_t entry[JUDGING_ENTRIES];
    int64_t criterion[JUDGING_CRITERIA];
};

struct judging judging_scene(struct test_home *h);

/* The jurors accept what they are asked for now, as judging_scene() lets them
 * do: who opens another round calls it once more. */
void judging_accept(struct test_home *h);

/* A juror without a conflict hands in these marks through the models. */
void judging_submit(struct test_home *h, const struct judging *j, int juror,
                    int entry, int innovation, int benefit);
/* Declares through the models; what this juror did not declare yet is "none"
 * from then on, because nothing can be opened before. */
void judging_declare(struct test_home *h, const struct judging *j, int juror,
                     int entry, const char *kind);
/* The same, and the others stay undeclared. */
void judging_declare_only(struct test_home *h, const struct judging *j,
                          int juror, int entry, const char *kind);
