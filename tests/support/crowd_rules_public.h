/* The rules of what everybody may read. */
#pragma once

#include "support/crowd_rules.h"

crowd_rule public_edition;
crowd_rule public_company;
/* The part of a company's address, as its name gives it. */
const char *crowd_address(const struct crowd *c, enum crowd_entry e);
