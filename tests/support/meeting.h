/* The judging scene with a meeting: the round is closed with Alpha before Gamma
 * before Beta, the first juror has the chair, everybody declared to be free of
 * conflicts, and the agenda has the three nominations (items 0 to 2) and the
 * contest of their category (item 3). */
#pragma once

#include "model/motion.h"
#include "support/judging.h"

enum { MEETING_ITEMS = JUDGING_ENTRIES + 1, MEETING_CONTEST = JUDGING_ENTRIES };

struct meeting_scene {
    struct judging j;
    int64_t id, category;
    int64_t item[MEETING_ITEMS];
};

/* Planned only. */
struct meeting_scene meeting_scene(struct test_home *h);
/* Open, and everybody is there. */
struct meeting_scene meeting_scene_open(struct test_home *h);
/* Other rules of voting, also for a meeting that is open. */
void meeting_rules_are(struct test_home *h, const struct meeting_scene *s,
                       const struct vote_rule *rule);
/* Another juror, after the others; votes, without any declaration. His
 * jury_member id. */
int64_t meeting_juror(struct test_home *h, const struct meeting_scene *s,
                      const char *email);
/* He is free of conflicts with all three. */
void meeting_free(struct test_home *h, const struct meeting_scene *s,
                  int64_t jury_member_id);
