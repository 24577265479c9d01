/* The judging scene with sealed rounds. */
#pragma once

#include "model/seal.h"
#include "model/verify.h"
#include "support/judging.h"

/* Other rules for an open round, fixed anew: "ladder = 'criteria,lot'" */
void sealing_rules(struct test_home *h, int64_t round, const char *set);
/* Another open round with the same criteria, everybody assigned to it. */
int64_t sealing_round(struct test_home *h, const struct judging *j,
                      const char *slug, int stage);
void sealing_close(struct test_home *h, int64_t round);
/* The newest; fails when there is none. */
struct seal sealing_newest(struct test_home *h, int64_t round);
/* A seal as it reads back, and the newest; dies of one that does not. */
struct sealed sealing_read(struct test_home *h, const struct seal *seal);
struct sealed sealing_read_newest(struct test_home *h, int64_t round);
/* seal_check() of the newest. */
const char *sealing_check(struct test_home *h, int64_t round);
/* All ballots of the scene: three jurors, three nominations. Alpha and Gamma
 * are equal in every mark, Beta is last. */
void sealing_ballots(struct test_home *h, const struct judging *j);

/* All of it: rounds "jury" and "besuch" with two seals each (a late conflict of
 * the third juror with Beta), lots drawn between Alpha and Gamma with the
 * phrase "Apfelblüte", Alpha as winner. Gives the bundle. */
const char *sealing_award(struct test_home *h, struct judging *j);
/* The edition's bundle. */
const char *sealing_bundle(struct test_home *h, int64_t edition);
/* NULL, or why it is refused. */
const char *sealing_refused(struct test_home *h, const char *bundle,
                            const char *key);
