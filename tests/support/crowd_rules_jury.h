/* The rules of the juror's pages. */
#pragma once

#include "support/crowd_rules.h"

crowd_rule jury_page;
crowd_rule jury_own;
crowd_rule jury_accepts;
crowd_rule jury_list;
crowd_rule jury_list_sends;
crowd_rule jury_sheet;
crowd_rule jury_marks;
crowd_rule jury_declares;
crowd_rule jury_saves;
crowd_rule jury_reveals;
crowd_rule jury_notes;
crowd_rule jury_photo;
crowd_rule jury_photo_remove;
crowd_rule jury_abstains;
crowd_rule jury_reopens;
crowd_rule jury_practice;
crowd_rule jury_practice_sends;
crowd_rule jury_practice_saves;
crowd_rule jury_practice_idle;
crowd_rule jury_work;
crowd_rule jury_compare;
crowd_rule jury_hands_in;
crowd_rule jury_seal;
crowd_rule jury_invited;
crowd_rule jury_invited_sends;
crowd_rule jury_answers;
crowd_rule jury_orders;
crowd_rule jury_stands_in;
