/* Who can be compared with whom: the components of the assignment graph. */
#pragma once

#include "model/tally.h"

/* Jurors and ranked entries are nodes, counted ballots are edges. Numbers the
 * components from 0 by their first entry, sets the component of each ranked
 * entry and of each juror who counts, and returns how many there are. */
size_t tally_graph(struct arena *mem, struct tally_result *result);
