/* Who may what with the people of a company and with what they wrote. */
#pragma once

#include "support/crowd_rules.h"

enum verdict crowd_team(enum crowd_who who, const struct thing *t);
/* What an owner does; ONLOOKER is the member to whom it is done. */
enum verdict crowd_team_manages(enum crowd_who who, const struct thing *t);
/* And who is taken out may also go. */
enum verdict crowd_team_removes(enum crowd_who who, const struct thing *t);
/* What a nomination says, in every version of it. */
enum verdict crowd_history(enum crowd_who who, const struct thing *t);
enum verdict crowd_restores(enum crowd_who who, const struct thing *t);
/* At what was taken over, into DRAFT. */
enum verdict crowd_looks(enum crowd_who who, const struct thing *t);
enum verdict crowd_joins(enum crowd_who who, const struct thing *t);
