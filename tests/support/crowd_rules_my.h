/* Rules of the lines in crowd_rules.c about a company's own nominations. */
#pragma once

#include "support/crowd_rules.h"

crowd_rule crowd_nomination;
crowd_rule crowd_edits;
crowd_rule crowd_autosaves;
crowd_rule crowd_measures;
crowd_rule crowd_withdraws;
crowd_rule crowd_receipt;
crowd_rule crowd_leads_on;
crowd_rule crowd_withdraw_page;
crowd_rule crowd_around;
crowd_rule crowd_no_letter;
crowd_rule crowd_no_version;
crowd_rule crowd_office_no_version;
crowd_rule crowd_reopens;
crowd_rule crowd_keeps;
crowd_rule crowd_consents;
crowd_rule crowd_begins;
