/* The rules of visits. In FINE, OWN is visited: announced, READER goes. */
#pragma once

#include "support/crowd_rules.h"

/* In the address and the remark of that visit. */
#define CROWD_VISIT "Visit-sentinel"
#define CROWD_VISIT_REMARK "Visit-remark"

/* Makes it, and READER's calendar. */
void crowd_make_visit(struct test_home *h, struct crowd *c);

crowd_rule visit_board;
crowd_rule visit_board_sends;
crowd_rule visit_one_sends;
crowd_rule visit_calendar;
crowd_rule visit_calendar_sends;
crowd_rule visit_company;
crowd_rule visit_company_sends;
