/* Between the files that build the crowd. */
#pragma once

#include "support/crowd.h"

void crowd_make_editions(struct test_home *h);
void crowd_make_entries(struct test_home *h, struct crowd *c);
/* A picture that is its own thumbnail and says what it is; its id. */
int64_t crowd_make_file(struct test_home *h, const char *kind, int64_t entry);
/* Edition 2024 took proposals. In 2026 a company is proposed by somebody
 * unnamed and written to, and OWN's company has accepted another such proposal.
 * What nobody but the office may know says CROWD_PROPOSER. */
void crowd_make_proposals(struct test_home *h, struct crowd *c);
/* Has that person a seat in a jury with that nomination in that round, whatever
 * becomes of it? */
bool crowd_seated(enum crowd_who who, enum crowd_entry e, enum crowd_round r);
/* The meetings of edition 2026. */
void crowd_make_meetings(struct test_home *h, struct crowd *c);
/* SQL, at most 2,000 bytes. */
__attribute__((format(printf, 2, 3))) void crowd_run(struct test_home *h,
                                                     const char *format, ...);
