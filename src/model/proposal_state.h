/* Between the files that hold the rules of proposals. */
#pragma once

#include "model/proposal.h"

/* The same world with nobody acting: what a proposer does is logged without an
 * account, or the log would say who it was. */
struct world proposal_nobody(const struct world *w);
/* Deletes the mails to a proposer, to a company, or both; 0: none of that. */
void proposal_drop_mails(const struct world *w, int64_t proposal_id,
                         int64_t candidate_id);
