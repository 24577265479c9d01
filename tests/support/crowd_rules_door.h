/* The rules of doors that ask for an account or a link alone, and of what
 * everybody may see. */
#pragma once

#include "support/crowd_rules.h"

crowd_rule anybody;
crowd_rule anybody_sends;
crowd_rule stranger;
crowd_rule nobody_waits;
crowd_rule account;
crowd_rule account_sends;
crowd_rule company;
crowd_rule proposes;
crowd_rule proposes_late;
crowd_rule by_link_sends;
crowd_rule by_link;
crowd_rule confirm;
crowd_rule confirm_sends;
crowd_rule picture;
crowd_rule document;
crowd_rule upload;
