/* The rules of the office's pages. */
#pragma once

#include "support/crowd_rules.h"

crowd_rule office;
crowd_rule office_state;
crowd_rule office_entry;
crowd_rule office_entry_sends;
crowd_rule office_decides;
crowd_rule office_decides_sends;
crowd_rule office_marks;
crowd_rule office_letters;
crowd_rule office_letters_sends;
crowd_rule office_letter;
crowd_rule office_letter_sends;
crowd_rule office_lot;
