/* The rules of companies' pages in the brochure. Somebody of OWN's company was
 * asked for its page. */
#pragma once

#include "support/crowd_rules.h"

void crowd_make_page(struct test_home *h, struct crowd *c);

crowd_rule page_link;
crowd_rule page_link_sends;
crowd_rule page_no_picture;
crowd_rule page_mine;
crowd_rule page_mine_sends;
crowd_rule page_mine_looks;
crowd_rule page_office_no_picture;
