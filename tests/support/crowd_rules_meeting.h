/* The rules of the screens of a meeting (crowd_meeting.c). */
#pragma once

#include "support/crowd_rules.h"

crowd_rule meeting_screen;
crowd_rule meeting_acts;
crowd_rule meeting_votes;
crowd_rule meeting_is_led;
crowd_rule meeting_office_leads;
crowd_rule meeting_notes;
crowd_rule meeting_office_notes;
crowd_rule meeting_office_second;
crowd_rule meeting_minutes;
crowd_rule meeting_minutes_pdf;
crowd_rule meeting_minutes_sign;
crowd_rule meeting_minutes_make;
crowd_rule meeting_office_minutes;
crowd_rule meeting_office_minutes_pdf;
crowd_rule meeting_office_minutes_sign;
crowd_rule meeting_office_minutes_make;
