/* Beginning a nomination with the answers of an earlier one. */
#pragma once

#include "model/world.h"

#include <stdbool.h>
#include <stddef.h>

/* Are both of one company, and of two editions? `into` names the new one by
 * company and edition, since it may not be there yet. */
bool take_over_possible(const struct world *w, int64_t from,
                        int64_t organisation_id, int64_t edition_id);

/* Takes over what the new form asks in the same way (same code and kind), as it
 * is; where it does not fit any more, as somebody's words that are no answer
 * yet. Of choices those that are still there; files in their order with their
 * words, as many and of the kinds that the new form takes; the category. Never
 * consents: they are given again, by a person. What was taken over is noted, to
 * be looked at. Write transaction. */
void take_over(const struct world *w, int64_t from, int64_t into);

/* After a withdrawal, in the same edition: all that was typed, also where it is
 * no answer, files, category. Nothing is noted. Write transaction. */
void take_over_again(const struct world *w, int64_t from, int64_t into);

/* Somebody has looked at all that was taken over. Write transaction. */
void take_over_seen(const struct world *w, int64_t entry_id);
